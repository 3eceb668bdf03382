"""Who has a library open for writing. The system's own lock on a small file beside it: it
vanishes with the process that holds it, so a stale one is no obstacle."""

import contextlib
import getpass
import json
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from annotator.domain.phrase import Phrase, phrase
from annotator.storage.file.faults import LibraryBusyError, os_fault_explained

# Far behind the text, so that others can still read who holds it (Windows locks are mandatory).
_LOCKED_BYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that has the library open for writing."""

    person: str
    host: str
    pid: int
    since: datetime | None

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Phrase:
        """Who it is, and since when."""
        person, host = self.person or phrase("somebody"), self.host or phrase("this computer")
        if self.since is None:
            return phrase("{person} on {host}", person=person, host=host)
        since = f"{self.since:%Y-%m-%d %H:%M}"
        return phrase("{person} on {host} since {time} UTC", person=person, host=host, time=since)


class LibraryLock:
    """The right to write to one library; let go when closed or when the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, library: Path) -> "LibraryLock | Holder":
        """The lock, or who holds it. Raises OSError when the folder allows no lock file."""
        descriptor = os.open(_lock_path(library), os.O_CREAT | os.O_RDWR, 0o600)
        if not _lock(descriptor):
            try:
                return _holder(os.read(descriptor, 4_096))
            finally:
                os.close(descriptor)
        # On a full disk nobody can read who it is; the lock holds all the same.
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, _signature())
        return cls(descriptor)

    def close(self) -> None:
        """Lets go. The file stays, empty: deleting it would race with the next opener."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def is_open(library: Path) -> bool:
    """Whether somebody has the library at `library` open for writing."""
    if not _lock_path(library).exists():
        return False
    lock = LibraryLock.take(library)
    if isinstance(lock, Holder):
        return True
    lock.close()
    return False


@contextlib.contextmanager
def closed_library(library: Path) -> Iterator[None]:
    """Keeps the library at `library` from being opened for writing while it is replaced.

    Raises LibraryBusyError when it is open, LibraryError when the folder allows no lock.
    """
    with os_fault_explained(library):
        lock = LibraryLock.take(library)
    if isinstance(lock, Holder):
        raise LibraryBusyError(
            phrase(
                "The library {name} is open by {holder}; it was not changed.",
                name=library.name,
                holder=lock.told,
            ),
            phrase("Close it there and try again."),
        )
    with lock:
        yield


def _signature() -> bytes:
    holder = {
        "person": _person(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(holder).encode()


def _lock_path(library: Path) -> Path:
    return library.with_name(f"{library.name}.lock")


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _holder(text: bytes) -> Holder:
    try:
        said = json.loads(text)
        return Holder(
            str(said["person"]),
            str(said["host"]),
            int(said["pid"]),
            datetime.fromisoformat(said["since"]),
        )
    except (ValueError, KeyError, TypeError):
        return Holder("", "", 0, None)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
