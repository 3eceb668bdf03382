"""The backups of a library, the newest first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.storage.keeping.backups import BackupFile, BackupKind
from ui.language.dates import moment
from ui.language.texts import tr

_MEGABYTE = 1_000_000


class BackupList(QListWidget):
    """One line a backup: when, why, how large."""

    def __init__(self, backups: Sequence[BackupFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Backups"))
        for backup in backups:
            item = QListWidgetItem(words_of(backup), self)
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            item.setToolTip(str(backup.path))
        self.setCurrentRow(0)

    def chosen(self) -> Path | None:
        """The copy under the cursor; None when there is none at all."""
        row = self.currentRow()
        return Path(self.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None


def words_of(backup: BackupFile) -> str:
    """When and why a backup was made, and how large it is."""
    why = {
        BackupKind.ASKED: tr("made by hand"),
        BackupKind.SCHEDULED: tr("of the day"),
        BackupKind.BEFORE_MIGRATION: tr("before an update of the program"),
        BackupKind.BEFORE_IMPORT: tr("before a library was imported"),
        BackupKind.REPLACED: tr("what a restored backup replaced"),
    }[backup.kind]
    size = f"{backup.size / _MEGABYTE:.1f} MB"
    return f"{moment(backup.time.astimezone())} · {why} · {size}"
