"""A few lines of a longer text, cut where they end."""

import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from ui.kit.positions import DisplayText

_ENOUGH = 600
"""Code points that surely fill two lines of any panel; laying out more would be waste."""


def draw_lines(painter: QPainter, text: str, area: QRect, font: QFont, most: int) -> int:
    """At most `most` lines of `text` in `area`, in the painter's pen, the last one elided.

    Text that begins in a right-to-left script reads from the right. Returns how many lines there
    are, so that what follows can stand right below.
    """
    text = text[:_ENOUGH]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if reads_from_right(text):
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    shown = DisplayText(text)
    drawn = 0
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        drawn += 1
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, number * metrics.lineSpacing()))
        if number == most - 1 and line.textStart() + line.textLength() < shown.length_u16:
            _draw_elided(painter, text[shown.offset(line.textStart()) :], area, number, metrics)
            break
        line.draw(painter, QPointF(area.topLeft()))
    layout.endLayout()
    return drawn


def _draw_elided(
    painter: QPainter, rest: str, area: QRect, number: int, metrics: QFontMetrics
) -> None:
    height = metrics.lineSpacing()
    row = QRect(area.left(), area.top() + number * height, area.width(), height)
    side = Qt.AlignmentFlag.AlignRight if reads_from_right(rest) else Qt.AlignmentFlag.AlignLeft
    elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(row, side | Qt.AlignmentFlag.AlignTop, elided)


def reads_from_right(text: str) -> bool:
    """Whether the first letter with a direction is right-to-left (rule P2 of UAX #9)."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
