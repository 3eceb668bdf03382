"""The current claim, framed, and the thread that ties it to its source and cue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
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
_FRAME_REACH = REACH + 1.5


@dataclass(slots=True)
class Knot:
    """Where the thread touches a source, a cue or the content."""

    rect: QRectF | None
    """None: off the screen."""
    y: float
    """Above or below everything when off the screen."""


def paint_current(painter: QPainter, scene: Scene, claim: Claim) -> None:
    """Frame the content, box source and cue, and draw the thread between them."""
    lines, shown, inks = scene.lines, scene.shown, scene.inks
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.frame)
    painter.drawPath(frame_path(claim, lines, shown))
    source = claim.source.span if claim.source else None
    for span, pen in ((source, inks.source), (claim.cue, inks.cue)):
        if span is not None:
            painter.setPen(pen)
            for rect in word_boxes(lines, span, shown, REACH - 1):
                painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), 3, 3)
    painter.setPen(inks.thread)
    knots = [
        knot(span, lines, shown)
        for span in (source, claim.cue, *claim.content[:1])
        if span is not None
    ]
    for one, other in pairwise(knots):
        painter.drawPath(thread_path(one, other, scene.column.left - _BESIDE))
        _paint_end(painter, one, inks)
    if len(knots) > 1:
        _paint_end(painter, knots[-1], inks)


def _paint_end(painter: QPainter, end: Knot, inks: Inks) -> None:
    if end.rect is None:
        return
    painter.setBrush(inks.accent)
    painter.drawEllipse(QPointF(end.rect.left() + 4, end.rect.bottom()), 2.0, 2.0)
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
        return Knot(boxes[0], boxes[0].bottom() + _DROP)
    return Knot(None, -_FAR if above else _FAR)


def thread_path(one: Knot, other: Knot, beside: float) -> QPainterPath:
    """From `one` to `other`: below the line they share, else beside the column."""
    path = QPainterPath()
    if one.rect is None and other.rect is None:
        if one.y != other.y:
            path.moveTo(beside, one.y)
            path.lineTo(beside, other.y)
        return path
    _descend(path, one, beside)
    if one.rect is not None and other.rect is not None and one.y == other.y:
        path.lineTo(other.rect.left() + 4, other.y)
        path.lineTo(other.rect.left() + 4, other.rect.bottom())
        return path
    if one.rect is not None:
        path.lineTo(beside, one.y)
    path.lineTo(beside, other.y)
    if other.rect is not None:
        path.lineTo(other.rect.left() + 4, other.y)
        path.lineTo(other.rect.left() + 4, other.rect.bottom())
    return path


def _descend(path: QPainterPath, start: Knot, beside: float) -> None:
    if start.rect is None:
        path.moveTo(beside, start.y)
        return
    path.moveTo(start.rect.left() + 4, start.rect.bottom())
    path.lineTo(start.rect.left() + 4, start.y)
