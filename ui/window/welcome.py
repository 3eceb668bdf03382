"""The first start in one screen: what this is, what it keeps, and who is asking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.language.texts import tr

_WIDTH = 520
"""Pixels: a line that is read without moving the head."""


class WelcomePage(QWidget):
    """Asks for the name under which decisions are kept; nothing else is needed to begin."""

    named = Signal(str)
    """The analyst's name, trimmed and not empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("Who says so?"))
        title.setProperty("title", True)
        explanation = QLabel(
            tr(
                "Annotator reads an article, finds who is said to have claimed what and what is "
                "only supposed, and you decide claim by claim. A Word briefing comes out; the "
                "reviewed file comes back in."
            )
        )
        keys = QLabel(
            tr(
                "J and K walk the claims. S sourced, P speculative, U unsourced, X not a claim. "
                "Z undoes. ? shows every key."
            )
        )
        privacy = QLabel(
            tr(
                "Everything stays in one folder on this computer. Annotator opens no network "
                "connection."
            )
        )
        question = QLabel(tr("Your name, as it stands beside your decisions:"))
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Your name"))
        self.name.setMaxLength(100)
        question.setBuddy(self.name)
        self.begin = QPushButton(tr("Begin"))
        self.begin.setDefault(True)
        self.begin.setEnabled(False)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(14)
        column.addStretch(2)
        for widget in (title, explanation, keys, privacy, question, self.name, self.begin):
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
            column.addWidget(widget)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        self.name.textChanged.connect(lambda text: self.begin.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._answer)
        self.begin.clicked.connect(self._answer)

    def _answer(self) -> None:
        if name := self.name.text().strip():
            self.named.emit(name)
