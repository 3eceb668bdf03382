"""A parsed document turned into claims and events: plain values with offsets into the article."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from annotator.analysis.attribution.stance import stance_of
from annotator.analysis.batches import CLAIM_KINDS, Batch
from annotator.analysis.certainty.confidence import load_confidence
from annotator.analysis.certainty.suggestion import suggest
from annotator.analysis.extents.block_quotes import Paragraph, with_block_quotes
from annotator.analysis.extents.mending import mended
from annotator.analysis.extents.passing import is_passing
from annotator.analysis.lexicon.gazetteer import Gazetteer
from annotator.analysis.lexicon.stance_lexicon import StanceLexicon
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.analysis.parsing.layers import Hedge, Statement
from annotator.analysis.parsing.quotation_form import form_of
from annotator.analysis.sources.mention_reader import MentionReader
from annotator.analysis.sources.registry import Registry
from annotator.analysis.sources.resolution import SourceResolver
from annotator.domain.analysis import Event
from annotator.domain.article import Block, BlockKind
from annotator.domain.claim import Attribution, Claim, Form, Source
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span, Spans, trimmed

_PAIRS = frozenset({'""', "“”", "«»", "„“"})

type Found = RawAttribution | Statement


class ClaimMaker:
    """Makes the claims of one article, batch by batch; holds what later batches need to know."""

    def __init__(self, text: str, gazetteer: Gazetteer, stances: StanceLexicon) -> None:
        self._text = text
        self._stances = stances
        self._registry = Registry(gazetteer)
        self._mentions = MentionReader(self._registry)
        self._sources = SourceResolver(self._mentions)
        self._made = 0

    def read(self, doc: Doc, batch: Batch) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
        """The claims and events of `doc`, which is the text of `batch`."""
        self._mentions.read(doc, batch.span.start)
        self._sources.begin(batch.span.start)
        place = _Place(doc, batch.span.start, batch.blocks, self._text)
        told, layout = with_block_quotes(doc, mended(doc), place.paragraphs())
        stated = [said for said in doc._.statements if not _told_in(said, told, layout)]
        drafts = self._drafts([*told, *stated], place)
        ids = {id(found): identity for identity, _, found in drafts}
        parents = [ids.get(id(raw)) for raw in told]
        quoted = {id(told[index]) for index in layout}
        sources: dict[int, Source | None] = {}
        claims: list[Claim] = []
        for identity, content, found in drafts:
            if isinstance(found, Statement):
                claims.append(self._stated(place, found, identity, content))
                continue
            source = self._source(doc, found, told, sources)
            sources[id(found)] = source
            parent = parents[found.parent] if found.parent is not None else None
            form = Form.DIRECT if id(found) in quoted else form_of(doc, found.content)
            claim = self._attributed(place, found, (identity, content), source, form)
            claims.append(claim if parent is None else replace(claim, parent=parent))
        events = (Event(place.span(raw.span), raw.certainty) for raw in doc._.events)
        return tuple(claims), tuple(event for event in events if place.claims_at(event.span))

    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything named so far."""
        return self._registry.entities()

    def _drafts(
        self, every: Sequence[Found], place: "_Place"
    ) -> list[tuple[ClaimId, Spans, Found]]:
        """What is claimed, in text order, as far as it lies in paragraphs that claim anything."""
        placed = [(place.clipped(place.spans(found.content)), found) for found in every]
        kept = sorted((pair for pair in placed if pair[0]), key=lambda pair: pair[0])
        first = self._made + 1
        self._made += len(kept)
        return [
            (ClaimId(f"c{number}"), content, found)
            for number, (content, found) in enumerate(kept, start=first)
        ]

    def _source(
        self,
        doc: Doc,
        raw: RawAttribution,
        told: Sequence[RawAttribution],
        known: dict[int, Source | None],
    ) -> Source | None:
        """The source of `raw`; "I" in somebody's words is that somebody."""
        if raw.source is None:
            return None
        around = [
            known.get(id(other)) for other in told if other is not raw and _holds(other, raw.source)
        ]
        speaker = next((source for source in reversed(around) if source is not None), None)
        said = [piece for other in told if other.source == raw.source for piece in other.content]
        return self._sources.resolve(doc, raw.source, raw.cue_class, speaker, said)

    def _attributed(
        self,
        place: "_Place",
        raw: RawAttribution,
        draft: tuple[ClaimId, Spans],
        source: Source | None,
        form: Form,
    ) -> Claim:
        """The claim of `draft` with its source, not yet inside another."""
        identity, content = draft
        cue = place.span(raw.cue) if raw.cue else None
        attribution = Attribution(
            source,
            cue,
            raw.cue_class,
            form,
            stance=stance_of(place.doc, raw, self._stances),
            passing=form is not Form.DIRECT and is_passing(place.doc, raw),
        )
        hedges = tuple(place.span(hedge.span) for hedge in _hedges_on(place.doc, raw))
        suggestion = suggest(
            attribution,
            self._words(source.span) if source and source.span else "",
            self._words(cue) if cue else "",
            [self._words(hedge) for hedge in hedges],
            load_confidence().of_attribution(raw.probability),
        )
        return Claim(identity, content, attribution, hedges, suggestion)

    def _stated(self, place: "_Place", said: Statement, identity: ClaimId, content: Spans) -> Claim:
        hedges = tuple(place.span(place.doc._.hedges[index].span) for index in said.hedges)
        words = [self._words(hedge) for hedge in hedges]
        suggestion = suggest(None, "", "", words, said.probability)
        return Claim(identity, content, None, hedges, suggestion)

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def _holds(raw: RawAttribution, source: TokenSpan) -> bool:
    """Whether the words of a source stand inside the content of `raw`."""
    start, end = source
    return any(first <= start and end <= last for first, last in raw.content)


