"""The square with a tag's letter: solid when decided, dashed when only suggested.

The difference needs neither colour nor words.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from ui.claims.claims_model import Role, shown_tag
from ui.kit.theme import LIGHT, Theme
from ui.language.words import tag_letter

_SMALL = 18


def paint_badge(
    painter: QPainter, box: QRectF, record: ClaimRecord, theme: Theme, font: QFont
) -> None:
    """Draws the badge of a claim's tag, or of the suggested one, into `box`."""
    tag = shown_tag(record)
    colours = theme.tag(tag)
    decided = record.tag is not None
    pen = QPen(QColor(colours.edge), 1.4)
    if not decided:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.edge if decided else colours.faint))
    painter.drawRoundedRect(box, 5, 5)
    letter = QFont(font)
    letter.setBold(True)
    mark = record.claim.stance.mark
    if mark:
        letter.setPixelSize(round(box.height() * 0.55))
    painter.setFont(letter)
    painter.setPen(QColor(theme.page if decided else colours.edge))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, (tag_letter(tag) or "?") + mark)


class TagDelegate(QStyledItemDelegate):
    """A cell of a table with the badge before the tag's name. The model gives `Role.RECORD`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._icons: dict[tuple[Tag | None, bool, str, float], QIcon] = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._icons.clear()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        record = index.data(Role.RECORD)
        if isinstance(record, ClaimRecord):
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(_SMALL, _SMALL)
            option.icon = self._icon(record, option)
            if option.rect.width() < 3 * _SMALL:
                option.text = ""  # The badge says it; a dot of the word would say nothing.

    def _icon(self, record: ClaimRecord, option: QStyleOptionViewItem) -> QIcon:
        scale: float = option.widget.devicePixelRatioF()
        key = (shown_tag(record), record.tag is not None, record.claim.stance.mark, scale)
        if key not in self._icons:
            picture = QPixmap(QSize(_SMALL, _SMALL) * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(1, 1, _SMALL - 2, _SMALL - 2)
            paint_badge(painter, box, record, self._theme, option.font)
            painter.end()
            self._icons[key] = QIcon(picture)
        return self._icons[key]
