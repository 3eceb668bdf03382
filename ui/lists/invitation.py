"""What an empty page says in its middle: what it is for, and how to begin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.lists.flow_layout import FlowLayout


class Invitation(QWidget):
    """A title, a sentence or two, and buttons, the first of them the likeliest."""

    def __init__(
        self,
        title: str,
        words: str,
        buttons: Sequence[QPushButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        head = QLabel(title)
        head.setProperty("title", True)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told = QLabel(words)
        told.setProperty("muted", True)
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = FlowLayout(centred=True)
        for button in buttons:
            row.addWidget(button)
        buttons[0].setDefault(True)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(told, 4)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(head)
        column.addLayout(around)
        column.addLayout(row)
        column.addStretch(3)
