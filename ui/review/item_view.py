"""One act of a reviewer: what was sent at the left, what came back at the right."""

import difflib
import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.review import ReviewItem
from ui.language.texts import say, tr
from ui.review.review_model import is_guess, kind_name, value_name

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class ItemView(QWidget):
    """Before and after with the differences marked, and the reviewer's own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("muted", True)
        self.before = _pane(tr("As sent"))
        self.after = _pane(tr("As it came back"))
        self.comment = QLabel()
        self.comment.setWordWrap(True)
        self.comment.setTextFormat(Qt.TextFormat.PlainText)
        self.comment.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.effect = QLabel()
        self.effect.setProperty("muted", True)
        self.effect.setWordWrap(True)
        grid = QGridLayout()
        grid.addWidget(_caption(tr("As sent")), 0, 0)
        grid.addWidget(_caption(tr("As it came back")), 0, 1)
        grid.addWidget(_scrolled(self.before), 1, 0)
        grid.addWidget(_scrolled(self.after), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(grid, 1)
        column.addWidget(self.comment)
        column.addWidget(self.effect)

    def show_item(self, item: ReviewItem | None, effect: str = "") -> None:
        """Show an item; `effect` says what accepting it does."""
        self.effect.setText(effect if item is not None else "")
        if item is None:
            for label in (self.title, self.before, self.after, self.comment):
                label.clear()
            return
        doubt = tr("its place is a guess: look before you accept") if is_guess(item) else ""
        parts = (kind_name(item.kind), item.reviewer, doubt)
        self.title.setText(" · ".join(part for part in parts if part))
        before, after = marked_differences(
            value_name(item, item.before), value_name(item, item.after)
        )
        self.before.setText(before)
        self.after.setText(after)
        text = say(item.text)
        self.comment.setText(text)
        self.comment.setVisible(bool(text))


def marked_differences(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML; what is only in the first struck out, only in the second underlined."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left, right = [], []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = html.escape("".join(old[i1:i2])), html.escape("".join(new[j1:j2]))
        left.append(gone if kind == "equal" or not gone else f"<s>{gone}</s>")
        right.append(come if kind == "equal" or not come else f"<b><u>{come}</u></b>")
    return "".join(left).replace("\n", "<br>"), "".join(right).replace("\n", "<br>")


def _pane(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    label.setMargin(8)
    return label


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", True)
    return label


def _scrolled(label: QLabel) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(label)
    area.setFrameShape(QFrame.Shape.StyledPanel)
    return area
