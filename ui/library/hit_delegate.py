"""How one finding of a search looks: its words, those asked for marked, and where it is from."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.storage import Hit
from ui.kit.positions import DisplayText
from ui.kit.theme import LIGHT, Theme
from ui.library.excerpt import centred
from ui.library.hit_model import Role, where_from
from ui.lists.elided_lines import draw_lines
from ui.lists.focus import paint_focus

_PAD = 8
_LINES = 3
_FILLED = 0.75
"""How much of a line's width its words take up, the last of them being too long for it."""


class HitDelegate(QStyledItemDelegate):
    """One line of title, three of snippet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as every other row."""
        del index
        return QSize(120, option.fontMetrics.lineSpacing() * (_LINES + 2) + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit = index.data(Role.HIT)
        if not isinstance(hit, Hit):
            return
        theme = self._theme
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.raised if selected else theme.window))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, theme)
        line = option.fontMetrics.lineSpacing()
        area = rect.adjusted(_PAD + 4, _PAD, -_PAD, -_PAD)
        title = QFont(option.font)
        title.setBold(True)
        painter.setPen(QColor(theme.ink))
        draw_lines(painter, hit.title, QRect(area.topLeft(), QSize(area.width(), line)), title, 1)
        self._paint_snippet(painter, hit, area.adjusted(0, line, 0, -line), option.font)
        painter.setPen(QColor(theme.muted))
        place = QRect(area.left(), area.bottom() - line + 1, area.width(), line)
        draw_lines(painter, where_from(hit), place, option.font, 1)
        painter.restore()

    def _paint_snippet(self, painter: QPainter, hit: Hit, area: QRect, font: QFont) -> None:
        # A newline is one code point like the space that stands for it: the marks stay true.
        metrics = QFontMetrics(font)
        room = int(_LINES * area.width() / max(1, metrics.averageCharWidth()) * _FILLED)
        text, marks = centred(hit.snippet.replace("\n", " "), hit.marks, room)
        layout = QTextLayout(text, font)
        shown = DisplayText(text)
        marked = QTextCharFormat()
        marked.setBackground(QColor(self._theme.found))
        marked.setFontWeight(QFont.Weight.Bold)
        ranges = []
        for span in marks:
            start_u16, end_u16 = shown.span_u16(span)
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start_u16, end_u16 - start_u16, marked
            ranges.append(found)
        layout.setFormats(ranges)
        height = metrics.lineSpacing()
        layout.beginLayout()
        for number in range(_LINES):
            row = layout.createLine()
            if not row.isValid():
                break
            row.setLineWidth(area.width())
            row.setPosition(QPointF(0, number * height))
        layout.endLayout()
        painter.setPen(QColor(self._theme.ink))
        layout.draw(painter, QPointF(area.topLeft()))
