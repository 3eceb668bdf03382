"""One act of a reviewer: what was sent at the left, what came back at the right."""

import difflib
import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.review import ReviewItem, ReviewKind
from ui.language.texts import say, tr
from ui.review.review_model import is_guess, kind_name, reviewer_name, value_name

_SPOKEN = frozenset({ReviewKind.COMMENT, ReviewKind.REPLY})
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
        self.left, self.right = _caption(tr("As sent")), _caption(tr("As it came back"))
        grid = QGridLayout()
        grid.addWidget(self.left, 0, 0)
        grid.addWidget(self.right, 0, 1)
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
        parts = (kind_name(item.kind), reviewer_name(item), doubt)
        self.title.setText(" · ".join(part for part in parts if part))
        self._show_sides(item)

    def _show_sides(self, item: ReviewItem) -> None:
        spoken = item.kind in _SPOKEN and not item.after
        if spoken:
            before, after = _as_html(item.before), _as_html(say(item.text))
        else:
            before, after = marked_differences(
                value_name(item, item.before), value_name(item, item.after)
            )
        for label, caption, words in zip(
            (self.before, self.after), _captions(item, spoken=spoken), (before, after), strict=True
        ):
            label.setText(words)
            label.setAccessibleName(caption)
        self.left.setText(self.before.accessibleName())
        self.right.setText(self.after.accessibleName())
        self.comment.setText("" if spoken else say(item.text))
        self.comment.setVisible(bool(str(item.text)) and not spoken)


def _captions(item: ReviewItem, *, spoken: bool) -> tuple[str, str]:
    """What stands at the left and at the right. A comment is no change: the words that it stands
    on are beside its own."""
    if not spoken:
        return tr("As sent"), tr("As it came back")
    if item.kind is ReviewKind.REPLY:
        return tr("The comment that is answered"), tr("The answer")
    return tr("The words it stands on"), tr("The comment")


def _as_html(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")


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
