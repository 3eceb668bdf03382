"""The line in which words are looked for in the open article."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui.language.texts import tr
from ui.reading.text_search import MOST


class FindBar(QWidget):
    """Words, how often they stand in the article, and the way from one place to the next."""

    changed = Signal(str)
    """The words to look for."""
    stepped = Signal(int)
    """To the next place (1) or the one before (-1)."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Find in the article"))
        self.words.setAccessibleName(tr("Find in the article"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.changed)
        self.places = QLabel()
        self.places.setMinimumWidth(90)
        self.places.setAccessibleName(tr("Places found"))
        self.before = self._button("↑", tr("The place before (Shift+Enter)"))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next = self._button("↓", tr("The next place (Enter)"))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = self._button("✕", tr("Close (Escape)"))
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.words, 1)
        for widget in (self.places, self.before, self.next, self.close_button):
            row.addWidget(widget)
        self.hide()

    @staticmethod
    def _button(sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        return button

    def open(self, words: str = "") -> None:
        """Show the bar, ready to type; `words` are put in when given."""
        self.show()
        if words and words != self.words.text():
            self.words.setText(words)
        elif self.words.text():
            self.changed.emit(self.words.text())
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Hide the bar; what was found is no longer marked."""
        self.hide()
        self.closed.emit()

    def tell(self, place: int | None, many: int) -> None:
        """Say which place of how many is current; `place` counts from 0."""
        if not self.words.text().strip():
            self.places.setText("")
        elif not many:
            self.places.setText(tr("Not found"))
        else:
            total = f"{many:,}+" if many >= MOST else f"{many:,}"
            number = (place or 0) + 1
            self.places.setText(tr("{number} of {total}", number=f"{number:,}", total=total))
        for button in (self.before, self.next):
            button.setEnabled(many > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
