"""What to do when the library is damaged: in place of everything else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.errors import UserFacingError
from annotator.storage.keeping.backups import BackupFile
from ui.language.texts import say, tr
from ui.library.backup_list import BackupList

_WIDTH = 560


class RescuePage(QWidget):
    """Offers the backups, and to save what the damaged file still holds."""

    restore_chosen = Signal(object)
    """The Path of the backup to put in the library's place."""
    salvage_chosen = Signal(object)
    """The Path of the new library for what can still be read."""

    def __init__(
        self,
        error: UserFacingError,
        library: Path,
        backups: Sequence[BackupFile],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        title = QLabel(tr("The library is damaged"))
        title.setProperty("title", True)
        self.message = QLabel(say(error.message))
        question = QLabel(
            tr("Backups that can take its place; the damaged file is kept:")
            if backups
            else tr("There is no backup of it.")
        )
        self.list = BackupList(backups)
        self.list.setVisible(bool(backups))
        self.restore = QPushButton(tr("Restore this backup"))
        self.restore.setVisible(bool(backups))
        self.salvage = QPushButton(tr("Save what it still holds…"))
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (title, self.message, question, self.list, self.restore, self.salvage):
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
            column.addWidget(widget)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        self.restore.clicked.connect(self._restore)
        self.salvage.clicked.connect(self._salvage)

    def refuse(self, why: str) -> None:
        """Say that it did not work."""
        self.message.setText(why)
        self.setEnabled(True)

    def _restore(self) -> None:
        copy = self.list.chosen()
        if copy is not None:
            self.setEnabled(False)
            self.restore_chosen.emit(copy)

    def _salvage(self) -> None:
        suggested = self._library.with_name(f"{self._library.stem}-saved{self._library.suffix}")
        name, _ = QFileDialog.getSaveFileName(self, tr("Save what it still holds"), str(suggested))
        if name:
            self.setEnabled(False)
            self.salvage_chosen.emit(Path(name))
