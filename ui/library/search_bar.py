"""What to search all articles for: words or a question, and a menu of conditions."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import SourceKind, Tag
from ui.kit.fields import ChoiceBox
from ui.language.texts import tr
from ui.language.words import source_kind_name, tag_name
from ui.library.chips import ChipRow

# Questions are read with the first one that is asked: the window is shown sooner for it.
if TYPE_CHECKING:
    from annotator.storage import SearchQuery
    from annotator.workspace.question import Part, Question

_PAUSE_MS = 180
"""How long the keys must rest before a search starts."""


class _Field(QLineEdit):
    """Escape empties it and gives the focus back."""

    left = Signal()
    walked = Signal()
    focused = Signal()
    """The focus came or went."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a question that is longer than the field."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A question that is longer than the field ends in three points while nobody writes."""
        words, metrics = self.text(), self.fontMetrics()
        button = self.findChild(QToolButton)
        left = self.cursorRect().center().x() if not self.cursorPosition() else 0
        right = button.x() if button is not None and words else self.width() - left
        if self.hasFocus() or metrics.horizontalAdvance(words) <= right - left:
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = QRect(left, 0, right - left, self.height())
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().text().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down:
            self.walked.emit()
            return
        super().keyPressEvent(event)


class SearchBar(QWidget):
    """Words in one line; below it, when asked for, conditions on claims and articles."""

    asked = Signal(object)
    """A SearchQuery, or None when nothing is asked for any more."""
    left = Signal()
    walked = Signal()
    """Down was pressed: on to the results."""
    entered = Signal()
    """Return was pressed: to the first result, as soon as it is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _Field()
        self.words.setAccessibleName(tr("Search all articles"))
        self.words.setClearButtonEnabled(True)
        self.hint = QLabel(
            tr("Words – or ask: speculative claims about Egypt by officials since Monday")
        )
        self.hint.setWordWrap(True)
        self.hint.setProperty("muted", True)
        self.hint.hide()
        self.chips = ChipRow()
        self.more = QToolButton()
        self.more.setText("▾")
        self.more.setCheckable(True)
        self.more.setToolTip(tr("More conditions"))
        self.more.setAccessibleName(tr("More conditions"))
        self.tag = ChoiceBox()
        self._tags: tuple[str, ...] = ("", "undecided", *(tag.value for tag in Tag))
        self.tag.addItems([tr("any"), tr("Undecided"), *(tag_name(tag) for tag in Tag)])
        self.kind = ChoiceBox()
        self.kind.addItems([tr("any"), *(source_kind_name(kind) for kind in SourceKind)])
        self.source, self.name = QLineEdit(), QLineEdit()
        self.since, self.until = QLineEdit(), QLineEdit()
        for end in (self.since, self.until):
            end.setPlaceholderText("2026-01-31")
            end.setMaxLength(10)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        for line in (self.words, self.source, self.name, self.since, self.until):
            line.textChanged.connect(self._pause.start)
            line.returnPressed.connect(self._enter)
        for box in (self.tag, self.kind):
            box.activated.connect(self.ask)
        self.words.textChanged.connect(self._show_understood)
        self.words.textChanged.connect(self._tell_whole)
        self._tell_whole("")
        self.words.focused.connect(self._show_hint)
        self.chips.removed.connect(self._remove)
        self.more.toggled.connect(self._show_conditions)
        self.words.left.connect(self.left)
        self.words.walked.connect(self.walked)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.words, 1)
        top.addWidget(self.more)
        self.conditions = QWidget()
        form = QFormLayout(self.conditions)
        form.setContentsMargins(0, 4, 0, 4)
        for title, field in (
            (tr("Claims tagged"), self.tag),
            (tr("Claims by"), self.source),
            (tr("Kind of source"), self.kind),
            (tr("Names"), self.name),
            (tr("Published from"), self.since),
            (tr("Published to"), self.until),
        ):
            form.addRow(title, field)
            field.setAccessibleName(title)
        self.conditions.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.addWidget(self.chips)
        column.addWidget(self.conditions)

    def question(self) -> "Question":
        """What is typed, taken apart."""
        from annotator.workspace.question_reader import read_question  # noqa: PLC0415

        return read_question(self.words.text(), _today())

    def query(self) -> "SearchQuery":
        """What is asked for; conditions that are folded away do not count."""
        from annotator.storage import SearchQuery  # noqa: PLC0415
        from annotator.workspace.question import with_conditions  # noqa: PLC0415

        typed = self.question().query()
        if not self.more.isChecked():
            return typed
        tag = self._tags[max(0, self.tag.currentIndex())]
        kind = self.kind.currentIndex()
        form = SearchQuery(
            tags=frozenset({Tag(tag)}) if tag in set(Tag) else frozenset(),
            undecided=tag == "undecided",
            source_name=self.source.text().strip(),
            source_kind=tuple(SourceKind)[kind - 1] if kind > 0 else None,
            entity=self.name.text().strip(),
            published_from=self.since.text().strip(),
            published_to=self.until.text().strip(),
        )
        return with_conditions(typed, form)

    def ask(self) -> None:
        """Announce the query as it is now."""
        from annotator.storage import SearchQuery  # noqa: PLC0415

        self._pause.stop()
        query = self.query()
        self.asked.emit(None if query == SearchQuery() else query)

    def _enter(self) -> None:
        self.ask()
        self.entered.emit()

    def _tell_whole(self, words: str) -> None:
        """The tip shows the whole question, which may be longer than the field."""
        how = tr('Words, "phrases", beginnings*, -exclusions')
        self.words.setToolTip(f"{words}\n\n{how}" if words else how)

    def _show_conditions(self, shown: bool) -> None:
        self.conditions.setVisible(shown)
        self.ask()

    def _show_understood(self) -> None:
        self.chips.show_parts(self.question().parts)
        self._show_hint()

    def _show_hint(self) -> None:
        """How one can ask, while nothing is typed yet."""
        self.hint.setVisible(self.words.hasFocus() and not self.words.text())

    def _remove(self, part: "Part") -> None:
        self.words.setText(self.question().without(part))
        self.words.setFocus()
        self.ask()


def _today() -> date:
    """The day where the analyst sits."""
    return datetime.now(UTC).astimezone().date()
