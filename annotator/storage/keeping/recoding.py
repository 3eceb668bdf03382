"""Giving a library another passphrase, its first, or none: it and every backup of it."""

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.storage.file.encryption import Key, cipher_driver, silence
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import (
    LibraryDamagedError,
    LibraryError,
    LibraryReadOnlyError,
    explained,
)
from annotator.storage.file.file import looks_encrypted, read_header
from annotator.storage.file.lock import closed_library
from annotator.storage.file.unlocking import unlocked
from annotator.storage.keeping.backups import backups_of
from annotator.storage.keeping.copying import appearing, require_whole
from annotator.storage.keeping.opening import open_file

_CHUNK = 1 << 20
type Progress = Callable[[int, int], None]
"""Called with the files done and to be done; raises to cancel."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """What came of a change of passphrase."""

    files: int
    """How many files were written anew: the library and its backups."""
    left: tuple[Path, ...]
    """Backups that could not be read and are as they were."""


def change_passphrase(
    library: Path, old: str, new: str, progress: Progress | None = None
) -> Recoded:
    """Encrypts the library at `library`, which must not be open, with the passphrase `new` in
    place of `old`; "" is none. Its backups follow, and what lay there is overwritten.

    At every moment there is a whole library there, with the old passphrase or the new one. Raises
    LibraryBusyError when it is open, PassphraseWrongError for a wrong `old`,
    LibraryDamagedError when it cannot be read as a whole; nothing is changed then.
    """
    library = library.expanduser().absolute()
    if not library.exists():
        raise LibraryReadOnlyError(
            phrase("There is no library {library}.", library=str(library)),
            phrase("Check the name."),
        )
    with closed_library(library):
        # Opened once, so that an unfinished change is finished and an old schema brought up.
        before = unlocked(library, old)
    open_file(library, passphrase=old).close()
    with closed_library(library):
        key = Key.new(new) if new else None
        backups = [backup.path for backup in backups_of(library)]
        left: list[Path] = []
        _recode_in_place(library, before, key)
        for done, backup in enumerate(backups, 1):
            if progress:
                progress(done, len(backups) + 1)
            try:
                _recode_in_place(backup, unlocked(backup, old), key)
            except LibraryError:
                left.append(backup)
    return Recoded(1 + len(backups) - len(left), tuple(left))


def encrypt_plain_backups(library: Path, key: Key) -> None:
    """Finishes what a crash stopped: no backup of an encrypted library stays readable."""
    for backup in backups_of(library):
        if not looks_encrypted(backup.path):
            with contextlib.suppress(LibraryError):
                _recode_in_place(backup.path, None, key)


def _recode_in_place(path: Path, old: Key | None, new: Key | None) -> None:
    """Writes the file at `path` anew with another key; what lay there is overwritten."""
    read_header(path)
    _fold(path, old)
    with _overwritten(path), appearing(path) as part:
        recode(path, old, part, new)


def recode(source: Path, old: Key | None, target: Path, new: Key | None) -> None:
    """Writes what the file at `source` holds to the empty file at `target`, with another key.

    Source: SQLCipher's `sqlcipher_export`. Raises LibraryDamagedError when it cannot be read as
    a whole.
    """
    driver = cipher_driver()
    try:
        with closing(driver.connect(str(source), isolation_level=None)) as connection:
            silence(connection)
            if old is not None:
                old.unlock(connection)
            connection.execute(
                "ATTACH DATABASE ? AS target KEY ?", (str(target), new.literal if new else "")
            )
            connection.execute("SELECT sqlcipher_export('target')").fetchone()
            for name in ("application_id", "user_version"):
                value = connection.execute(f"PRAGMA main.{name}").fetchone()[0]
                connection.execute(f"PRAGMA target.{name} = {int(value)}")
            _require_same(connection, source)
            connection.execute("DETACH DATABASE target")
    except driver.DatabaseError as error:
        told = explained(error, source)
        if told is None:
            raise
        raise told from error
    require_whole(target, source, new)


def _require_same(connection: sqlite3.Connection, of: Path) -> None:
    """Raises LibraryDamagedError unless both sides hold the same, and as many rows of it."""
    if _holdings(connection, "main") != _holdings(connection, "target"):
        raise LibraryDamagedError(
            phrase(
                "The library {name} could not be copied as a whole; it is as it was.", name=of.name
            ),
            phrase("Run “annotator library check” to see what is affected."),
        )


def _holdings(connection: sqlite3.Connection, side: str) -> list[tuple[str, str, int]]:
    """Every table, index, view and trigger, and how many rows a table has."""
    query = f"SELECT type, name, sql FROM {side}.sqlite_schema ORDER BY 1, 2"  # noqa: S608
    found: list[tuple[str, str, int]] = []
    for kind, name, sql in connection.execute(query).fetchall():
        rows = 0
        # The search's own table is counted by those that it consists of.
        if kind == "table" and not str(sql).startswith("CREATE VIRTUAL"):
            count = f'SELECT count(*) FROM {side}."{name}"'  # noqa: S608
            rows = int(connection.execute(count).fetchone()[0])
        found.append((kind, name, rows))
    return found


def _fold(path: Path, key: Key | None) -> None:
    """Folds the log of changes into the file, so that it stands alone."""
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _overwritten(path: Path) -> Iterator[None]:
    """Overwrites what was at `path` when the block has put another file there, as far as disk
    and system allow. (Windows replaces no file that is open.)"""
    if sys.platform == "win32":
        yield
        return
    with path.open("rb+") as old:
        size, place = os.fstat(old.fileno()).st_size, os.fstat(old.fileno()).st_ino
        yield
        if path.stat().st_ino != place:
            for _ in range(0, size, _CHUNK):
                old.write(bytes(_CHUNK))
            old.flush()
            os.fsync(old.fileno())
