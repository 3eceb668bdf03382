"""How much rests on a source, as a bar parted by tag."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.claim import Tag
from ui.kit.theme import LIGHT, Theme
from ui.language.words import tag_letter
from ui.sources.source_model import SHARE

_NUMBER_WIDTH = 34
_ORDER: tuple[Tag | None, ...] = (*Tag, None)


class ShareDelegate(QStyledItemDelegate):
    """A number, then a bar: its length is the share of the largest source. Each part bears its
    tag's letter, so that it needs no colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found = index.data(SHARE)
        if not isinstance(found, tuple):
            return
        by_tag, most = found
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(by_tag.values())
        area = QRectF(option.rect).adjusted(6, 4, -8, -4)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        if selected:
            painter.fillRect(option.rect, QColor(theme.chosen))
        painter.setPen(QColor(theme.ink))
        number = QRectF(area.left(), area.top(), _NUMBER_WIDTH, area.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(total))
        left, width = area.left() + _NUMBER_WIDTH, area.width() - _NUMBER_WIDTH
        for tag in _ORDER:
            share = by_tag.get(tag, 0)
            if share and most:
                part = QRectF(left, area.top(), width * share / most, area.height())
                self._paint_part(painter, part, tag)
                left = part.right()
        painter.restore()

    def _paint_part(self, painter: QPainter, part: QRectF, tag: Tag | None) -> None:
        colours = self._theme.tag(tag)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.solid if tag is not None else colours.faint))
        painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5))
        letter = tag_letter(tag)
        if letter and part.width() > painter.fontMetrics().horizontalAdvance(letter) + 4:
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, letter)
