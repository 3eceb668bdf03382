"""Paints marks: tints and lines below the letters, frames and threads above them."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.domain.claim import Tag
from ui.language.words import tag_letter
from ui.reading.boxes import ClaimBox, Flag, quote_rules, word_boxes
from ui.reading.ends import paint_ends
from ui.reading.inks import Inks, TagInks
from ui.reading.scene import Scene, shown_tag
from ui.reading.text_search import within
from ui.reading.thread import paint_current, paint_parts

_ROUND = 3.0
_NAME_DROP = 2.5
"""From the baseline to the line under a name, pixels."""


def paint_below(painter: QPainter, scene: Scene) -> None:
    """What lies under the letters."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.inks.rule)
    for rule in quote_rules(scene.lines, scene.column):
        painter.drawRect(rule)
    for box in scene.claim_boxes():
        _paint_claim(painter, box, scene.inks)
    if scene.current is not None:
        paint_parts(painter, scene, scene.current.claim)
    for span in within(scene.found, scene.span):
        current = span == scene.found_current
        painter.setPen(scene.inks.frame if current else Qt.PenStyle.NoPen)
        painter.setBrush(scene.inks.found_current if current else scene.inks.found)
        for rect in word_boxes(scene.lines, span, scene.shown, 1.0):
            painter.drawRoundedRect(rect, 2, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.inks.selected)
    for span in scene.also_selected:
        for rect in word_boxes(scene.lines, span, scene.shown):
            painter.drawRect(rect)
    if scene.entities_shown:
        _paint_names(painter, scene)


def paint_above(painter: QPainter, scene: Scene) -> None:
    """What lies over the letters and beside them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.current is not None:
        paint_current(painter, scene, scene.current.claim)
        if scene.ends_shown:
            paint_ends(painter, scene.ends(), scene.inks)
    paint_ends(painter, scene.name_ends(), scene.inks)
    for flag in scene.flags():
        _paint_flag(painter, flag, scene)


def _paint_claim(painter: QPainter, box: ClaimBox, inks: Inks) -> None:
    tag, decided = shown_tag(box.record), box.record.tag is not None
    colours = inks.tags[tag]
    paint_fill(painter, colours, tag, box.rect, decided=decided)
    paint_edge(painter, colours.strong if decided else colours.thin, tag, box.rect)


def paint_fill(
    painter: QPainter, colours: TagInks, tag: Tag | None, rect: QRectF, *, decided: bool
) -> None:
    """The tint: full when decided, faint when suggested, none behind what is no claim."""
    if decided and tag is Tag.REJECTED:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.solid if decided else colours.faint)
    painter.drawRoundedRect(rect, _ROUND, _ROUND)


def paint_edge(painter: QPainter, pen: QPen, tag: Tag | None, rect: QRectF) -> None:
    """The line that tells a tag without colour: through, waved, dotted, or struck out."""
    painter.setPen(pen)
    y = rect.bottom() - pen.widthF() / 2
    left, right = rect.left() + 1, rect.right() - 1
    if tag is Tag.SPECULATIVE:
        painter.drawPolyline(_wave(max(2, round(right - left))).translated(left, y - 1))
    elif tag is Tag.REJECTED:
        middle = rect.center().y() + 1
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    elif tag is not None:
        painter.drawLine(QPointF(left, y), QPointF(right, y))


@lru_cache(maxsize=2048)
def _wave(length: int) -> QPolygonF:
    points = [QPointF(x, 1.5 if (x // 3) % 2 else -0.5) for x in range(0, length + 1, 3)]
    return QPolygonF(points)


def _paint_names(painter: QPainter, scene: Scene) -> None:
    shown = scene.shown
    for span, entity in scene.marks.names_touching(*scene.span):
        painter.setPen(scene.inks.names[entity.kind])
        start_u16, end_u16 = shown.span_u16(span)
        for line in scene.lines:
            if line.end_u16 <= start_u16 or line.first_u16 >= end_u16:
                continue
            y = round(line.origin.y() + line.line.y() + line.line.ascent()) + _NAME_DROP
            for left, right in line.ranges(start_u16, end_u16):
                painter.drawLine(QPointF(left, y), QPointF(right, y))


def _paint_flag(painter: QPainter, flag: Flag, scene: Scene) -> None:
    tag, decided = shown_tag(flag.record), flag.record.tag is not None
    edge = scene.inks.tags[tag].edge
    painter.setPen(QPen(edge, 1.0))
    painter.setBrush(edge if decided else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(flag.rect.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
    mark = flag.record.claim.stance.mark
    share = 0.52 if mark else 0.68
    painter.setFont(scene.letters(max(6, round(flag.rect.height() * share)), bold=decided))
    painter.setPen(scene.inks.page if decided else edge)
    painter.drawText(flag.rect, Qt.AlignmentFlag.AlignCenter, (tag_letter(tag) or "?") + mark)
    if scene.current is not None and flag.record.claim.id == scene.current.claim.id:
        painter.setPen(scene.inks.frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(flag.rect.adjusted(-1.5, -1.5, 1.5, 1.5), _ROUND + 1, _ROUND + 1)
