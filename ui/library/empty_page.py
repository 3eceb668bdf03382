"""What an empty window says: how to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language.texts import tr
from ui.lists.flow_layout import FlowLayout


class EmptyPage(QWidget):
    """Where the reader will be: drop, open, paste, or try the sample."""

    open_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(tr("Drop articles here"))
        title.setProperty("title", True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            tr(
                "Files or whole folders: text, Word, PDF, web pages, e-mail and more. "
                "Or paste an article from anywhere with Ctrl+V."
            )
        )
        words.setProperty("muted", True)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = QPushButton(tr("Open articles…"))
        self.paste_button = QPushButton(tr("Paste"))
        self.sample_button = QPushButton(tr("Try the sample article"))
        self.open_button.setDefault(True)
        row = FlowLayout(centred=True)
        for button in (self.open_button, self.paste_button, self.sample_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(title)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(words, 4)
        around.addStretch(1)
        column.addLayout(around)
        column.addLayout(row)
        column.addStretch(3)
        self.open_button.clicked.connect(self.open_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        self.sample_button.clicked.connect(self.sample_requested)
