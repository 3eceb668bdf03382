"""Asks for the passphrase of an encrypted library, in place of everything else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.language.texts import tr

_WIDTH = 420


class UnlockPage(QWidget):
    """Covers the window until the right passphrase was typed; it is kept nowhere."""

    given = Signal(str)
    """The passphrase to try."""

    def __init__(self, library: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("This library is encrypted"))
        title.setProperty("title", True)
        question = QLabel(tr("Passphrase of {library}:", library=library))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Passphrase"))
        question.setBuddy(self.passphrase)
        self.message = QLabel()
        self.message.setProperty("muted", True)
        self.unlock = QPushButton(tr("Open the library"))
        self.unlock.setDefault(True)
        self.unlock.setEnabled(False)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (title, question, self.passphrase, self.message, self.unlock):
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
            column.addWidget(widget)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        self.passphrase.textChanged.connect(lambda text: self.unlock.setEnabled(bool(text)))
        self.passphrase.returnPressed.connect(self._give)
        self.unlock.clicked.connect(self._give)

    def refuse(self, why: str) -> None:
        """Say that it was not the right one, and ask again."""
        self.message.setText(why)
        self.setEnabled(True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _give(self) -> None:
        if self.passphrase.text() and self.isEnabled():
            self.setEnabled(False)
            self.message.setText(tr("Opening …"))
            self.given.emit(self.passphrase.text())
