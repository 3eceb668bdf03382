"""Attributions inside the content of another: "officials said the ministry had warned that …".

The annotated articles mark nobody's words inside another's, so the model takes such cues for
unlikely. What is plain is a verb of telling with a source of its own and a whole clause or a
quotation as its content; which clause and which source, the rankers say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.analysis.attribution.content_rows import Likely
from annotator.analysis.attribution.model import AttributionModel
from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.attribution.proposals import propose, with_sources
from annotator.analysis.attribution.token_traits import TokenTraits
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView
from annotator.domain.claim import CueClass

_TELLING = frozenset((CueClass.SPEECH, CueClass.HEARSAY, CueClass.EVIDENCE))
_SPEAKER = frozenset(("i", "we", "me", "us", "you", "one", "nobody", "who", "what"))
_SOMEBODY = frozenset(("he", "she", "they", "it", "that", "which", "this"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_SURE = 0.5
"""The least chance of a content and of a source, each with those like it."""
_MOST_INSIDE = 0.85
"""The largest part of a content that an attribution inside it may hold."""


def inner_proposals(
    view: ParseView,
    traits: TokenTraits,
    likely: Likely,
    outer: Sequence[Proposal],
    means: tuple[CueLexicon, AttributionModel],
) -> list[Proposal]:
    """The attributions inside the contents of `outer`, as sure as their contents and sources."""
    lexicon, model = means
    cues = sorted({i for other in outer for i in _clear_cues(view, lexicon, other)})
    cues = [i for i in cues if all(i != other.cue for other in outer)]
    if not cues:
        return []
    found = with_sources(
        view, traits, propose(view, traits, likely, model.content, cues), model.source
    )
    return [
        replace(_tidied(view, inner), accepted=inner.mass * inner.source_chance)
        for inner in found
        if min(inner.mass, inner.source_chance) >= _SURE
        and _has_clause(view, inner)
        and _fits(inner, outer)
    ]


def _clear_cues(view: ParseView, lexicon: CueLexicon, outer: Proposal) -> Iterator[int]:
    """Telling verbs in the content of `outer` with a subject that is not its speaker.

    "I said" inside a quotation is the speaker once more, and "he believed" inside what somebody
    said is most often himself.
    """
    for i in outer.body:
        if view.text[i] == "according":
            yield i
        elif view.pos[i] == "VERB" and _whole_subject(view, i, outer):
            classes = lexicon.classes(view.lemma[i], "VERB")
            subject = next(x for x in view.subjects(i))
            noun = view.text[subject] not in _SOMEBODY
            if classes and (classes[0] in _TELLING or (classes[0] is CueClass.BELIEF and noun)):
                yield i


def _whole_subject(view: ParseView, i: int, outer: Proposal) -> bool:
    """Whether verb `i` has a subject of its own inside the content, and none that is "I"."""
    subjects = view.subjects(i)
    return bool(subjects) and all(
        x in outer.body and view.text[x] not in _SPEAKER for x in subjects
    )


def _has_clause(view: ParseView, inner: Proposal) -> bool:
    """Whether the content is a clause that hangs on the cue, or a quotation of its own."""
    if view.text[inner.cue] == "according":
        return any(view.dep[i] in _SUBJECTS for i in inner.body)
    for child in view.children[inner.cue]:
        if view.dep[child] == "ccomp" and child in inner.body:
            return any(view.dep[x] in _SUBJECTS for x in view.children[child])
    first = inner.content[0].start
    return any(
        quotation.parent is not None
        and quotation.span.start <= first < quotation.span.end
        and not quotation.span.start <= inner.cue < quotation.span.end
        for quotation in view.quotations
    )


def _fits(inner: Proposal, outer: Sequence[Proposal]) -> bool:
    """Whether `inner` lies wholly in contents that are larger, and crosses no others."""
    source = inner.source
    if source is None:
        return False
    around = [
        other
        for other in outer
        if inner.cue in other.body
        and inner.body <= other.body
        and source.start >= other.content[0].start
        and len(inner.body) < _MOST_INSIDE * len(other.body)
    ]
    others = (other for other in outer if other not in around)
    return bool(around) and all(inner.body.isdisjoint(other.body) for other in others)


def _tidied(view: ParseView, inner: Proposal) -> Proposal:
    """`inner` without a conjunction that led on, and with the mark that closes its quotation."""
    start, end = inner.content[-1]
    while end - 1 > start and (view.dep[end - 1] == "cc" or view.text[end - 1] == ","):
        end -= 1
    for quotation in view.quotations:
        inside = start <= quotation.span.start and quotation.inner.end == end
        if quotation.parent is not None and quotation.closed and inside:
            end = quotation.span.end
    return replace(inner, content=(*inner.content[:-1], TokenSpan(start, end)))
