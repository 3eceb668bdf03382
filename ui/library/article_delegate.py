"""How one article looks in the library."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.storage import ArticleRow
from ui.kit.theme import LIGHT, Theme
from ui.library.library_model import Role, elsewhere_of, progress_of, provenance_of, title_of
from ui.lists.elided_lines import draw_lines
from ui.lists.focus import paint_focus

_PAD = 8
_BAR = 4


class ArticleDelegate(QStyledItemDelegate):
    """Title on two lines, where it is from, and a thin bar of what is decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as every other row: the list stays fast at any length."""
        del index
        return QSize(120, option.fontMetrics.lineSpacing() * 4 + 2 * _PAD + _BAR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, ArticleRow):
            return
        theme = self._theme
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
        title.setBold(row.decided < row.claims or not row.analysed)
        painter.setPen(QColor(theme.ink))
        below = draw_lines(painter, title_of(row), area, title, 2)
        painter.setPen(QColor(theme.muted))
        for number, text in enumerate((provenance_of(row), _last_line(row)), start=below):
            place = QRect(area.left(), area.top() + number * line, area.width(), line)
            draw_lines(painter, text, place, option.font, 1)
        bar = QRectF(area.left(), area.bottom() - _BAR + 4, area.width(), _BAR)
        self._paint_bar(painter, bar, row)
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: QRectF, row: ArticleRow) -> None:
        if not row.claims:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        share = row.decided / row.claims
        if share:
            painter.setBrush(QColor(self._theme.accent))
            done = QRectF(bar.left(), bar.top(), max(bar.width() * share, _BAR), bar.height())
            painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)


def _last_line(row: ArticleRow) -> str:
    parts = (progress_of(row), elsewhere_of(row), *(f"#{label}" for label in row.labels))
    return " · ".join(part for part in parts if part)