def _told_in(said: Statement, told: Sequence[RawAttribution], layout: Collection[int]) -> bool:
    """Whether a statement lies in a paragraph quoted by its layout, or only introduces one."""
    first, last = said.content[0].start, said.content[-1].end
    for raw in (told[index] for index in layout):
        if raw.content[0].start < last and first < raw.content[-1].end:
            return True
        if raw.cue_head is not None and first <= raw.cue_head < last:
            return True
    return False


def _hedges_on(doc: Doc, raw: RawAttribution) -> list[Hedge]:
    """The hedges inside the content, and those whose scope takes in all of it ("it appears")."""
    first, last = raw.content[0].start, raw.content[-1].end
    return [
        hedge
        for hedge in doc._.hedges
        if (
            first <= hedge.head < last
            and any(piece.start <= hedge.head < piece.end for piece in raw.content)
        )
        or (hedge.scope.start <= first and last <= hedge.scope.end and _on_cue(doc, hedge, raw))
    ]


def _on_cue(doc: Doc, hedge: Hedge, raw: RawAttribution) -> bool:
    """Whether a hedge outside the content doubts the telling: it is the cue, or governs it."""
    if raw.cue is not None and raw.cue.start <= hedge.head < raw.cue.end:
        return True
    if raw.cue_head is None:
        return False
    above = [token.i for token in doc[raw.cue_head].ancestors]
    return hedge.head in above or doc[hedge.head].head.i == raw.cue_head


class _Place:
    """Where a document stands in its article: token positions to code points."""

    def __init__(self, doc: Doc, start: int, blocks: Sequence[Block], text: str) -> None:
        self.doc = doc
        self._start = start
        self._text = text
        self._kinds = blocks
        self._blocks = IntervalIndex(
            (block.span, None) for block in blocks if block.kind in CLAIM_KINDS
        )

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs that claim anything, where one of them is a quotation as a whole."""
        kinds = [block.kind for block in self._kinds]
        marked = [self._is_marked(block.span) for block in self._kinds]
        if BlockKind.QUOTE not in kinds and not any(marked):
            return []
        found = []
        for block, all_marked in zip(self._kinds, marked, strict=True):
            start, end = (offset - self._start for offset in trimmed(self._text, block.span))
            words = self.doc.char_span(start, end, alignment_mode="contract")
            if words is not None and len(words) and block.kind in CLAIM_KINDS:
                layout = block.kind is BlockKind.QUOTE
                span = TokenSpan(words.start, words.end)
                found.append(Paragraph(span, layout or all_marked, not layout))
        return found

    def _is_marked(self, span: Span) -> bool:
        """Whether marks stand around all of a paragraph and nowhere inside it."""
        words = self._text[span.start : span.end].strip()
        pair = words[:1] + words[-1:]
        return pair in _PAIRS and not any(mark in words[1:-1] for mark in pair)

    def span(self, tokens: TokenSpan) -> Span:
        first, last = self.doc[tokens.start], self.doc[tokens.end - 1]
        return Span(self._start + first.idx, self._start + last.idx + len(last))

    def spans(self, pieces: Sequence[TokenSpan]) -> Spans:
        return tuple(self.span(piece) for piece in pieces)

    def claims_at(self, word: Span) -> bool:
        """Whether a word stands in a paragraph that claims anything."""
        return bool(self._blocks.touching(*word))

    def clipped(self, spans: Sequence[Span]) -> Spans:
        """`spans` as far as they lie in paragraphs that claim anything; a quotation over several
        paragraphs stays one span."""
        kept: list[Span] = []
        for span in spans:
            inside = [block for block, _ in self._blocks.touching(*span)]
            if inside:
                start, end = max(span.start, inside[0].start), min(span.end, inside[-1].end)
                whole = trimmed(self._text, Span(start, end))
                if whole.length:
                    kept.append(whole)
        return tuple(kept)
