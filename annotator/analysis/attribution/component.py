"""The spaCy component that ties statements to their sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.analysis.attribution.cues import cue_class, cue_span, governs_clause
from annotator.analysis.attribution.model import AttributionModel, load_attribution_model
from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.attribution.reader import read_proposals
from annotator.analysis.attribution.token_traits import VectorClasses, token_traits
from annotator.analysis.lexicon.lexicons import CueLexicon, load_cues
from annotator.analysis.parsing.extensions import (
    Quotation,
    QuotationKind,
    RawAttribution,
    TokenSpan,
    TokenSpans,
    register,
)
from annotator.analysis.parsing.parse_view import ParseView

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_LEAST_QUOTED_WORDS = 5
_PLAIN_PROBABILITY = 0.5
_SPEAKERS = frozenset({"PERSON", "PER", "ORG"})


class AttributionFinder:
    """Writes `doc._.attributions`; needs tagger, parser and `annotator_quotations` before it."""

    def __init__(self, vocab: Vocab, lexicon: CueLexicon, model: AttributionModel) -> None:
        self._lexicon = lexicon
        self._model = model
        self._vectors = VectorClasses(vocab, model.coarse, model.fine)

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP") or not len(doc):
            doc._.attributions = ()
            return doc
        view = ParseView(doc)
        traits = token_traits(view, self._lexicon, self._vectors)
        found = read_proposals(view, traits, self._lexicon, self._model)
        doc._.attributions = tuple(self._raw(view, proposal) for proposal in found)
        return doc

    def _raw(self, view: ParseView, proposal: Proposal) -> RawAttribution:
        clause = governs_clause(view, proposal.cue, proposal.body)
        return RawAttribution(
            tuple(_with_bracket(view, piece) for piece in with_marks(view, proposal.content)),
            _with_bracket(view, proposal.source) if proposal.source else None,
            cue_span(view, proposal.cue),
            proposal.cue,
            cue_class(view, proposal.cue, self._lexicon, with_clause=clause),
            round(proposal.accepted, 4),
        )


def with_marks(view: ParseView, content: TokenSpans) -> TokenSpans:
    """`content` with the quotation marks, and what stands before them, that belong to its ends."""
    return tuple(_with_marks(view, piece) for piece in content)


def _with_marks(view: ParseView, piece: TokenSpan) -> TokenSpan:
    start, end = piece
    first, last = _quotation(view, start), _quotation(view, end - 1)
    if first is not None and first.inner.start == start:
        ends_here = first.span.end <= end + 3 or not first.closed
        start = first.span.start if ends_here else start
    if (
        last is not None
        and last.span.start >= start
        and _only_punctuation(view, end, last.span.end)
    ):
        end = last.span.end
    return TokenSpan(start, end)


def _with_bracket(view: ParseView, piece: TokenSpan) -> TokenSpan:
    """`piece` with the bracket behind it that closes one inside: "Lund et al. (2018)"."""
    start, end = piece
    inside = view.text[start:end]
    closes = end < len(view.text) and view.text[end] == ")"
    return TokenSpan(start, end + (closes and inside.count("(") > inside.count(")")))


def _quotation(view: ParseView, i: int) -> Quotation | None:
    """The outermost quotation that token `i` stands in."""
    index = view.quote_of[i]
    return view.quotations[index] if index >= 0 else None


def _only_punctuation(view: ParseView, start: int, end: int) -> bool:
    return all(view.punct[i] and not view.newline[i] for i in range(start, end))


class PlainQuotationFinder:
    """Direct quotations alone, for languages whose grammar the learned model does not know."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = tuple(_plain_quotations(doc))
        return doc


def _plain_quotations(doc: Doc) -> Iterator[RawAttribution]:
    for quotation in doc._.quotations:
        words = sum(token.is_alpha for token in doc[quotation.inner.start : quotation.inner.end])
        speech = quotation.kind is QuotationKind.SPEECH and quotation.parent is None
        if speech and words >= _LEAST_QUOTED_WORDS:
            yield RawAttribution(
                (quotation.span,),
                _nearest_speaker(doc, quotation),
                None,
                None,
                None,
                _PLAIN_PROBABILITY,
            )


def _nearest_speaker(doc: Doc, quotation: Quotation) -> TokenSpan | None:
    """The named person or body nearest to the quotation in its paragraph, outside of it."""
    start, end = quotation.span
    best: tuple[int, TokenSpan] | None = None
    for entity in doc.ents:
        if entity.label_ not in _SPEAKERS or (entity.start < end and entity.end > start):
            continue
        low, high = (entity.end, start) if entity.end <= start else (end, entity.start)
        if any("\n" in token.text for token in doc[low:high]):
            continue
        if best is None or high - low < best[0]:
            best = (high - low, TokenSpan(entity.start, entity.end))
    return best[1] if best else None


def _register_component() -> None:
    from spacy.language import Language

    if Language.has_factory("annotator_attribution"):
        return

    def create(
        nlp: Language,
        name: str,  # noqa: ARG001 - spaCy passes it by name
        folder: str | None,
        model: str | None,
    ) -> AttributionFinder | PlainQuotationFinder:
        if nlp.lang != "en":
            return PlainQuotationFinder()
        return AttributionFinder(
            nlp.vocab,
            load_cues(Path(folder) if folder else None),
            load_attribution_model(Path(model) if model else None),
        )

    Language.factory(
        "annotator_attribution",
        default_config={"folder": None, "model": None},
        requires=["doc._.quotations"],
        assigns=["doc._.attributions"],
        func=create,
    )


register()
_register_component()
