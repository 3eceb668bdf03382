"""How the row that has the focus is told from one that is only chosen."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from ui.kit.theme import Theme


def paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A thin frame inside the row."""
    painter.setPen(QColor(theme.accent))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
