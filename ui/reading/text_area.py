"""The article with its marks, under the analyst's mouse and keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.text.spans import Span, Spans, merged, text_of
from ui.reading.article_page import ArticlePage
from ui.reading.end_drag import EndDrag
from ui.reading.ends import whole_words
from ui.reading.inks import inks
from ui.reading.mark_painter import paint_above, paint_below
from ui.reading.marks import Marks
from ui.reading.name_drag import NameDrag, NamePlace
from ui.reading.scene import Scene


class TextArea(ArticlePage):
    """Shows one article with its marks, and says what the analyst does with mouse and keys."""

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
    name_dragged = Signal(object, object, object)
    """Entity, Span, Span: an end of its mention was let go elsewhere, from and to."""
    zoomed = Signal(int)
    """Steps of a wheel turned with Ctrl."""
    selected_by_mouse = Signal()
    """The mouse let go of a selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = Marks()
        self.current: ClaimRecord | None = None
        self.found: Sequence[Span] = ()
        self.found_current: Span | None = None
        self.also_selected: list[Span] = []
        self.entities_shown = True
        self.current_name: NamePlace | None = None
        self.ends_shown = False
        self._pointer = Qt.CursorShape.IBeamCursor
        self._drag = EndDrag(self)
        self._name_drag = NameDrag(self)
        self.setMouseTracking(True)

    # What is shown

    def set_article(self, article: Article) -> None:
        """Show `article` from its start, without marks."""
        self.marks = Marks()
        self.current = self.found_current = self.current_name = None
        self.found = ()
        self.also_selected = []
        self.show_text(article)

    def set_findings(self, entities: Sequence[Entity], claims: Sequence[ClaimRecord]) -> None:
        self.marks = Marks(entities, claims)
        self.current = self.marks.claim(self.current.claim.id) if self.current else None
        self.current_name = None
        self.viewport().update()

    def scene(self) -> Scene:
        """What is painted now."""
        return Scene(
            lines=self.lines(),
            shown=self.shown,
            marks=self.marks,
            inks=inks(self._appearance.theme),
            column=self.column,
            font=self.font(),
            current=self.current,
            found=self.found,
            found_current=self.found_current,
            also_selected=self.also_selected,
            entities_shown=self.entities_shown,
            current_name=self.current_name[0] if self.current_name else None,
            ends_shown=self.ends_shown,
        )

    def set_pointer(self, shape: Qt.CursorShape) -> None:
        """Show the mouse as `shape` over the text."""
        self._pointer = shape
        self.viewport().setCursor(shape)

    def repaint_marks(self) -> None:
        """Paint again what is on the screen."""
        self.viewport().update()

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
        self.trim_layouts(len(scene.lines))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            if steps:
                self.zoomed.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed_away.emit()
        left = event.button() is Qt.MouseButton.LeftButton
        if left and (self._drag.take(event.position()) or self._name_drag.take(event.position())):
            return
        if left:
            self._keep_selection(event)
        super().mousePressEvent(self.snapped(event))

    def _keep_selection(self, event: QMouseEvent) -> None:
        """With Ctrl, what is selected stays so beside what will be."""
        now = self.selection()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.also_selected = []
        elif now is not None:
            self.also_selected = list(merged([*self.also_selected, now]))
        self.repaint_marks()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self.snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for drag in (self._drag, self._name_drag):
            if drag.is_held:
                by_letter = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
                drag.move(event.position(), by_letter=by_letter)
                return
        super().mouseMoveEvent(self.snapped(event))
        if event.buttons():
            return
        at = event.position()
        offset = self.offset_at(at)
        near = self._drag.end_at(at) is not None
        self._show_ends(shown=near or self._over_current(offset))
        if near or self._name_drag.end_at(at) is not None:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
            return
        self.viewport().setCursor(self._pointer)
        if offset is None:
            self.pointed_away.emit()
        else:
            self.pointed.emit(offset, event.globalPosition().toPoint())

    def _over_current(self, offset: int | None) -> bool:
        """Whether the mouse is over the words of the current claim."""
        if self.current is None or offset is None:
            return False
        return any(span.start <= offset < span.end for span in self.current.claim.content)

    def _show_ends(self, *, shown: bool) -> None:
        """The ends of the current claim are shown where they can be taken."""
        if shown != self.ends_shown:
            self.ends_shown = shown
            self.repaint_marks()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_held or self._name_drag.is_held:
            self._let_go()
            return
        super().mouseReleaseEvent(self.snapped(event))
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self._take_whole_words(event)
            return
        offset = self.offset_at(event.position())
        flag = self._flag_at(event.position())
        if flag is not None:
            self.clicked.emit(flag.claim.content[0].start)
        elif offset is not None:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            (self.clicked_with_alt if alt else self.clicked).emit(offset)

    def _take_whole_words(self, event: QMouseEvent) -> None:
        """A selection by mouse holds whole words, unless Alt is held."""
        span = self.selection()
        if span is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.setTextCursor(self.cursor_at(whole_words(self.shown.text, span)))
        self.selected_by_mouse.emit()

    def _let_go(self) -> None:
        if self._name_drag.is_held:
            moved = self._name_drag.let_go()
            if moved is not None:
                self.name_dragged.emit(*moved)
            return
        claim = self.current.claim.id if self.current else None
        content = self._drag.let_go()
        if claim is not None and content is not None:
            self.content_dragged.emit(claim, content)

    def _flag_at(self, point: QPointF) -> ClaimRecord | None:
        return next((f.record for f in self.scene().flags() if f.rect.contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for drag in (self._drag, self._name_drag):
            if drag.is_held and event.key() == Qt.Key.Key_Escape:
                drag.cancel()
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
        self._show_ends(shown=False)
        self.pointed_away.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words of the article itself, not of what Qt made of them."""
        data = QMimeData()
        data.setText(text_of(self.shown.text, self.selections()))
        return data
