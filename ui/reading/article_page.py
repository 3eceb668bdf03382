"""The page: one article's text in Qt's plain text widget, and where its letters stand."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.domain.article import Article
from annotator.text.spans import Span
from ui.kit.positions import DisplayText
from ui.reading.appearance import Appearance
from ui.reading.article_layout import ArticleLayout, page_for
from ui.reading.boxes import Column, word_boxes
from ui.reading.shown_lines import ShownLine, lines_of_block

GUTTER = 64.0
_TOP_MARGIN = 28.0


class ArticlePage(QPlainTextEdit):
    """Shows text and finds places in it. All positions are code points of the article."""

    scrolled = Signal()
    """The view shows other lines; told when Qt has settled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = DisplayText("")
        self._appearance = Appearance()
        self._scrolling = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._wished = 0
        document = self.document()
        document.setDocumentMargin(_TOP_MARGIN)
        self._layout = ArticleLayout(document)
        document.setDocumentLayout(self._layout)
        # Asked for while Qt lays out and paints, where moving the scroll bar would re-enter.
        self._recount = QTimer(self, singleShot=True, interval=0)
        self._recount.timeout.connect(self._tell_counts)
        self._layout.counts_changed.connect(self._recount.start)
        # Qt moves the bar before it has moved the text: who looked at the lines then would
        # lay out in the middle of it, and Qt would scroll again without end.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self.scrolled)
        self.verticalScrollBar().valueChanged.connect(self._settled.start)

    def show_text(self, article: Article) -> None:
        """Show `article` from its start."""
        self._wished = 0
        self.shown = shown = DisplayText(article.text)
        self._layout.set_structure(article, shown)
        self.setPlainText(shown.shown)
        self._lay_out()

    def set_appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        place = self.first_offset()
        self.setFont(appearance.font())
        self._lay_out()
        self.scroll_to(place)
        self.viewport().update()

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def _lay_out(self) -> None:
        page = page_for(self.viewport().width(), self._appearance, GUTTER)
        self._layout.set_page(page, self._appearance)
        self._tell_counts()

    def _tell_counts(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())
        self._settled.start()

    @property
    def column(self) -> Column:
        """Where the text stands in the view."""
        return self._layout.page.shape

    def trim_layouts(self, lines: int) -> None:
        """Let go of what was laid out far from the view, which shows so many `lines`."""
        first = self.firstVisibleBlock().blockNumber()
        self._layout.trim(first, first + lines)

    def lines(self) -> list[ShownLine]:
        """The lines that the view shows, in the order of the text."""
        out: list[ShownLine] = []
        bottom = self.viewport().height()
        for block, origin in self._blocks_shown():
            for line in lines_of_block(block, origin, self.shown):
                rect = line.rect
                if rect.top() > bottom:
                    break
                if rect.bottom() >= 0:
                    out.append(line)
        return out

    def _blocks_shown(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        block = self.firstVisibleBlock()
        origin = self.contentOffset()
        y = self.blockBoundingGeometry(block).top() + origin.y()
        bottom = self.viewport().height()
        while block.isValid() and y <= bottom:
            height = self._layout.blockBoundingRect(block).height()
            yield block, QPointF(origin.x(), y)
            y += height
            block = block.next()

    def offset_at(self, point: QPointF) -> int | None:
        """The code point whose letter is under `point`; None beside the words."""
        for line in self.lines():
            rect = line.rect
            if rect.top() - 4 <= point.y() < rect.bottom() + 4:
                if not rect.left() <= point.x() <= rect.right():
                    continue
                return self._letter_at(line, point.x())
        return None

    def _letter_at(self, line: ShownLine, x: float) -> int:
        offset = self.shown.offset(line.letter_at(x))
        return min(offset, max(line.span.start, line.span.end - 1))

    def nearest_offset(self, point: QPointF) -> int:
        """Between which letters `point` lies, also beside and between the lines."""
        lines = self.lines()
        if not lines:
            return 0
        line = min(lines, key=lambda line: abs(line.rect.center().y() - point.y()))
        at = line.line.xToCursor(point.x() - line.origin.x())
        return self.shown.offset(line.block_u16 + at)

    def first_offset(self) -> int:
        """The code point at the top of the view."""
        lines = self.lines()
        return lines[0].span.start if lines else 0

    def cursor_at(self, span: Span) -> QTextCursor:
        """A cursor that holds `span`, its anchor at the start."""
        start_u16, end_u16 = self.shown.span_u16(span)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start_u16)
        cursor.setPosition(end_u16, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def line_number(self, offset: int) -> int:
        """The scroll bar's number of the line that holds a code point."""
        block = self.document().findBlock(self.shown.start_u16(offset))
        self._layout.blockBoundingRect(block)
        inner = block.layout().lineForTextPosition(self.shown.start_u16(offset) - block.position())
        return block.firstLineNumber() + max(0, inner.lineNumber())

    def scroll_to(self, offset: int) -> None:
        """Bring the line of a code point to the top of the view, at once."""
        self._wished = offset
        self.verticalScrollBar().setValue(self.line_number(offset))

    def boxes(self, span: Span) -> list[QRectF]:
        """The rectangles around the words of `span` that are in view."""
        return word_boxes(self.lines(), span, self.shown)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # While Qt moves the text it lays out paragraphs whose count of lines was estimated, and
        # sets the bar to the line's new number. That is no wish to scroll: taken for one, Qt
        # would follow it to another paragraph, and that one's number, without end.
        if self._scrolling:
            return
        self._scrolling = True
        bar = self.verticalScrollBar()
        wanted = bar.value()
        if wanted >= self.document().lineCount():
            # There were fewer lines than estimated; Qt would take this for the first line.
            self._layout.documentSizeChanged.emit(self._layout.documentSize())
            bar.setValue(min(wanted, bar.maximum()))
        super().scrollContentsBy(dx, dy)
        self._scrolling = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Before it was first shown the view had no width, and so no lines to stand at.
        place = self.first_offset() if event.oldSize().width() > 0 else self._wished
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()
            self.scroll_to(place)

    def snapped(self, event: QMouseEvent) -> QMouseEvent:
        """`event` on the nearest line: Qt takes the room between lines for a line's end."""
        point = event.position()
        best = None
        for line in self.lines():
            rect = line.rect
            distance = max(rect.top() - point.y(), point.y() - rect.bottom() + 0.5, 0.0)
            if best is None or distance < best[0]:
                best = (distance, rect.center().y())
        if best is None or best[0] == 0.0 or best[0] > self._layout.pitch * 2:
            return event
        snapped = QPointF(point.x(), best[1])
        return QMouseEvent(
            event.type(),
            snapped,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )
