"""From a path to an open store: made, locked, checked, migrated."""

import os
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from annotator.storage.backups import BackupKind, Backups, backups_of
from annotator.storage.engine import make_engine
from annotator.storage.faults import LibraryDamagedError, LibraryReadOnlyError
from annotator.storage.file import (
    create_private,
    make_private,
    read_header,
    require_known,
    require_not_newer,
)
from annotator.storage.lock import Holder, LibraryLock
from annotator.storage.schema import CURRENT, Schema
from annotator.storage.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file: its connections and, when it may be written, the lock."""

    store: Store
    lock: LibraryLock | None
    holder: Holder | None

    def close(self) -> None:
        """Lets go of everything. Twice does nothing."""
        self.store.close()
        if self.lock:
            self.lock.close()
        _here.leave(self.store.path)


class _OpenHere:
    """Which libraries this process has open.

    On POSIX, closing any descriptor of a file drops all locks that the process has on it,
    SQLite's included; so the header of a library that is open here is not read again.
    """

    def __init__(self) -> None:
        self._count: Counter[Path] = Counter()
        self._lock = threading.Lock()

    def enter(self, path: Path, schema: Schema) -> None:
        """Counts an opening. Raises LibraryError when the file must not be opened."""
        with self._lock:
            if not self._count[path]:
                require_known(path, read_header(path), schema.version)
            self._count[path] += 1

    def leave(self, path: Path) -> None:
        with self._lock:
            self._count[path] = max(0, self._count[path] - 1)


_here = _OpenHere()


def open_file(path: Path, *, read_only: bool = False, schema: Schema = CURRENT) -> Opened:
    """Opens the library at `path`, brought up to `schema`; see `Library.open`."""
    path = path.expanduser().absolute()
    try:
        return _open(path, read_only, schema)
    except LibraryDamagedError as error:
        backups = backups_of(path)
        if not backups:
            raise
        last = backups[0]
        raise LibraryDamagedError(
            error.message,
            f"Restore the last backup, of {last.time:%Y-%m-%d %H:%M} UTC: {last.path}",
        ) from error


def _open(path: Path, read_only: bool, schema: Schema) -> Opened:
    if read_only:
        return _open_reading(path, "", None, schema)
    if path.exists() and not os.access(path, os.W_OK):
        return _open_reading(path, f"The file {path} is write-protected.", None, schema)
    if not path.exists():
        create_private(path)
    try:
        lock = LibraryLock.take(path)
    except OSError as error:
        return _open_reading(path, f"The folder {path.parent}: {error.strerror}.", None, schema)
    if isinstance(lock, Holder):
        return _open_reading(path, f"It is open for writing by {lock}.", lock, schema)
    try:
        return _open_writing(path, lock, schema)
    except BaseException:
        lock.close()
        raise


def _open_reading(path: Path, why: str, holder: Holder | None, schema: Schema) -> Opened:
    if not path.exists():
        raise LibraryReadOnlyError(
            f"There is no library {path}.", "Check the name, or make one by adding an article."
        )
    _here.enter(path, schema)
    engine = make_engine(path, read_only=True, frozen=_frozen(path))
    store = Store(path, engine, read_only=True, why_read_only=why)
    try:
        _require_present(store, schema)
    except BaseException:
        store.close()
        _here.leave(path)
        raise
    return Opened(store, None, holder)


def _frozen(path: Path) -> bool:
    """Whether nobody can write beside the file and nothing waits in the log of changes, so
    that it can be read as it lies. (A log that waits is read with it, or an error told.)"""
    log = path.with_name(f"{path.name}-wal")
    waits = log.exists() and log.stat().st_size > 0
    return not (waits or os.access(path.parent, os.W_OK))


def _require_present(store: Store, schema: Schema) -> None:
    """Raises LibraryError unless the schema is the present one."""
    if _version(store, schema) < schema.version:
        raise LibraryReadOnlyError(
            f"The library {store.path.name} was made by an older version of Annotator and has to "
            "be brought up to date before it can be read.",
            f"Open it once where it can be written to. {store.why_read_only}".strip(),
        )


def _version(store: Store, schema: Schema) -> int:
    """The schema's number, the log of changes included. Raises LibraryNewerError."""
    with store.reading() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    require_not_newer(store.path, version, schema.version)
    return version


def _open_writing(path: Path, lock: LibraryLock, schema: Schema) -> Opened:
    _here.enter(path, schema)
    store = Store(path, make_engine(path), read_only=False)
    try:
        _bring_up_to_date(store, schema)
        make_private(path)
    except BaseException:
        store.close()
        _here.leave(path)
        raise
    return Opened(store, lock, None)


def _bring_up_to_date(store: Store, schema: Schema) -> None:
    """Migrates an older library, a backup of it made before."""
    version = _version(store, schema)
    if version == schema.version:
        return
    # Alembic costs a tenth of a second to load and is seldom needed.
    from annotator.storage.migrate import migrate  # noqa: PLC0415

    if version:
        Backups(store).make(BackupKind.BEFORE_MIGRATION)
    with store.writing() as connection:
        migrate(connection, schema)
    with store.driver() as connection:
        # From now on the header itself tells older programs to keep off.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
