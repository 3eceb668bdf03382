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
from ui.reading.hover_card import HoverCard, claim_card, name_card
from ui.reading.scrolling import Scrolling
from ui.reading.selection_bar import SelectionBar
from ui.reading.text_area import TextArea
from ui.reading.words_at import word_at

# What menus, names and printing need is loaded with the first of them: the window is shown
# sooner for it.
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
        self._article: Article | None = None
        self._picking: Callable[[Span], object] | None = None
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
        area.clicked.connect(self._click)
        area.clicked_with_alt.connect(self._click_source)
        area.caret_moved.connect(self._enter)
        area.zoomed.connect(self.zoom)
        area.selectionChanged.connect(self._follow_selection)
        area.selected_by_mouse.connect(self._offer_acts)
        area.scrolled.connect(self._follow_view)
        area.pointed.connect(self._point)
        area.pointed_away.connect(self.card.dismiss)
        area.menu_asked.connect(self._open_menu)
        area.content_dragged.connect(self.content_changed)
        area.name_dragged.connect(self._wish_ends)
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
        if boxes and self._picking is None:
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
        self._picking = take
        shape = Qt.CursorShape.IBeamCursor if take is None else Qt.CursorShape.CrossCursor
        self.area.set_pointer(shape)
        if take is not None:  # So that Esc reaches it.
            self.area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._picking is not None:
            self.pick(None)
            return
        super().keyPressEvent(event)

    def _click(self, offset: int) -> None:
        take = self._picking
        if take is not None:
            span = self._mention_at(offset) or word_at(self.area.shown.text, offset)
            self.pick(None)
            if span is not None:
                take(span)
            return
        claims = [record.claim.id for record in self.area.marks.claims_at(offset)]
        self.area.current_name = None if claims else self.name_at(Span(offset, offset + 1))
        self.area.repaint_marks()
        if claims:
            now = self.current_claim()
            # A second click on the same place goes to the claim below.
            chosen = claims[(claims.index(now) + 1) % len(claims)] if now in claims else claims[0]
            self.claim_activated.emit(chosen)
        elif (entity := self._entity_at(offset)) is not None:
            self.entity_activated.emit(entity.id)

    def _wish_ends(self, entity: Entity, mention: Span, to: Span) -> None:
        from ui.reading.name_entries import NameAct, NameWish  # noqa: PLC0415

        self.name_wished.emit(NameWish(NameAct.ENDS, entity.id, mention, span=to))

    def _click_source(self, offset: int) -> None:
        """Alt and a click: a name is the current claim's source, another word its cue."""
        if self.area.current is None:
            return
        mention = self._mention_at(offset)
        if mention is not None:
            self.source_requested.emit(mention)
        elif (word := word_at(self.area.shown.text, offset)) is not None:
            self.cue_requested.emit(word)

    def _enter(self, offset: int) -> None:
        claims = [record.claim.id for record in self.area.marks.claims_at(offset)]
        if claims and self.current_claim() not in claims:
            self.claim_activated.emit(claims[0])

    def _entity_at(self, offset: int) -> Entity | None:
        names = self.area.marks.names_touching(offset, offset + 1)
        return names[-1][1] if names else None

    def _mention_at(self, offset: int) -> Span | None:
        names = self.area.marks.names_touching(offset, offset + 1)
        return names[-1][0] if names else None

    def name_at(self, span: Span | None = None) -> tuple[Span, Entity] | None:
        """The mention that touches `span`, or the caret, and whose it is."""
        area = self.area
        if span is None:
            caret = area.shown.offset(area.textCursor().position())
            span = Span(max(0, caret - 1), caret + 1)
        names = area.marks.names_touching(*span)
        return names[-1] if names else None

    def open_name_menu(self, name: tuple[Span, Entity]) -> None:
        """Open, under the caret, what can be done with a name."""
        from ui.reading.menu_entry import show_menu  # noqa: PLC0415
        from ui.reading.name_entries import name_entries  # noqa: PLC0415

        mention, entity = name
        others = tuple(self.area.marks.entities.values())
        entries = name_entries(entity, mention, others, self.name_wished.emit)
        at = self.area.cursorRect().bottomLeft()
        show_menu(self, entries, self.area.viewport().mapToGlobal(at))

    def _point(self, offset: int, at: QPoint) -> None:
        theme, text = self.area.appearance.theme, self.area.shown.text
        claims = self.area.marks.claims_at(offset)
        entity = self._entity_at(offset)
        cards = [claim_card(claims[0], text, theme)] if claims else []
        if entity is not None:
            cards.append(name_card(entity, theme))
        if cards:
            self.card.ask("<hr>".join(cards), self.area.viewport().mapFromGlobal(at))
        else:
            self.card.dismiss()

    def _open_menu(self, offset: int | None, at: QPoint) -> None:
        from ui.reading.menu_entry import show_menu  # noqa: PLC0415
        from ui.reading.reader_menu import Pointed, menu_entries  # noqa: PLC0415

        self.card.dismiss()
        claims = self.area.marks.claims_at(offset) if offset is not None else []
        pointed = Pointed(
            offset,
            self.selections(),
            claims[0] if claims else None,
            self.area.current,
            self._mention_at(offset) if offset is not None else None,
            self._entity_at(offset) if offset is not None else None,
            tuple(self.area.marks.entities.values()),
        )
        copy = self.area.copy if pointed.selections else None
        entries = menu_entries(pointed, self.area.shown.text, self._offers(), copy)
        if entries:
            show_menu(self, entries, at)

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
