"""The reader: an article with its claims and names, to read, to walk and to point at."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMetaMethod,
    QPoint,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, Spans, hull
from ui.kit.theme import palette
from ui.language.texts import tr
from ui.reading.appearance import Appearance
from ui.reading.claim_strip import ClaimStrip
from ui.reading.description import described
from ui.reading.find_bar import FindBar
from ui.reading.finder import Finder
from ui.reading.hover_card import HoverCard
from ui.reading.menus import Menus
from ui.reading.name_drag import NamePlace
from ui.reading.pointing import Pointing
from ui.reading.scrolling import Scrolling
from ui.reading.selection_bar import SelectionBar
from ui.reading.text_area import TextArea

# What menus and printing need is loaded with the first of them: the window is shown sooner.
if TYPE_CHECKING:
    from ui.reading.reader_menu import Offers

_ZOOM_STEP = 1.1


class ArticleView(QWidget):
    """Shows one article and says what the analyst points at. It changes nothing itself.

    Every position is a code point of the article's text. The menu offers only what somebody
    listens to.
    """

    claim_activated = Signal(str)
    """ClaimId: clicked, or entered by the caret."""
    entity_activated = Signal(str)
    """EntityId: clicked where no claim is."""
    selection_changed = Signal(object)
    """Span | None."""
    appearance_changed = Signal(object)
    """Appearance: after a zoom."""
    content_changed = Signal(str, object)
    """ClaimId, Spans: an end was dragged, or a selection is to be the content."""
    claim_requested = Signal(object)
    """Spans: make a claim of them."""
    entity_requested = Signal(object)
    """Span: make a name of it."""
    source_requested = Signal(object)
    """Span: it names the source of the current claim."""
    cue_requested = Signal(object)
    """Span: it is the cue of the current claim."""
    tag_requested = Signal(str, object)
    """ClaimId, Tag | None: decide."""
    stance_requested = Signal(str, object)
    """ClaimId, Stance: what the claim's source does with it."""
    split_requested = Signal(str, int)
    """ClaimId, code point: two claims instead of one."""
    name_wished = Signal(object)
    """NameWish: what is to be done with a name."""
    join_requested = Signal(str, str)
    """ClaimId, ClaimId: one claim of two, the first stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(self)
        self.area.setAccessibleName(tr("Article"))
        self.setFocusProxy(self.area)
        self.strip = ClaimStrip()
        self.find_bar = FindBar()
        self.finder = Finder(self.find_bar, self.area)
        self.card = HoverCard(self.area.viewport())
        self.selection_bar = SelectionBar(self.area.viewport())
        self.pointing = Pointing(self.area, self.card)
        self.menus = Menus(self, self.area, self._offers)
        self._article: Article | None = None
        self._normal_size = self.area.appearance.size
        self._scrolling = Scrolling(self.area)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.area, 1)
        row.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.find_bar)
        self._connect()
        self._apply(self.area.appearance)

    def _connect(self) -> None:
        area = self.area
        area.zoomed.connect(self.zoom)
        area.selectionChanged.connect(self._follow_selection)
        area.selected_by_mouse.connect(self._offer_acts)
        area.scrolled.connect(self._follow_view)
        area.menu_asked.connect(self.card.dismiss)
        area.menu_asked.connect(self.menus.open)
        area.content_dragged.connect(self.content_changed)
        area.name_dragged.connect(self._wish_ends)
        self.pointing.claim_activated.connect(self.claim_activated)
        self.pointing.entity_activated.connect(self.entity_activated)
        self.pointing.source_requested.connect(self.source_requested)
        self.pointing.cue_requested.connect(self.cue_requested)
        self.strip.asked.connect(lambda offset: self.reveal(Span(offset, offset)))
        self.finder.arrived.connect(self.reveal)

    # What is shown

    def set_article(self, article: Article) -> None:
        """Show `article` from its start, at once and without marks."""
        self._scrolling.stop()
        self.card.dismiss()
        self._article = article
        self.area.set_article(article)
        self.area.setAccessibleName(article.title or tr("Article"))
        self.area.setAccessibleDescription("")
        self.strip.set_current(None)
        self.strip.set_marks(self.area.marks, len(article.text))
        self.finder.forget()

    def article(self) -> Article | None:
        return self._article

    def set_findings(self, entities: Sequence[Entity], claims: Sequence[ClaimRecord]) -> None:
        """Mark these, and only these, in the article; `claims` in the order of the text."""
        self.card.dismiss()
        self.area.set_findings(entities, claims)
        self.strip.set_marks(self.area.marks, len(self.area.shown.text))
        self.strip.set_current(self.area.current)

    def update_claim(self, record: ClaimRecord) -> None:
        """Show one claim as it is now; one that is not known yet is added."""
        before = self.area.marks.claim(record.claim.id)
        self.area.marks.put(record)
        if self.current_claim() == record.claim.id:
            self.area.current = record
            self.strip.set_current(record)
        if before is not None and before.claim.content != record.claim.content:
            self.strip.claim_changed(before)
        self.strip.claim_changed(record)
        self.area.repaint_marks()

    def remove_claim(self, claim: ClaimId) -> None:
        """Show one claim no longer."""
        before = self.area.marks.claim(claim)
        if before is None:
            return
        self.area.marks.drop(claim)
        if self.current_claim() == claim:
            self.set_current_claim(None)
        self.strip.claim_changed(before)
        self.area.repaint_marks()

    def show_entities(self, *, shown: bool) -> None:
        """Underline names, or leave the text quieter."""
        self.area.entities_shown = shown
        self.area.repaint_marks()

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the article in this typography and theme; the place stays."""
        self._normal_size = appearance.size
        self._apply(appearance)

    def appearance(self) -> Appearance:
        return self.area.appearance

    def _apply(self, appearance: Appearance) -> None:
        self.area.setPalette(palette(appearance.theme))
        self.area.set_appearance(appearance)
        self.strip.set_theme(appearance.theme)
        self.card.set_theme(appearance.theme)

    def zoom(self, steps: int) -> None:
        """Larger letters by `steps`, or smaller; 0 goes back to the chosen size."""
        now = self.area.appearance
        size = now.size * _ZOOM_STEP**steps if steps else self._normal_size
        self._apply(now.resized(size))
        self.appearance_changed.emit(self.area.appearance)

    def write_pdf(self, path: Path) -> None:
        """Print the annotated text into a PDF file.

        Raises UserFacingError when the file cannot be written.
        """
        from ui.reading.print_out import write_pdf  # noqa: PLC0415

        if self._article is not None:
            write_pdf(path, self._article, self.area.marks, self.area.appearance)

    # Claims

    def set_current_claim(self, claim: ClaimId | None, reveal: bool = True) -> None:
        """Light up a claim with its source and cue; `reveal` brings it into view."""
        current = self.area.marks.claim(claim) if claim is not None else None
        self.area.current = current
        self.strip.set_current(current)
        self.area.repaint_marks()
        self._tell(current)
        if reveal and current is not None and current.claim.content:
            self.reveal(hull(current.claim.content))

    def current_claim(self) -> ClaimId | None:
        current = self.area.current
        return current.claim.id if current is not None else None

    def _tell(self, current: ClaimRecord | None) -> None:
        """Give a screen reader the current claim in words."""
        words = ""
        if current is not None:
            marks = self.area.marks
            place = marks.place(current.claim.id)
            words = described(current, place, len(marks), self.area.shown.text)
        if words != self.area.accessibleDescription():
            self.area.setAccessibleDescription(words)
            if words:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.area, words))

    def reveal(self, span: Span) -> None:
        """Scroll until `span` stands well in view; not at all when it does already."""
        self._scrolling.reveal(span)

    # Places

    def selection(self) -> Span | None:
        """The words selected last; None when nothing is selected."""
        return self.area.selection()

    def selections(self) -> Spans:
        """All selected words: with Ctrl, some can be added that stand elsewhere."""
        return self.area.selections()

    def deselect(self) -> None:
        """Let go of all selected words."""
        cursor = self.area.textCursor()
        cursor.clearSelection()
        self.area.also_selected = []
        self.area.setTextCursor(cursor)
        self.area.repaint_marks()

    def select(self, span: Span) -> None:
        """Select `span` and bring it into view."""
        self.area.setTextCursor(self.area.cursor_at(span))
        self.reveal(span)

    def open_find(self) -> None:
        """Open the find bar, with the selected words in it."""
        span = self.selection()
        self.find_bar.open(self.area.shown.text[span.start : span.end] if span else "")

    def reading_position(self) -> int:
        """The code point at the top of the view, to come back to."""
        return self.area.first_offset()

    def restore_reading_position(self, offset: int) -> None:
        """Bring back what `reading_position` gave."""
        if self._article is not None:
            self._scrolling.stop()
            self.area.scroll_to(min(max(0, offset), len(self._article.text)))

    def _follow_selection(self) -> None:
        self.selection_bar.hide()
        self.selection_changed.emit(self.selection())

    def _offer_acts(self) -> None:
        """Say below the words just selected what can be made of them."""
        span = self.selection()
        boxes = self.area.boxes(span) if span is not None else []
        if boxes and not self.pointing.is_picking:
            port = self.area.viewport()
            self.selection_bar.show_below(boxes[-1], QPoint(port.width(), port.height()))

    def _follow_view(self) -> None:
        self.card.dismiss()
        self.selection_bar.hide()
        lines = self.area.lines()
        if lines:
            self.strip.set_view(Span(lines[0].span.start, lines[-1].span.end))

    # Mouse and keys

    def pick(self, take: Callable[[Span], object] | None) -> None:
        """Hand the name or word that is clicked next to `take`; Esc, or None, leaves it."""
        self.pointing.pick(take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pointing.is_picking:
            self.pick(None)
            return
        super().keyPressEvent(event)

    def name_at(self, span: Span | None = None) -> NamePlace | None:
        """The mention that touches `span`, or the caret, and whose it is."""
        return self.pointing.name_at(span)

    def open_name_menu(self, name: NamePlace) -> None:
        """Open, under the caret, what can be done with a name."""
        self.menus.open_for_name(name, self.name_wished.emit)

    def _wish_ends(self, entity: Entity, mention: Span, to: Span) -> None:
        from ui.reading.name_entries import NameAct, NameWish  # noqa: PLC0415

        self.name_wished.emit(NameWish(NameAct.ENDS, entity.id, mention, span=to))

    def _offers(self) -> "Offers":
        from ui.reading.reader_menu import Offers  # noqa: PLC0415

        return Offers(
            claim=self._heard(self.claim_requested),
            entity=self._heard(self.entity_requested),
            content=self._heard(self.content_changed),
            source=self._heard(self.source_requested),
            cue=self._heard(self.cue_requested),
            tag=self._heard(self.tag_requested),
            stance=self._heard(self.stance_requested),
            split=self._heard(self.split_requested),
            join=self._heard(self.join_requested),
            name=self._heard(self.name_wished),
        )

    def _heard(self, signal: SignalInstance) -> Callable[..., object] | None:
        """The way to emit a signal that somebody listens to."""
        connected = self.isSignalConnected(QMetaMethod.fromSignal(signal))
        return signal.emit if connected else None
