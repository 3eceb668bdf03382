"""Which backup shall take the library's place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.storage.keeping.backups import BackupFile
from ui.language.texts import tr
from ui.library.backup_list import BackupList


class BackupsDialog(QDialog):
    """Lists the backups; another file can be named, too."""

    chosen = Signal(object)
    """The Path of the copy to restore."""

    def __init__(self, backups: Sequence[BackupFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Restore a backup"))
        words = QLabel(
            tr(
                "The backup takes the place of the library as it is now, which is kept among the "
                "backups. The window closes and opens again."
            )
        )
        words.setWordWrap(True)
        self.list = BackupList(backups)
        self.restore = QPushButton(tr("Restore"))
        self.restore.setEnabled(bool(backups))
        other = QPushButton(tr("Another file…"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        other.clicked.connect(self._ask_file)
        column = QVBoxLayout(self)
        for widget in (words, self.list, buttons):
            column.addWidget(widget)
        self.setMinimumSize(520, 320)
        self.accepted.connect(self._tell)

    def _tell(self) -> None:
        if (copy := self.list.chosen()) is not None:
            self.chosen.emit(copy)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Restore a backup"))
        if name:
            self.chosen.emit(Path(name))
            self.reject()
