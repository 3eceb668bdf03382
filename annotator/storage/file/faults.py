"""What can go wrong with a library's file, each told in one sentence with what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from annotator.domain.phrase import Phrase, phrase
from annotator.errors import UserFacingError


class LibraryError(UserFacingError):
    """Something about the library's file or folder that the person can mend."""


class LibraryReadOnlyError(LibraryError):
    """A change was asked for, but the library can only be read."""


class LibraryFullError(LibraryError):
    """The disk has no room for the change; nothing of it was kept."""


class LibraryDamagedError(LibraryError):
    """A part of the file cannot be read."""


class LibraryBusyError(LibraryError):
    """Another program holds the file for longer than a person should wait."""


class LibraryNewerError(LibraryError):
    """The file comes from a newer version of the program; it was not touched."""


class PassphraseNeededError(LibraryError):
    """The file is encrypted, and no passphrase was given."""


class PassphraseWrongError(LibraryError):
    """Not a page of the file can be read with the passphrase that was given."""


_KINDS: tuple[tuple[tuple[str, ...], type[LibraryError], Phrase, Phrase], ...] = (
    (
        ("database or disk is full", "no space left", "quota exceeded", "file too large"),
        LibraryFullError,
        phrase(
            "There is no room on the disk for the library {name}; the last change was not saved."
        ),
        phrase("Free some space on the disk that holds {folder} and try again."),
    ),
    (
        ("readonly database", "read-only", "permission denied", "unable to open database"),
        LibraryReadOnlyError,
        phrase("The library {name} cannot be written to; the last change was not saved."),
        phrase("Make {folder} writable for you, or open a library in another folder."),
    ),
    (
        (
            "malformed",
            "not a database",
            "could not decode",
            "checksum",
            "vtable constructor failed",
        ),
        LibraryDamagedError,
        phrase("The library {name} is damaged: a part of the file cannot be read."),
        phrase(
            "Run “annotator library check” to see what is affected, then restore the last backup."
        ),
    ),
    (
        ("database is locked", "database table is locked", "busy"),
        LibraryBusyError,
        phrase("Another program is using the library {name}; the last change was not saved."),
        phrase("Close the other program and try again."),
    ),
    (
        ("disk i/o error",),
        LibraryError,
        phrase("The disk reported an error while the library {name} was in use."),
        phrase("Check the disk that holds {folder}; everything shown as saved before is kept."),
    ),
)


def explained(error: Exception, path: Path) -> LibraryError | None:
    """`error` in words for the person, or None when it is a bug of ours."""
    said = str(getattr(error, "orig", None) or error).lower()
    for marks, kind, message, hint in _KINDS:
        if any(mark in said for mark in marks):
            names = {"name": path.name, "folder": str(path.parent)}
            return kind(message.filled(**names), hint.filled(**names))
    return None


@contextmanager
def faults_explained(path: Path, driver_error: type[Exception] = DBAPIError) -> Iterator[None]:
    """Turns errors about the file at `path` into LibraryError; bugs pass. `driver_error` is
    what the driver itself raises, where it is used without the engine."""
    try:
        yield
    except (DBAPIError, driver_error) as error:
        told = explained(error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def os_fault_explained(path: Path) -> Iterator[None]:
    """Turns the system's errors about files in the folder of `path` into LibraryError."""
    try:
        yield
    except OSError as error:
        told = explained(error, path) or LibraryError(
            phrase(
                "The file {name} could not be written: {reason}.",
                name=path.name,
                reason=str(error.strerror or error),
            ),
            phrase(
                "Check that {folder} can be written to, and try again.", folder=str(path.parent)
            ),
        )
        raise told from error
