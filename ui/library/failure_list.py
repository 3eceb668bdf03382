"""Which files could not be read, and what to do about each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.workspace.intake import FailedFile
from ui.language.texts import say, tr


class FailureList(QDialog):
    """A table of files and reasons; the work behind it goes on."""

    def __init__(self, failures: Sequence[FailedFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Files that could not be read"))
        self.resize(720, 360)
        self.table = QTableWidget(len(failures), 2)
        self.table.setAccessibleName(tr("Files that could not be read"))
        self.table.setHorizontalHeaderLabels([tr("File"), tr("Why, and what to do")])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, failure in enumerate(failures):
            name = QTableWidgetItem(failure.path.name)
            name.setToolTip(str(failure.path))
            self.table.setItem(row, 0, name)
            self.table.setItem(row, 1, QTableWidgetItem(say(failure.error)))
        self.table.resizeRowsToContents()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(buttons)
