"""Choosing one source of the library by its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.ids import SourceId
from ui.language.texts import tr

_MOST_SHOWN = 200


class SourceChooser(QDialog):
    """A field to write in and the sources whose names hold what is written."""

    chosen = Signal(str)
    """SourceId."""

    def __init__(
        self,
        question: str,
        sources: Sequence[tuple[SourceId, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`sources` with the likeliest first, which is the order they are shown in."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Choose a source"))
        self._sources = list(sources)
        label = QLabel(question)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(tr("Part of a name"))
        self.words.setAccessibleName(tr("Part of a name"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sources"))
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(tr("It is this one"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        column = QVBoxLayout(self)
        for widget in (label, self.words, self.list, self.buttons):
            column.addWidget(widget)
        self.words.textChanged.connect(self._show)
        self.list.itemActivated.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._tell)
        self.resize(420, 420)
        self._show("")

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        self.list.clear()
        fitting = (
            (source, name)
            for source, name in self._sources
            if all(word in name.casefold() for word in wanted)
        )
        for (source, name), _ in zip(fitting, range(_MOST_SHOWN), strict=False):
            item = QListWidgetItem(name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, source)
        self.list.setCurrentRow(0)

    def _tell(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
