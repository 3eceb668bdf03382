"""The engine of a library: how every connection to the file is set up."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from annotator.storage.file.encryption import Key, driver_for

WRITES = "annotator_writes"
"""Execution option of a connection whose transactions take the write lock when they begin."""

_BUSY_MS = 5_000
# FULL: a commit is on the disk when it returns (docs/decisions/001-synchronous.md).
# secure_delete: what is deleted for good is overwritten. temp_store: no text in temp files.
_ALWAYS = (
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_MS}",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
    "PRAGMA trusted_schema=OFF",
)
_WRITABLE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    # Fold the log into the file every 16 MiB: seldom enough that hardly a key press waits.
    "PRAGMA wal_autocheckpoint=4096",
    "PRAGMA journal_size_limit=16777216",
    # Where the platform has it (macOS), make the drive itself write.
    "PRAGMA fullfsync=ON",
)


class Cursor(Protocol):
    """The part of a DBAPI cursor that is used here."""

    def execute(self, sql: str, /) -> object: ...
    def close(self) -> None: ...


class DriverConnection(Protocol):
    """The part of a DBAPI connection that is used here; sqlite3 and its kin have it."""

    isolation_level: str | None

    def cursor(self) -> Cursor: ...


type Prepare = Callable[[sqlite3.Connection], None]


def connect(path: Path, key: Key | None = None, *, untouched: bool = False) -> sqlite3.Connection:
    """A bare connection to any file, outside every engine; transactions are the caller's.

    `untouched` reads the file as it lies, without its log of changes, and makes nothing
    beside it.
    """
    uri = _uri(path, "ro&immutable=1" if untouched else "rwc")
    made = driver_for(key).connect(uri, uri=True, isolation_level=None)
    connection = cast(sqlite3.Connection, made)
    if key is not None:
        key.unlock(connection)
    return connection


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(path.as_posix())}?mode={mode}"


def make_engine(
    path: Path,
    *,
    read_only: bool = False,
    frozen: bool = False,
    driver: ModuleType = sqlite3,
    prepare: Prepare | None = None,
) -> Engine:
    """An engine over the library at `path`, connections shared between threads by a pool.

    `driver` is a DBAPI module with the interface of sqlite3 (such as an encrypting one) and
    `prepare` the first thing done to each of its connections (such as giving the key).
    `frozen` promises that nobody writes meanwhile, which a read-only folder needs.
    A connection with the execution option WRITES begins with the write lock, so that two
    writers wait for each other instead of failing half-way.
    """
    mode = "ro" if read_only else "rw"
    if frozen:
        mode += "&immutable=1"
    # Not in the engine's URL, whose rules of quoting are not SQLite's.
    uri = _uri(path, mode)

    def connected() -> sqlite3.Connection:
        made = cast(sqlite3.Connection, driver.connect(uri, uri=True, check_same_thread=False))
        if prepare is not None:
            prepare(made)
        return made

    engine = create_engine("sqlite://", module=driver, poolclass=QueuePool, creator=connected)

    def set_up(connection: DriverConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own transactions begin too late for a consistent read; see `begin`.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _ALWAYS if read_only else (*_ALWAYS, *_WRITABLE):
            cursor.execute(pragma)
        cursor.close()

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)
    return engine
