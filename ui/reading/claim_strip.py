"""The strip beside the scroll bar: where in the article claims are, and which are undecided."""

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.text.spans import Span
from ui.kit.theme import LIGHT, Theme
from ui.language.texts import tr
from ui.reading.inks import Inks, inks
from ui.reading.marks import Marks

WIDTH = 16
_ROW = 3
"""Height of a row, pixels: thin enough for place, thick enough to see."""
_AT_ONCE = 0.005
"""Seconds of looking up before the event loop has its turn again."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the claims of one row's share of the text come to."""

    tag: Tag | None
    """The tag that most decided claims of it have; None when none is decided."""
    undecided: bool


_EMPTY = Row(None, undecided=False)


class ClaimStrip(QWidget):
    """Left half: decided, in the tag's colour. Right half: a tick where a claim is undecided."""

    asked = Signal(int)
    """A click: the code point to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Where the claims are"))
        self.setToolTip(
            tr("Left: decided claims. Right: claims still to decide. Click to go there.")
        )
        self._theme = LIGHT
        self._marks = Marks()
        self._length = 1
        self._view = Span(0, 0)
        self._current: ClaimRecord | None = None
        self._rows: list[Row] = []
        self._known = 0
        self._fill = QTimer(self, singleShot=True, interval=0)
        self._fill.timeout.connect(self._look_up)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_marks(self, marks: Marks, length: int) -> None:
        """Show the claims of a text of `length` code points."""
        self._marks, self._length = marks, max(1, length)
        self._restart()

    def set_view(self, view: Span) -> None:
        """Show what part of the text the reader sees."""
        if view != self._view:
            self._view = view
            self.update()

    def set_current(self, current: ClaimRecord | None) -> None:
        self._current = current
        self.update()

    def claim_changed(self, record: ClaimRecord) -> None:
        """Look up again only the rows in which a claim stands."""
        for span in record.claim.content:
            first, last = self.row_of(span.start), self.row_of(max(span.start, span.end - 1))
            for row in range(first, min(last + 1, self._known)):
                self._rows[row] = self._row(row)
        self.update()

    def rows(self) -> list[Row]:
        """What is shown, from top to bottom; those not looked up yet are missing."""
        return self._rows[: self._known]

    def row_of(self, offset: int) -> int:
        """The row that a code point falls into."""
        return min(len(self._rows) - 1, offset * len(self._rows) // self._length)

    def _restart(self) -> None:
        self._rows = [_EMPTY] * max(1, self.height() // _ROW)
        self._known = 0
        self._fill.start()

    def _look_up(self) -> None:
        enough = perf_counter() + _AT_ONCE
        ready = self._marks.prepare(enough)
        while ready and self._known < len(self._rows) and perf_counter() < enough:
            self._rows[self._known] = self._row(self._known)
            self._known += 1
        if self._known < len(self._rows):
            self._fill.start()
        else:
            self.update()

    def _row(self, row: int) -> Row:
        count = len(self._rows)
        start = -(-row * self._length // count)
        end = max(start + 1, -(-(row + 1) * self._length // count))
        tags: dict[Tag, int] = {}
        undecided = False
        for _, claim in self._marks.pieces_touching(start, end):
            record = self._marks.claim(claim)
            if record is None:
                continue
            if record.tag is None:
                undecided = True
            else:
                tags[record.tag] = tags.get(record.tag, 0) + 1
        return Row(max(tags, key=lambda tag: tags[tag]) if tags else None, undecided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restart()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), inks(self._theme).page)
        own = inks(self._theme)
        self._paint_view(painter, own)
        half = WIDTH / 2
        for i, row in enumerate(self.rows()):
            y = i * _ROW
            if row.tag is not None:
                painter.fillRect(QRectF(2, y, half - 3, _ROW), own.tags[row.tag].edge)
            if row.undecided:
                painter.fillRect(QRectF(half + 2, y, 3, _ROW), own.muted)
        self._paint_current(painter, own)

    def _paint_view(self, painter: QPainter, own: Inks) -> None:
        scale = self.height() / self._length
        top, bottom = self._view.start * scale, self._view.end * scale
        shade = own.muted.toRgb()
        shade.setAlpha(38)
        painter.fillRect(QRectF(0, top, WIDTH, max(4.0, bottom - top)), shade)

    def _paint_current(self, painter: QPainter, own: Inks) -> None:
        if self._current is None or not self._current.claim.content:
            return
        y = round(self._current.claim.content[0].start * self.height() / self._length)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(own.accent)
        painter.drawPolygon(QPolygonF([QPoint(0, y - 4), QPoint(6, y), QPoint(0, y + 4)]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        share = min(1.0, max(0.0, event.position().y() / max(1, self.height())))
        self.asked.emit(min(self._length - 1, int(share * self._length)))
