"""Backups of a library: made on a schedule and before migrations, the last few kept."""

import glob
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from annotator.storage.file.store import Store
from annotator.storage.keeping.copying import Progress, copy_to

KEEP = 7
"""How many backups of each kind are kept."""
EVERY = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"\.(?P<time>\d{8}T\d{12}Z)\.(?P<kind>[a-z-]+)\.backup$")


class BackupKind(StrEnum):
    """Why a backup was made; each kind is counted by itself, so that one never crowds out
    another."""

    ASKED = "asked"
    SCHEDULED = "scheduled"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_IMPORT = "before-import"
    """Before another library was taken in, which nothing else takes back."""
    REPLACED = "replaced"
    """What a restored backup took the place of."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup on the disk."""

    path: Path
    time: datetime
    kind: BackupKind
    size: int
    """Bytes."""


def backups_folder(library: Path) -> Path:
    """Where the backups of the library at `library` are kept."""
    return library.parent / "backups"


def backups_of(library: Path) -> tuple[BackupFile, ...]:
    """The backups of the library at `library`, the newest first."""
    folder = backups_folder(library)
    found: list[BackupFile] = []
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.search(path.name)
        if name is None or path.name[: name.start()] != library.name:
            continue
        time = datetime.strptime(name["time"], _STAMP).replace(tzinfo=UTC)
        if name["kind"] in BackupKind:
            found.append(BackupFile(path, time, BackupKind(name["kind"]), path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: (backup.time, backup.path), reverse=True))


def new_backup_path(library: Path, kind: BackupKind) -> Path:
    """A name for a backup made now."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    return backups_folder(library) / f"{library.name}.{stamp}.{kind}.backup"


class Backups:
    """The backups of an open library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._one_at_a_time = threading.Lock()

    def all(self) -> tuple[BackupFile, ...]:
        """Every backup there is, the newest first."""
        return backups_of(self._store.path)

    def make(
        self,
        kind: BackupKind = BackupKind.ASKED,
        *,
        keep: int = KEEP,
        progress: Progress | None = None,
    ) -> BackupFile:
        """Makes a backup, and then deletes all but the last `keep` of its kind.

        Raises LibraryDamagedError when the library is damaged: no earlier backup is deleted
        for a bad one. Raises LibraryReadOnlyError when the library is open for reading only:
        who has it open for writing makes its backups.
        """
        self._store.require_writable()
        with self._one_at_a_time:
            self._sweep()
            path = new_backup_path(self._store.path, kind)
            copy_to(self._store, path, progress)
            mine = [backup for backup in self.all() if backup.kind is kind]
            for old in mine[max(1, keep) :]:
                old.path.unlink(missing_ok=True)
            return next(backup for backup in mine if backup.path == path)

    def _sweep(self) -> None:
        """Deletes what backups left behind that were killed on the way."""
        left = f"{glob.escape(self._store.path.name)}.*.backup.part*"
        for part in backups_folder(self._store.path).glob(left):
            part.unlink(missing_ok=True)

    def make_if_due(self, *, every: timedelta = EVERY, keep: int = KEEP) -> BackupFile | None:
        """Makes a scheduled backup when the last one is older than `every`; the backup made.

        A last one from the future (the clock was set back) does not count.
        """
        now = datetime.now(UTC)
        times = [b.time for b in self.all() if b.kind is BackupKind.SCHEDULED and b.time <= now]
        if times and now - times[0] < every:
            return None
        return self.make(BackupKind.SCHEDULED, keep=keep)
