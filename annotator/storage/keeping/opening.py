"""From a path to an open store: made, locked, checked, migrated."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from annotator.domain.phrase import Phrase, phrase
from annotator.storage.file.encryption import Key, driver_for
from annotator.storage.file.engine import make_engine
from annotator.storage.file.faults import (
    LibraryDamagedError,
    LibraryReadOnlyError,
    PassphraseNeededError,
    PassphraseWrongError,
)
from annotator.storage.file.file import (
    create_private,
    make_private,
    read_header,
    require_known,
    require_not_newer,
)
from annotator.storage.file.lock import Holder, LibraryLock
from annotator.storage.file.schema import CURRENT, Schema
from annotator.storage.file.store import Store
from annotator.storage.file.unlocking import read_inside, unlocked
from annotator.storage.keeping.backups import BackupKind, Backups, backups_of


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
        self._keys: dict[Path, Key] = {}
        self._lock = threading.Lock()

    def enter(self, path: Path, schema: Schema, passphrase: str) -> Key | None:
        """Counts an opening; the key of an encrypted library. Raises LibraryError when the file
        must not be opened."""
        with self._lock:
            if self._count[path]:
                key = _same(path, self._keys.get(path), passphrase)
            else:
                key = _examined(path, schema, passphrase)
            self._count[path] += 1
            if key is not None:
                self._keys[path] = key
            return key

    def leave(self, path: Path) -> None:
        with self._lock:
            self._count[path] = max(0, self._count[path] - 1)
            if not self._count[path]:
                self._keys.pop(path, None)


def _examined(path: Path, schema: Schema, passphrase: str) -> Key | None:
    """The key of a library that may be opened; a new one when it is yet to be made."""
    header = read_header(path)
    if header.blank:
        return Key.new(passphrase) if passphrase else None
    if not header.encrypted:
        require_known(path, header, schema.version)
        return None
    key = unlocked(path, passphrase)
    if key is not None:
        require_known(path, read_inside(path, key), schema.version)
    return key


def _same(path: Path, key: Key | None, passphrase: str) -> Key | None:
    """The key of a library that is open here, when the passphrase is its own."""
    if key is None:
        return None
    if not passphrase:
        raise PassphraseNeededError(
            phrase("The library {name} is encrypted.", name=path.name),
            phrase("Give its passphrase."),
        )
    if Key.of(passphrase, key.salt) != key:
        raise PassphraseWrongError(
            phrase("The passphrase does not open the library {name}.", name=path.name),
            phrase("Give the right one."),
        )
    return key


_here = _OpenHere()


def open_file(
    path: Path, *, read_only: bool = False, passphrase: str = "", schema: Schema = CURRENT
) -> Opened:
    """Opens the library at `path`, brought up to `schema`; see `Library.open`."""
    path = path.expanduser().absolute()
    try:
        return _Opening(path, passphrase, schema).open(read_only=read_only)
    except LibraryDamagedError as error:
        backups = backups_of(path)
        if not backups:
            raise
        last = backups[0]
        raise LibraryDamagedError(
            error.message,
            phrase(
                "Restore the last backup, of {time} UTC: {file}",
                time=f"{last.time:%Y-%m-%d %H:%M}",
                file=str(last.path),
            ),
        ) from error


class _Opening:
    """One way or the other into one file."""

    def __init__(self, path: Path, passphrase: str, schema: Schema) -> None:
        self._path = path
        self._passphrase = passphrase
        self._schema = schema

    def open(self, *, read_only: bool) -> Opened:
        """For writing where that is possible, else for reading."""
        path = self._path
        if read_only:
            return self._reading(None, None)
        if path.exists() and not os.access(path, os.W_OK):
            return self._reading(
                phrase("The file {path} is write-protected.", path=str(path)), None
            )
        if not path.exists():
            create_private(path)
        try:
            lock = LibraryLock.take(path)
        except OSError as error:
            return self._reading(
                phrase(
                    "The folder {folder}: {reason}.",
                    folder=str(path.parent),
                    reason=str(error.strerror),
                ),
                None,
            )
        if isinstance(lock, Holder):
            return self._reading(
                phrase("It is open for writing by {holder}.", holder=lock.told), lock
            )
        try:
            return self._writing(lock)
        except BaseException:
            lock.close()
            raise

    def _reading(self, why: Phrase | None, holder: Holder | None) -> Opened:
        path = self._path
        if not path.exists():
            raise LibraryReadOnlyError(
                phrase("There is no library {path}.", path=str(path)),
                phrase("Check the name, or make one by adding an article."),
            )
        key = _here.enter(path, self._schema, self._passphrase)
        engine = _engine(path, key, read_only=True, frozen=_frozen(path))
        store = Store(path, engine, key, read_only=True, why_read_only=why)
        with _closed_when_failing(store):
            _require_present(store, self._schema)
        return Opened(store, None, holder)

    def _writing(self, lock: LibraryLock) -> Opened:
        key = _here.enter(self._path, self._schema, self._passphrase)
        store = Store(self._path, _engine(self._path, key), key, read_only=False)
        with _closed_when_failing(store):
            _bring_up_to_date(store, self._schema)
            make_private(self._path)
        return Opened(store, lock, None)


def _engine(
    path: Path, key: Key | None, *, read_only: bool = False, frozen: bool = False
) -> Engine:
    if key is None:
        return make_engine(path, read_only=read_only, frozen=frozen)
    engine = make_engine(
        path, read_only=read_only, frozen=frozen, driver=driver_for(key), prepare=key.unlock
    )
    event.listen(engine, "handle_error", _give_up)
    return engine


def _give_up(failure: ExceptionContext) -> None:
    """After a page that does not fit its seal SQLCipher refuses all else on that connection."""
    if "malformed" in str(failure.original_exception):
        failure.is_disconnect = True


@contextmanager
def _closed_when_failing(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        _here.leave(store.path)
        raise


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
            phrase(
                "The library {name} was made by an older version of Annotator and has to be "
                "brought up to date before it can be read.",
                name=store.path.name,
            ),
            phrase("Open it once where it can be written to. {why}", why=store.why_read_only)
            if store.why_read_only
            else phrase("Open it once where it can be written to."),
        )


def _version(store: Store, schema: Schema) -> int:
    """The schema's number, the log of changes included. Raises LibraryNewerError."""
    with store.reading() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    require_not_newer(store.path, version, schema.version)
    return version


def _bring_up_to_date(store: Store, schema: Schema) -> None:
    """Migrates an older library, a backup of it made before."""
    version = _version(store, schema)
    if version == schema.version:
        return
    # Alembic costs a tenth of a second to load and is seldom needed.
    from annotator.storage.file.migrate import migrate  # noqa: PLC0415

    if version:
        Backups(store).make(BackupKind.BEFORE_MIGRATION)
    with store.writing() as connection:
        migrate(connection, schema)
    with store.driver() as connection:
        # From now on the header itself tells older programs to keep off.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
