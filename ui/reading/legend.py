"""What the reader's marks mean."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.claim import Tag
from annotator.domain.entity import EntityKind
from ui.kit.theme import LIGHT, Theme
from ui.language.texts import tr
from ui.language.words import STANCES, entity_kind_name, stance_name, tag_letter, tag_name
from ui.reading.inks import inks
from ui.reading.mark_painter import paint_edge, paint_fill

_SAMPLE = QSize(86, 24)


class _Sample(QWidget):
    """One mark as the reader paints it."""

    def __init__(self, mark: Tag | EntityKind, *, decided: bool) -> None:
        super().__init__()
        self._mark, self._decided = mark, decided
        self.theme = LIGHT
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), inks(self.theme).page)
        if isinstance(self._mark, Tag):
            self._paint_tag(painter, self._mark)
        else:
            painter.setPen(inks(self.theme).ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Name"))
            painter.setPen(inks(self.theme).names[self._mark])
            painter.drawLine(QPointF(14, 20.5), QPointF(self.width() - 14, 20.5))

    def _paint_tag(self, painter: QPainter, tag: Tag) -> None:
        own = inks(self.theme).tags[tag]
        flag = QRectF(3.5, 4.5, 15, 15)
        painter.setPen(QPen(own.edge, 1.0))
        painter.setBrush(own.edge if self._decided else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(flag, 3, 3)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(self._decided)
        painter.setFont(font)
        painter.setPen(inks(self.theme).page if self._decided else own.edge)
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, tag_letter(tag))
        words = QRectF(24, 3, self.width() - 28, 18)
        paint_fill(painter, own, tag, words, decided=self._decided)
        painter.setFont(self.font())
        painter.setPen(inks(self.theme).ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, tr("words"))
        paint_edge(painter, own.strong if self._decided else own.thin, tag, words)


class Legend(QWidget):
    """Each mark beside its meaning; for a side panel, a menu or the help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What the marks mean"))
        self._samples: list[_Sample] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for tag in Tag:
            self._add(grid, tag, tag_name(tag), decided=True)
        for tag in (Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED):
            self._add(grid, tag, tr("{tag}: only suggested", tag=tag_name(tag)), decided=False)
        for stance in STANCES:
            row = grid.rowCount()
            grid.addWidget(QLabel(stance.mark), row, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(QLabel(stance_name(stance)), row, 1)
        for kind in EntityKind:
            self._add(grid, kind, entity_kind_name(kind), decided=True)

    def _add(
        self, grid: QGridLayout, mark: Tag | EntityKind, meaning: str, *, decided: bool
    ) -> None:
        sample = _Sample(mark, decided=decided)
        self._samples.append(sample)
        row = grid.rowCount()
        grid.addWidget(sample, row, 0)
        grid.addWidget(QLabel(meaning), row, 1)

    def set_theme(self, theme: Theme) -> None:
        for sample in self._samples:
            sample.theme = theme
            sample.update()
