"""The labels of articles: folders in which one article may lie several times."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.language.texts import tr


class LabelsDialog(QDialog):
    """One line of words parted by commas."""

    chosen = Signal(object)
    """A tuple of labels."""

    def __init__(
        self, labels: Sequence[str], known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Labels of the article"))
        words = QLabel(tr("Labels, parted by commas. The library can be shown label by label."))
        words.setWordWrap(True)
        self.line = QLineEdit(", ".join(labels))
        self.line.setAccessibleName(tr("Labels, parted by commas"))
        completer = QCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, self.line, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(400)
        self.accepted.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(
            tuple(label.strip() for label in self.line.text().split(",") if label.strip())
        )
