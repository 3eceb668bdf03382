"""The current claim, framed, and the thread that ties it to its source and cue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from annotator.domain.claim import Claim
from annotator.text.spans import Span
from ui.kit.positions import DisplayText
from ui.reading.boxes import REACH, word_boxes
from ui.reading.inks import Inks
from ui.reading.scene import Scene
from ui.reading.shown_lines import ShownLine

_DROP = 2.5
"""From a box to the thread below it, pixels."""
_BESIDE = 7.0
"""From the column to the thread beside it."""
_FAR = 1.0e6
_NEIGHBOURS = 14.0
"""Pixels between the lower room of a line and the upper room of the next, at most."""
_FRAME_REACH = REACH + 1.5


@dataclass(slots=True)
class Knot:
    """Where the thread touches a source, a cue or the content."""

    x: float
    top: float
    """Of the box; far above or below everything when it is off the screen."""
    bottom: float
    seen: bool

    @property
    def above(self) -> float:
        """Where the thread runs when it comes from above."""
        return self.top - _DROP

    @property
    def below(self) -> float:
        return self.bottom + _DROP


def paint_parts(painter: QPainter, scene: Scene, claim: Claim) -> None:
    """A tint behind the source and the cue of the current claim, under the letters."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.inks.part)
    for span in _parts(claim):
        for rect in word_boxes(scene.lines, span, scene.shown, REACH - 1):
            painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), 3, 3)


def _parts(claim: Claim) -> list[Span]:
    source = claim.source.span if claim.source else None
    return [span for span in (source, claim.cue) if span is not None]


def paint_current(painter: QPainter, scene: Scene, claim: Claim) -> None:
    """Frame the content, underline source and cue, and draw the thread between them."""
    lines, shown, inks = scene.lines, scene.shown, scene.inks
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.frame)
    painter.drawPath(frame_path(claim, lines, shown))
    source = claim.source.span if claim.source else None
    for span, pen in ((source, inks.source), (claim.cue, inks.cue)):
        if span is not None:
            painter.setPen(pen)
            for rect in word_boxes(lines, span, shown, REACH - 1):
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(inks.thread)
    knots = [
        knot(span, lines, shown)
        for span in (source, claim.cue, *claim.content[:1])
        if span is not None
    ]
    for one, other in pairwise(knots):
        corners = route(one, other, scene.column.left - _BESIDE)
        if corners:
            painter.drawPolyline(corners)
            _paint_end(painter, one, corners[0].y(), inks)
            _paint_end(painter, other, corners[-1].y(), inks)


def _paint_end(painter: QPainter, end: Knot, y: float, inks: Inks) -> None:
    if end.seen:
        painter.setBrush(inks.accent)
        painter.drawEllipse(QPointF(end.x, y), 2.0, 2.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def frame_path(claim: Claim, lines: Sequence[ShownLine], shown: DisplayText) -> QPainterPath:
    """One outline around the content; lines that follow each other are held together."""
    path = QPainterPath()
    for span in claim.content:
        boxes = word_boxes(lines, span, shown, _FRAME_REACH)
        for above, below in pairwise(boxes):
            if above.bottom() < below.top() < above.bottom() + above.height():
                middle = (above.bottom() + below.top()) / 2
                above.setBottom(middle + 0.1)
                below.setTop(middle - 0.1)
        for box in boxes:
            piece = QPainterPath()
            piece.addRect(box.adjusted(-1.5, 0, 1.5, 0))
            path = path.united(piece)
    return path.simplified()


def knot(span: Span, lines: Sequence[ShownLine], shown: DisplayText) -> Knot:
    """Where `span` starts on the screen, or on which side of it."""
    above = bool(lines) and span.start < lines[0].span.start
    boxes = [] if above else word_boxes(lines, span, shown, REACH)
    if boxes:
        first = boxes[0]
        return Knot(first.left() + 4, first.top(), first.bottom(), seen=True)
    y = -_FAR if above else _FAR
    return Knot(0.0, y, y, seen=False)


def route(one: Knot, other: Knot, beside: float) -> list[QPointF]:
    """The corners of the thread: through the room between lines, never through words.

    Between neighbouring lines it takes the room that they share, between others the way
    beside the column. Empty when all of it is off the screen.
    """
    if not one.seen and not other.seen:
        if one.top == other.top:
            return []
        return [QPointF(beside, one.top), QPointF(beside, other.top)]
    if one.top == other.top:
        leave, start, arrive, end = one.below, one.bottom, other.below, other.bottom
    elif one.top < other.top:
        leave, start, arrive, end = one.below, one.bottom, other.above, other.top
    else:
        leave, start, arrive, end = one.above, one.top, other.below, other.bottom
    out = [QPointF(one.x, start), QPointF(one.x, leave)] if one.seen else []
    neighbours = one.seen and other.seen and abs(leave - arrive) < _NEIGHBOURS
    if neighbours:
        out.append(QPointF(other.x, leave))
    else:
        out += [QPointF(beside, leave), QPointF(beside, arrive)]
        if other.seen:
            out.append(QPointF(other.x, arrive))
    if other.seen:
        out.append(QPointF(other.x, end))
    return out
