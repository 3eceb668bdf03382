"""The ends of the current claim's content, to be taken and dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.text.spans import Span, Spans, merged
from ui.kit.positions import DisplayText, parts
from ui.reading.boxes import REACH, lines_touching
from ui.reading.inks import Inks
from ui.reading.shown_lines import ShownLine

_INSIDE, _OUTSIDE = 6.0, 1.5
"""Pixels from an end within which it can be taken: hardly any outside, where a selection of other
words may begin."""
_KNOB = 3.5


@dataclass(frozen=True, slots=True)
class End:
    """One end of one piece of content, where it stands on the screen."""

    piece: int
    closing: bool
    """Whether it is the end rather than the start."""
    x: float
    top: float
    bottom: float
    leftwards: bool = False
    """Whether its words run from right to left."""

    def is_near(self, point: QPointF) -> bool:
        """Whether it is taken at `point`: on the bar, a little inside, or on the knob."""
        if (point - self.knob).manhattanLength() <= 2 * _KNOB:
            return True
        inwards = (self.x - point.x()) * (1 if self.closing != self.leftwards else -1)
        return -_OUTSIDE <= inwards <= _INSIDE and self.top <= point.y() <= self.bottom

    @property
    def knob(self) -> QPointF:
        return QPointF(self.x, self.bottom + 1 if self.closing else self.top - 1)


def ends(content: Spans, lines: Sequence[ShownLine], shown: DisplayText) -> list[End]:
    """The ends of `content` that are on the screen."""
    out = []
    for piece, span in enumerate(content):
        if not span.length:
            continue
        for closing, letter in (
            (False, Span(span.start, span.start + 1)),
            (True, Span(span.end - 1, span.end)),
        ):
            edge = _edge(letter, lines, shown, closing=closing)
            if edge is not None:
                x, rect, leftwards = edge
                top, bottom = rect.top() - REACH, rect.bottom() + REACH
                out.append(End(piece, closing, x, top, bottom, leftwards))
    return out


def _edge(
    letter: Span, lines: Sequence[ShownLine], shown: DisplayText, *, closing: bool
) -> tuple[float, QRectF, bool] | None:
    start_u16, end_u16 = shown.span_u16(letter)
    for line in lines_touching(lines, letter):
        ranges = line.ranges(start_u16, end_u16)
        if ranges:
            leftwards = line.mixed and line.runs_leftwards(start_u16)
            x = ranges[0][0] if closing == leftwards else ranges[-1][1]
            return x, line.rect, leftwards
    return None


def dragged(text: str, content: Spans, end: End, offset: int, *, by_letter: bool) -> Spans:
    """`content` with one end moved to `offset`: whole words, unless `by_letter`.

    A piece keeps at least one letter; pieces that come to touch become one.
    """
    span = content[end.piece]
    at = max(0, min(len(text), offset))
    if end.closing:
        at = max(span.start + 1, at)
        at = _outwards(text, at, 1, by_letter=by_letter)
        moved = Span(span.start, at)
    else:
        at = min(span.end - 1, at)
        at = _outwards(text, at, -1, by_letter=by_letter)
        moved = Span(at, span.end)
    return merged([*content[: end.piece], moved, *content[end.piece + 1 :]])


def whole_words(text: str, span: Span) -> Span:
    """`span` with the words whole that it cuts, and without spaces at its ends."""
    start = _outwards(text, span.start, -1, by_letter=False)
    end = _outwards(text, span.end, 1, by_letter=False)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span


def _outwards(text: str, at: int, step: int, *, by_letter: bool) -> int:
    while 0 < at < len(text) and (
        not parts(text, at) or (not by_letter and _inside_word(text, at))
    ):
        at += step
    return at


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return _is_word(before) and _is_word(after)


def _is_word(letter: str) -> bool:
    # Chinese and Japanese write no spaces: there a word ends at each letter.
    return letter.isalnum() and not "\u3040" <= letter <= "\u9fff"


def paint_ends(painter: QPainter, shown_ends: Sequence[End], inks: Inks) -> None:
    """A bar with a knob at each end: above at the start, below at the end."""
    painter.setPen(inks.frame)
    for end in shown_ends:
        painter.drawLine(QPointF(end.x, end.top), QPointF(end.x, end.bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    for end in shown_ends:
        painter.drawEllipse(end.knob, _KNOB, _KNOB)
