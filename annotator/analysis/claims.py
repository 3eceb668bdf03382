"""A parsed document turned into claims and events: plain values with offsets into the article."""

from collections.abc import Sequence

from spacy.tokens import Doc

from annotator.analysis.batches import CLAIM_KINDS, Batch
from annotator.analysis.extensions import RawAttribution, TokenSpan
from annotator.analysis.layers import Statement
from annotator.analysis.registry import Registry
from annotator.analysis.sources import SourceResolver
from annotator.analysis.suggestion import suggest
from annotator.domain.analysis import Event
from annotator.domain.claim import Attribution, Claim, Form
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span, Spans


class ClaimMaker:
    """Makes the claims of one article, batch by batch; holds what later batches need to know."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._registry = Registry()
        self._sources = SourceResolver(self._registry)
        self._made = 0

    def read(self, doc: Doc, batch: Batch) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
        """The claims and events of `doc`, which is the text of `batch`."""
        start = batch.span.start
        self._sources.read(doc, start)
        place = _Place(doc, start, batch)
        drafts: list[tuple[Span, RawAttribution | Statement]] = []
        drafts += [(place.first(raw.content), raw) for raw in doc._.attributions]
        drafts += [(place.first(said.content), said) for said in doc._.statements]
        drafts = [draft for draft in drafts if place.holds_claims(draft[0])]
        drafts.sort(key=lambda draft: draft[0])
        ids = {
            id(raw): ClaimId(f"c{self._made + number}")
            for number, (_, raw) in enumerate(drafts, start=1)
        }
        self._made += len(drafts)
        parents = [ids.get(id(raw)) for raw in doc._.attributions]
        claims = tuple(
            self._attributed(place, raw, ids[id(raw)], parents)
            if isinstance(raw, RawAttribution)
            else self._stated(place, raw, ids[id(raw)])
            for _, raw in drafts
        )
        events = tuple(Event(place.span(raw.span), raw.certainty) for raw in doc._.events)
        return claims, tuple(event for event in events if place.holds_claims(event.span))

    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything named so far."""
        return self._registry.entities()

    def _attributed(
        self,
        place: "_Place",
        raw: RawAttribution,
        identity: ClaimId,
        parents: Sequence[ClaimId | None],
    ) -> Claim:
        content = place.spans(raw.content)
        source = self._sources.resolve(place.doc, raw.source) if raw.source else None
        cue = place.span(raw.cue) if raw.cue else None
        attribution = Attribution(source, cue, raw.cue_class, form_of(place.doc, raw))
        hedges = tuple(
            place.span(hedge.span)
            for hedge in place.doc._.hedges
            if any(piece.start <= hedge.head < piece.end for piece in raw.content)
        )
        suggestion = suggest(
            attribution,
            self._words(source.span) if source and source.span else "",
            self._words(cue) if cue else "",
            [self._words(hedge) for hedge in hedges],
            raw.probability,
        )
        parent = parents[raw.parent] if raw.parent is not None else None
        return Claim(identity, content, attribution, hedges, suggestion, parent)

    def _stated(self, place: "_Place", said: Statement, identity: ClaimId) -> Claim:
        hedges = tuple(place.span(place.doc._.hedges[index].span) for index in said.hedges)
        words = [self._words(hedge) for hedge in hedges]
        suggestion = suggest(None, "", "", words, said.probability)
        return Claim(identity, place.spans(said.content), None, hedges, suggestion)

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def form_of(doc: Doc, raw: RawAttribution) -> Form:
    """Replaced by the derivation that the evaluation shares."""
    quoted = sum(
        max(0, min(piece.end, quotation.span.end) - max(piece.start, quotation.span.start))
        for piece in raw.content
        for quotation in doc._.quotations
    )
    share = quoted / max(1, sum(piece.end - piece.start for piece in raw.content))
    return Form.DIRECT if share >= 0.9 else Form.INDIRECT if share <= 0.05 else Form.MIXED


class _Place:
    """Where a document stands in its article: token positions to code points."""

    def __init__(self, doc: Doc, start: int, batch: Batch) -> None:
        self.doc = doc
        self._start = start
        self._blocks = IntervalIndex((block.span, block.kind) for block in batch.blocks)

    def span(self, tokens: TokenSpan) -> Span:
        first, last = self.doc[tokens.start], self.doc[tokens.end - 1]
        return Span(self._start + first.idx, self._start + last.idx + len(last))

    def spans(self, pieces: Sequence[TokenSpan]) -> Spans:
        return tuple(self.span(piece) for piece in pieces)

    def first(self, pieces: Sequence[TokenSpan]) -> Span:
        return self.span(pieces[0])

    def holds_claims(self, span: Span) -> bool:
        """Whether `span` begins in a paragraph of the kind that states anything."""
        return any(kind in CLAIM_KINDS for _, kind in self._blocks.at(span.start))
