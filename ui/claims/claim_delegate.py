"""How one claim looks in the queue."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.decision import ClaimRecord
from ui.claims.claims_model import Role
from ui.claims.tag_badge import paint_badge
from ui.kit.theme import LIGHT, Theme
from ui.language.texts import tr
from ui.language.words import marked
from ui.lists.elided_lines import draw_lines
from ui.lists.focus import paint_focus

_WORD_LINES = 2
_PAD = 8
_BADGE = 22


class ClaimDelegate(QStyledItemDelegate):
    """A badge with the tag's letter, two lines of the claim, one line of who said it how.

    Where the claim takes one line, the third says more: the note, else why it stands as it does.
    """

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
        line = option.fontMetrics.lineSpacing()
        return QSize(120, line * (_WORD_LINES + 1) + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        record = index.data(Role.RECORD)
        if not isinstance(record, ClaimRecord):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._paint_ground(painter, rect, selected=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect, self._theme)
        badge = QRectF(rect.left() + _PAD + 4, rect.top() + _PAD + 1, _BADGE, _BADGE)
        paint_badge(painter, badge, record, self._theme, option.font)
        left = int(badge.right()) + _PAD + 2
        words = QRect(left, rect.top() + _PAD, rect.right() - left - _PAD, rect.height() - 2 * _PAD)
        painter.setPen(QColor(self._theme.muted if record.tag is not None else self._theme.ink))
        below = draw_lines(painter, str(index.data(Role.WORDS)), words, option.font, _WORD_LINES)
        painter.setPen(QColor(self._theme.muted))
        self._paint_line(painter, words, below, self._source(index), option)
        if below < _WORD_LINES:
            self._paint_line(painter, words, below + 1, str(index.data(Role.MORE)), option)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool) -> None:
        theme = self._theme
        painter.fillRect(rect, QColor(theme.raised if selected else theme.window))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _source(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Who said it, by which cue, and what else there is to it."""
        record: ClaimRecord = index.data(Role.RECORD)
        cue = str(index.data(Role.CUE) or "")
        parts = [marked(record), f"“{cue}”" if cue else ""]
        if record.claim.hedges:
            parts.append(tr("hedged"))
        if record.decision and record.decision.note:
            parts.append(tr("note"))
        return " · ".join(part for part in parts if part)

    def _paint_line(
        self, painter: QPainter, area: QRect, number: int, text: str, option: QStyleOptionViewItem
    ) -> None:
        """One line below the words, elided."""
        line = option.fontMetrics.lineSpacing()
        row = QRect(area.left(), area.top() + number * line, area.width(), line)
        painter.setFont(option.font)
        elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, elided)
