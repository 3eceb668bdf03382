"""Lays an article out as a page: a column in the middle, room between lines and paragraphs."""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from annotator.domain.article import Article, BlockKind
from ui.kit.positions import DisplayText
from ui.reading.appearance import Appearance, letter_width
from ui.reading.boxes import Column

_HEADLINE_SCALE = 1.5
_SMALL_SCALE = 0.88
_TIGHT = 1.05
"""Distance of the lines of a headline and the like, as a part of their height."""
_GAP = 0.6
"""Between paragraphs, as a part of the distance of lines."""
_INSET = 1.0
"""Of a quotation set as a block, on each side, as a part of the distance of lines; on a narrow
page at most a twelfth of the column."""

_KEPT = 400
"""Paragraphs whose layout is kept."""
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Page:
    """Where the column stands in the view; pixels."""

    left: float
    column: float
    gutter: float
    """Room on each side of the column that marks may use."""

    @property
    def shape(self) -> Column:
        return Column(self.left, self.left + self.column, self.gutter)


def page_for(width: float, appearance: Appearance, gutter: float) -> Page:
    """The column of a view `width` pixels wide: in the middle, at most as wide as wished."""
    wished = letter_width(appearance.font()) * appearance.width
    column = max(40.0, min(wished, width - 2 * gutter))
    left = max(gutter, (width - column) / 2)
    return Page(float(round(left)), float(round(column)), gutter)


class ArticleLayout(QPlainTextDocumentLayout):
    """Qt's lazy layout of plain text, with real distances and a column.

    Paragraphs are laid out when they are first seen. Until then their count of lines is an
    estimate, so that the scroll bar tells the truth from the start.
    """

    counts_changed = Signal()
    """A paragraph turned out to have another count of lines than estimated."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._page = Page(0.0, 600.0, 0.0)
        self._appearance = Appearance()
        self._block_starts_u16: list[int] = []
        self._blocks: list[tuple[int, BlockKind]] = []
        self._piece_starts_u16: frozenset[int] = frozenset()
        self._laid_out: set[int] = set()
        self._measure()

    @property
    def page(self) -> Page:
        return self._page

    @property
    def pitch(self) -> float:
        """Distance of two lines of running text, pixels."""
        return self._pitch

    def set_page(self, page: Page, appearance: Appearance) -> None:
        """Lay everything out anew for `page`."""
        self._page, self._appearance = page, appearance
        self._measure()
        self.forget()

    def set_structure(self, article: Article, shown: DisplayText) -> None:
        """What each stretch of the text is, and which paragraphs go on from the last."""
        spans_u16 = [shown.span_u16(block.span) for block in article.blocks]
        self._block_starts_u16 = [start for start, _ in spans_u16]
        self._blocks = [
            (end, block.kind) for (_, end), block in zip(spans_u16, article.blocks, strict=True)
        ]
        self._piece_starts_u16 = frozenset(shown.start_u16(at) for at in shown.breaks)

    def _measure(self) -> None:
        self._font = self._appearance.font()
        self._pitch = float(round(QFontMetricsF(self._font).height() * self._appearance.spacing))
        self._inset = float(round(min(self._pitch * _INSET, self._page.column / 12)))
        self._letters_per_line = max(1.0, self._page.column / letter_width(self._font))
        self._option = _option(Qt.AlignmentFlag.AlignLeft)
        self._option_from_right = _option(Qt.AlignmentFlag.AlignRight)
        self._formats = {kind: self._format(kind) for kind in BlockKind}

    def _format(self, kind: BlockKind) -> QTextCharFormat | None:
        """How the letters of a headline and the like differ from running text."""
        font = QFont(self._font)
        size = self._font.pointSizeF()
        if kind is BlockKind.HEADLINE:
            font.setPointSizeF(size * _HEADLINE_SCALE)
            font.setWeight(QFont.Weight.DemiBold)
        elif kind in (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CAPTION):
            font.setPointSizeF(size * _SMALL_SCALE)
            font.setItalic(kind is BlockKind.CAPTION)
        else:
            return None
        out = QTextCharFormat()
        out.setFont(font)
        return out

    def kind_of(self, paragraph: QTextBlock) -> BlockKind:
        """What `paragraph` is as a whole: one that only begins with a dateline is running text."""
        i = bisect_right(self._block_starts_u16, paragraph.position()) - 1
        if i < 0:
            return BlockKind.BODY
        end_u16, kind = self._blocks[i]
        last_u16 = paragraph.position() + len(paragraph.text().rstrip())
        return kind if last_u16 <= end_u16 else BlockKind.BODY

    def forget(self) -> None:
        """Drop every layout and estimate all counts of lines anew."""
        document = self.document()
        for number in self._laid_out:
            document.findBlockByNumber(number).clearLayout()
        self._laid_out.clear()
        per_line = self._letters_per_line
        block = document.firstBlock()
        for _ in range(document.blockCount()):
            block.setLineCount(1 + int(block.length() / per_line))
            block = block.next()

    def trim(self, first: int, last: int) -> None:
        """Let go of layouts that are far from the paragraphs `first` to `last`.

        Call it when Qt is not at work on the layout. Kept layouts hold their glyphs, or Qt
        would shape a paragraph again at each question about it.
        """
        if len(self._laid_out) <= _KEPT:
            return
        document = self.document()
        far = [n for n in self._laid_out if not first - _NEAR <= n <= last + _NEAR]
        for number in far:
            document.findBlockByNumber(number).clearLayout()
            self._laid_out.discard(number)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The paragraph's room: its lines and what stands free below them."""
        if not block.isValid():
            return QRectF()
        layout = block.layout()
        if not layout.lineCount():
            self._lay_out(block, layout)
        page = self._page
        height = layout.boundingRect().bottom() + self._below(block)
        return QRectF(0.0, 0.0, page.left + page.column, height)

    def _below(self, block: QTextBlock) -> float:
        following = block.next()
        if not following.isValid():
            return self.document().documentMargin() + self._pitch
        if following.position() in self._piece_starts_u16:
            return 0.0
        # An empty line parts paragraphs by itself.
        return self._pitch * _GAP if block.length() > 1 and following.length() > 1 else 0.0

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> None:
        leftwards = block.textDirection() is Qt.LayoutDirection.RightToLeft
        layout.setTextOption(self._option_from_right if leftwards else self._option)
        pitch = self._pitch
        kind = self.kind_of(block)
        special = self._formats[kind]
        if special is not None:
            range_ = QTextLayout.FormatRange()
            range_.start, range_.length, range_.format = 0, block.length(), special
            layout.setFormats([range_])
            metrics = QFontMetricsF(special.font())
            pitch = float(round(metrics.height() * min(_TIGHT, self._appearance.spacing)))
        elif layout.formats():
            layout.clearFormats()
        if block.length() <= 1:
            pitch = 1.0
        inset = self._inset if kind is BlockKind.QUOTE else 0.0
        layout.setCacheEnabled(True)
        layout.beginLayout()
        y = 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLeadingIncluded(True)
            line.setLineWidth(self._page.column - 2 * inset)
            room = max(pitch, line.height()) if block.length() > 1 else pitch
            top = y + round((room - line.height()) / 2)
            line.setPosition(QPointF(self._page.left + inset, top))
            y += room
        layout.endLayout()
        self._laid_out.add(block.blockNumber())
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            self.counts_changed.emit()


def _option(side: Qt.AlignmentFlag) -> QTextOption:
    """How a paragraph runs that begins at `side`."""
    option = QTextOption(side)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
