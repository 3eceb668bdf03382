"""Who has a library open for writing. The system's own lock on a small file beside it: it
vanishes with the process that holds it, so a stale one is no obstacle."""

import getpass
import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Self

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
        since = f" since {self.since:%Y-%m-%d %H:%M} UTC" if self.since else ""
        return f"{self.person or 'somebody'} on {self.host or 'this computer'}{since}"


class LibraryLock:
    """The right to write to one library; let go when closed or when the process ends."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def take(cls, library: Path) -> "LibraryLock | Holder":
        """The lock, or who holds it. Raises OSError when the folder allows no lock file."""
        path = _lock_path(library)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        file = os.fdopen(descriptor, "r+", encoding="utf-8")
        if not _lock(file):
            with file:
                return _holder(file.read())
        lock = cls(file)
        lock._sign()
        return lock

    def _sign(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        json.dump(
            {
                "person": _person(),
                "host": socket.gethostname(),
                "pid": os.getpid(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            },
            self._file,
        )
        self._file.flush()

    def close(self) -> None:
        """Lets go. The file stays, empty: deleting it would race with the next opener."""
        if not self._file.closed:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _lock_path(library: Path) -> Path:
    return library.with_name(f"{library.name}.lock")


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _holder(text: str) -> Holder:
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

    def _lock(file: IO[str]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
