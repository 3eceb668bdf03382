"""What an empty window says: how to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.language.texts import tr
from ui.lists.invitation import Invitation


class EmptyPage(Invitation):
    """Where the reader will be: drop, open, paste, or try the sample."""

    open_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.open_button = QPushButton(tr("Open articles…"))
        self.paste_button = QPushButton(tr("Paste"))
        self.sample_button = QPushButton(tr("Try the sample article"))
        super().__init__(
            tr("Drop articles here"),
            tr(
                "Files or whole folders: text, Word, PDF, web pages, e-mail and more. "
                "Or paste an article from anywhere with Ctrl+V."
            ),
            (self.open_button, self.paste_button, self.sample_button),
            parent,
        )
        self.open_button.clicked.connect(self.open_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        self.sample_button.clicked.connect(self.sample_requested)
