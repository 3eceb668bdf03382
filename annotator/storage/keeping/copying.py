"""Copies of a library's file that are whole or not there at all."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.storage.file.encryption import Key, driver_for
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    os_fault_explained,
)
from annotator.storage.file.file import create_private
from annotator.storage.file.lock import is_open
from annotator.storage.file.store import Store

# After this many pages (16 MiB) progress is told and a cancel is heard.
_PAGES_AT_A_TIME = 4_096

type Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do; raises to cancel."""


def copy_to(store: Store, target: Path, progress: Progress | None = None) -> None:
    """Copies an open library to `target` while others go on reading and writing it.

    Source: the SQLite online backup API. The copy is checked before it takes the name
    `target`. Raises LibraryDamagedError when what would be copied is damaged, LibraryError
    when the disk fails or `target` is a library in use, this one among them; a file that was
    at `target` is kept then.
    """
    _require_no_library_in_use(target, store.path)

    def tell(_status: int, left: int, total: int) -> None:
        if progress:
            progress(total - left, total)

    with appearing(target) as part, store.driver() as source:
        # One view from beginning to end: a writer does not make the copy start again.
        source.execute("BEGIN")
        try:
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            with closing(connect(part, store.key)) as copy:
                source.backup(copy, pages=_PAGES_AT_A_TIME, progress=tell)
                # A copy is one file: nothing belongs beside it.
                copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            source.execute("ROLLBACK")
        require_whole(part, store.path, store.key)


def compact_to(store: Store, target: Path) -> None:
    """Writes an open library to `target` as one file without gaps; see `copy_to`."""
    _require_no_library_in_use(target, store.path)
    with appearing(target) as part, store.driver() as source:
        source.execute("VACUUM INTO ?", (str(part),))
        require_whole(part, store.path, store.key)


def _require_no_library_in_use(target: Path, of: Path) -> None:
    """Raises LibraryError when a file put at `target` would take the place of a library that
    somebody works in: its log of changes, left beside, would be read into the copy."""
    if target.exists() and target.samefile(of):
        raise LibraryError(
            phrase(
                "The file {target} is the library itself; nothing was copied.", target=str(target)
            ),
            phrase("Choose another name for the copy."),
        )
    log = target.with_name(f"{target.name}-wal")
    if (log.exists() and log.stat().st_size) or is_open(target):
        raise LibraryBusyError(
            phrase(
                "The file {target} is a library in use, or one that was not closed; it was not "
                "replaced.",
                target=str(target),
            ),
            phrase("Close it, or choose another name for the copy."),
        )


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A private file beside `target` that takes its name, on the disk for good, when the block
    ends well, and is gone when it does not."""
    part = target.with_name(f"{target.name}.part")
    with os_fault_explained(target):
        part.unlink(missing_ok=True)
        create_private(part)
        try:
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
            sync_folder(target.parent)
        finally:
            for name in (part.name, f"{part.name}-journal"):
                part.with_name(name).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes a new name in `folder` survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_whole(copy: Path, of: Path, key: Key | None = None) -> None:
    """Raises LibraryDamagedError unless every page of the file at `copy` can be read."""
    try:
        with closing(connect(copy, key)) as connection:
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except driver_for(key).DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise LibraryDamagedError(
            phrase("The library {name} is damaged, so it was not copied.", name=of.name),
            phrase(
                "Run “annotator library check” to see what is affected; earlier backups are kept."
            ),
        )
