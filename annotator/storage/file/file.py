"""The library's file seen from outside SQLite: is it one, which version, who may read it."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.storage.file.encryption import PAGE_BYTES
from annotator.storage.file.faults import (
    LibraryDamagedError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from annotator.storage.file.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
_OWNER_ONLY = 0o600
# In a page of noise one of the 256 bytes is missing once in 36,000 pages; sixteen never are.
_NOISE = 240


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a library say."""

    application: int
    version: int
    """Number of the schema. What the log of changes holds is not in it yet."""
    blank: bool = False
    """Whether nothing was ever made in it: an empty file, or one killed at its birth."""
    encrypted: bool = False
    """Whether nothing can be said of it without its key; the other fields say nothing then."""


def read_header(path: Path) -> Header:
    """The header of the file at `path`, read without SQLite, so that nothing is touched.

    Source: the SQLite database file format, section 1.3 (schema cookie at 40,
    user version at 60, application id at 68). Raises LibraryDamagedError when the file is no
    SQLite file, LibraryReadOnlyError when it cannot be read.
    """
    start = first_page(path)[:100]
    if not start:
        return Header(0, 0, blank=True)
    if looks_encrypted(path):
        return Header(0, 0, encrypted=True)
    if len(start) < 100 or not start.startswith(_MAGIC):
        raise LibraryDamagedError(
            phrase(
                "The file {name} is not an Annotator library, or its beginning is damaged.",
                name=path.name,
            ),
            phrase("Choose another file, or restore the last backup."),
        )
    application, version = int.from_bytes(start[68:72]), int.from_bytes(start[60:64])
    schema_cookie = int.from_bytes(start[40:44])
    return Header(application, version, blank=not (application or version or schema_cookie))


def first_page(path: Path) -> bytes:
    """The beginning of the file. Raises LibraryReadOnlyError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(PAGE_BYTES)
    except OSError as error:
        raise LibraryReadOnlyError(
            phrase(
                "The library {name} cannot be read: {reason}.",
                name=path.name,
                reason=str(error.strerror),
            ),
            phrase("Check that {folder} is a folder that you may read.", folder=str(path.parent)),
        ) from error


def looks_encrypted(path: Path) -> bool:
    """Whether the file begins like one that SQLCipher wrote: a whole page of noise, in which
    hardly any byte is missing. (A page of text or of a list uses a third of them.)"""
    page = first_page(path)
    return not page.startswith(_MAGIC) and len(set(page)) > _NOISE


def require_known(path: Path, header: Header, newest: int = SCHEMA_VERSION) -> None:
    """Refuses a library that this program must not open.

    Raises LibraryNewerError for a newer schema, LibraryDamagedError for another program's
    database.
    """
    if header.blank:
        return
    if header.application != APPLICATION_ID:
        raise LibraryDamagedError(
            phrase("The file {name} is a database of another program.", name=path.name),
            phrase("Choose a library made by Annotator."),
        )
    require_not_newer(path, header.version, newest)


def require_not_newer(path: Path, version: int, newest: int = SCHEMA_VERSION) -> None:
    """Raises LibraryNewerError for a schema later than `newest`, the last one known."""
    if version > newest:
        raise LibraryNewerError(
            phrase(
                "The library {name} was made by a newer version of Annotator (schema {version}; "
                "this one knows {newest}). It was not touched.",
                name=path.name,
                version=str(version),
                newest=str(newest),
            ),
            phrase("Install the newer version to open it."),
        )


def create_private(path: Path) -> None:
    """Makes an empty file that only its owner may read, and its folder when there is none.

    Raises LibraryReadOnlyError when the place does not allow it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    except OSError as error:
        raise LibraryReadOnlyError(
            phrase(
                "The library {name} cannot be made in {folder}: {reason}.",
                name=path.name,
                folder=str(path.parent),
                reason=str(error.strerror),
            ),
            phrase("Choose a folder that you may write to."),
        ) from error


def make_private(path: Path) -> None:
    """Takes the file at `path` and what SQLite keeps beside it from everybody but its owner."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        beside = path.with_name(name)
        if beside.exists():
            beside.chmod(_OWNER_ONLY)
