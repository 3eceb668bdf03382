"""The scrolling text itself: Qt's plain text widget, with marks painted under its letters."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.text.spans import Span, Spans, merged, text_of
from ui.kit.positions import DisplayText
from ui.reading.appearance import Appearance
from ui.reading.article_layout import ArticleLayout, page_for
from ui.reading.boxes import word_boxes
from ui.reading.end_drag import EndDrag
from ui.reading.inks import inks
from ui.reading.mark_painter import paint_above, paint_below
from ui.reading.marks import Marks
from ui.reading.scene import Scene
from ui.reading.shown_lines import ShownLine, lines_of_block

GUTTER = 64.0
_TOP_MARGIN = 28.0


class TextArea(QPlainTextEdit):
    """Shows one article. All positions that come and go are code points of its text."""

    pointed = Signal(int, QPoint)
    """The mouse rests at a code point; where, in the screen's pixels."""
    pointed_away = Signal()
    clicked = Signal(int)
    """The code point under a click that selected nothing."""
    clicked_with_alt = Signal(int)
    """As `clicked`, with Alt held."""
    caret_moved = Signal(int)
    """The code point to which a key moved the caret."""
    menu_asked = Signal(object, QPoint)
    """The code point under the mouse or caret, or None; where, in the screen's pixels."""
    content_dragged = Signal(str, object)
    """ClaimId, Spans: an end of the current claim was let go elsewhere."""
    zoomed = Signal(int)
    """Steps of a wheel turned with Ctrl."""
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = DisplayText("")
        self.marks = Marks()
        self.current: ClaimRecord | None = None
        self.found: Sequence[Span] = ()
        self.found_current: Span | None = None
        self.also_selected: list[Span] = []
        self.entities_shown = True
        self._drag = EndDrag(self)
        self._appearance = Appearance()
        self._lines: list[ShownLine] | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMouseTracking(True)
        document = self.document()
        document.setDocumentMargin(_TOP_MARGIN)
        self._layout = ArticleLayout(document)
        document.setDocumentLayout(self._layout)
        # Asked for while Qt lays out and paints, where moving the scroll bar would re-enter.
        self._recount = QTimer(self, singleShot=True, interval=0)
        self._recount.timeout.connect(self._tell_counts)
        self._layout.counts_changed.connect(self._recount.start)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # What is shown

    def set_article(self, article: Article) -> None:
        """Show `article` from its start, without marks."""
        self.shown = DisplayText(article.text)
        self.marks = Marks()
        self.current = self.found_current = None
        self.found = ()
        self.also_selected = []
        shown = self.shown
        self._layout.set_structure(
            [(shown.start_u16(b.span.start), b.kind) for b in article.blocks],
            [shown.start_u16(at) for at in shown.breaks],
        )
        self.setPlainText(shown.shown)
        self._lay_out()

    def set_findings(self, entities: Sequence[Entity], claims: Sequence[ClaimRecord]) -> None:
        self.marks = Marks(entities, claims)
        self.current = self.marks.claim(self.current.claim.id) if self.current else None
        self.viewport().update()

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
        self._lines = None
        page = page_for(self.viewport().width(), self._appearance, GUTTER)
        self._layout.set_page(page, self._appearance)
        self._tell_counts()

    def _tell_counts(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())
        self.scrolled.emit()

    # Where things are

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

    def scene(self) -> Scene:
        """What is painted now."""
        return Scene(
            lines=self.lines(),
            shown=self.shown,
            marks=self.marks,
            inks=inks(self._appearance.theme),
            column=self._layout.page.shape,
            font=self.font(),
            current=self.current,
            found=self.found,
            found_current=self.found_current,
            also_selected=self.also_selected,
            entities_shown=self.entities_shown,
        )

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

    def repaint_marks(self) -> None:
        """Paint again what is on the screen."""
        self.viewport().update()

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

    def selections(self) -> Spans:
        """All that is selected: with Ctrl, words can be added that do not stand together."""
        now = self.selection()
        return merged([*self.also_selected, *([now] if now else [])])

    def selection(self) -> Span | None:
        """What was selected last; None when nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        shown = self.shown
        span = Span(shown.offset(cursor.selectionStart()), shown.offset(cursor.selectionEnd()))
        return span if span.length else None

    def line_number(self, offset: int) -> int:
        """The scroll bar's number of the line that holds a code point."""
        block = self.document().findBlock(self.shown.start_u16(offset))
        self._layout.blockBoundingRect(block)
        inner = block.layout().lineForTextPosition(self.shown.start_u16(offset) - block.position())
        return block.firstLineNumber() + max(0, inner.lineNumber())

    def scroll_to(self, offset: int) -> None:
        """Bring the line of a code point to the top of the view, at once."""
        self.verticalScrollBar().setValue(self.line_number(offset))

    def boxes(self, span: Span) -> list[QRectF]:
        """The rectangles around the words of `span` that are in view."""
        return word_boxes(self.lines(), span, self.shown)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        paint_below(painter, scene)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        paint_above(painter, scene)
        painter.end()
        first = self.firstVisibleBlock().blockNumber()
        self._layout.trim(first, first + len(scene.lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.first_offset() if event.oldSize().width() > 0 else 0
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()
            self.scroll_to(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            if steps:
                self.zoomed.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed_away.emit()
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self._drag.take(event.position()):
            return
        if left:
            self._keep_selection(event)
        super().mousePressEvent(self._snapped(event))

    def _keep_selection(self, event: QMouseEvent) -> None:
        """With Ctrl, what is selected stays so beside what will be."""
        now = self.selection()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.also_selected = []
        elif now is not None:
            self.also_selected = list(merged([*self.also_selected, now]))
        self.repaint_marks()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_held:
            by_letter = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._drag.move(event.position(), by_letter=by_letter)
            return
        super().mouseMoveEvent(self._snapped(event))
        if event.buttons():
            return
        if self._drag.end_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
            return
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        offset = self.offset_at(event.position())
        if offset is None:
            self.pointed_away.emit()
        else:
            self.pointed.emit(offset, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_held:
            self._let_go()
            return
        super().mouseReleaseEvent(self._snapped(event))
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        offset = self.offset_at(event.position())
        flag = self._flag_at(event.position())
        if flag is not None:
            self.clicked.emit(flag.claim.content[0].start)
        elif offset is not None:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            (self.clicked_with_alt if alt else self.clicked).emit(offset)

    def _let_go(self) -> None:
        claim = self.current.claim.id if self.current else None
        content = self._drag.let_go()
        if claim is not None and content is not None:
            self.content_dragged.emit(claim, content)

    def _flag_at(self, point: QPointF) -> ClaimRecord | None:
        return next((f.record for f in self.scene().flags() if f.rect.contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag.is_held and event.key() == Qt.Key.Key_Escape:
            self._drag.cancel()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if cursor.position() != before and not cursor.hasSelection():
            self.caret_moved.emit(self.shown.offset(cursor.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            offset = self.offset_at(QPointF(event.pos()))
            self.menu_asked.emit(offset, event.globalPos())
            return
        caret = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_asked.emit(self.shown.offset(self.textCursor().position()), caret)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed_away.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words of the article itself, not of what Qt made of them."""
        data = QMimeData()
        data.setText(text_of(self.shown.text, self.selections()))
        return data
