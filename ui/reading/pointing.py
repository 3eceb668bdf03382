"""What the analyst means by pointing at the text: a claim, a name, a source, a cue."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from annotator.domain.ids import ClaimId
from annotator.text.spans import Span
from ui.language.reasons import Reasons
from ui.reading.hover_card import HoverCard, claim_card, name_card
from ui.reading.name_drag import NamePlace
from ui.reading.text_area import TextArea
from ui.reading.words_at import word_at


class Pointing(QObject):
    """Says which claim or name is meant, and shows the card of what the mouse rests on."""

    claim_activated = Signal(str)
    """ClaimId: clicked, or entered by the caret."""
    entity_activated = Signal(str)
    """EntityId: clicked where no claim is."""
    source_requested = Signal(object)
    """Span: it names the source of the current claim."""
    cue_requested = Signal(object)
    """Span: it is the cue of the current claim."""

    def __init__(self, area: TextArea, card: HoverCard) -> None:
        super().__init__(area)
        self._area = area
        self._card = card
        self.reasons = Reasons()
        """Why the claims stand as they do, for their cards."""
        self._take: Callable[[Span], object] | None = None
        area.clicked.connect(self._click)
        area.clicked_with_alt.connect(self._click_source)
        area.caret_moved.connect(self._enter)
        area.pointed.connect(self._point)
        area.pointed_away.connect(card.dismiss)

    @property
    def is_picking(self) -> bool:
        """Whether the next click hands a name or word to somebody."""
        return self._take is not None

    def pick(self, take: Callable[[Span], object] | None) -> None:
        """Hand the name or word that is clicked next to `take`; None leaves it."""
        self._take = take
        shape = Qt.CursorShape.IBeamCursor if take is None else Qt.CursorShape.CrossCursor
        self._area.set_pointer(shape)
        if take is not None:  # So that Esc reaches it.
            self._area.setFocus()

    def name_at(self, span: Span | None = None) -> NamePlace | None:
        """The mention that touches `span`, or the caret, and whose it is."""
        area = self._area
        if span is None:
            caret = area.shown.offset(area.textCursor().position())
            span = Span(max(0, caret - 1), caret + 1)
        names = area.marks.names_touching(*span)
        return names[-1] if names else None

    def _name_under(self, offset: int) -> NamePlace | None:
        return self.name_at(Span(offset, offset + 1))

    def _name_or_word(self, offset: int) -> Span | None:
        name = self._name_under(offset)
        return name[0] if name is not None else word_at(self._area.shown.text, offset)

    def _claims_at(self, offset: int) -> list[ClaimId]:
        return [record.claim.id for record in self._area.marks.claims_at(offset)]

    def _current(self) -> ClaimId | None:
        current = self._area.current
        return current.claim.id if current is not None else None

    def _click(self, offset: int) -> None:
        take = self._take
        if take is not None:
            span = self._name_or_word(offset)
            self.pick(None)
            if span is not None:
                take(span)
            return
        claims, name = self._claims_at(offset), self._name_under(offset)
        self._area.current_name = None if claims else name
        self._area.repaint_marks()
        if claims:
            now = self._current()
            # A second click on the same place goes to the claim below.
            chosen = claims[(claims.index(now) + 1) % len(claims)] if now in claims else claims[0]
            self.claim_activated.emit(chosen)
        elif name is not None:
            self.entity_activated.emit(name[1].id)

    def _click_source(self, offset: int) -> None:
        """Alt and a click: a name is the current claim's source, another word its cue."""
        if self._area.current is None:
            return
        name = self._name_under(offset)
        if name is not None:
            self.source_requested.emit(name[0])
        elif (word := word_at(self._area.shown.text, offset)) is not None:
            self.cue_requested.emit(word)

    def _enter(self, offset: int) -> None:
        claims = self._claims_at(offset)
        if claims and self._current() not in claims:
            self.claim_activated.emit(claims[0])

    def _point(self, offset: int, at: QPoint) -> None:
        theme, text = self._area.appearance.theme, self._area.shown.text
        claims = self._area.marks.claims_at(offset)
        name = self._name_under(offset)
        cards = [claim_card(claims[0], text, theme, self.reasons.of(claims[0]))] if claims else []
        if name is not None:
            cards.append(name_card(name[1], theme))
        if cards:
            self._card.ask("<hr>".join(cards), self._area.viewport().mapFromGlobal(at))
        else:
            self._card.dismiss()
