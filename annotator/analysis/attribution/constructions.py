"""Attributions by a fixed construction that parsers often miss: "it appears from X that …"."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.analysis.attribution.proposal import Proposal, words
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView

_EMERGING = frozenset(
    ("appear", "seem", "emerge", "follow", "transpire", "clear", "evident", "apparent", "obvious")
)
_LIKELY = 0.9
_REACH = 3
"""Tokens between "it" and the verb, and between the verb and "from"."""
_LEAST_WORDS = 3


def construction_proposals(view: ParseView) -> list[Proposal]:
    """The attributions of `view` whose construction alone tells content and source."""
    return [found for start, end in view.sentences for found in _emerging(view, start, end)]


def _emerging(view: ParseView, start: int, end: int) -> Iterator[Proposal]:
    """ "It appears from SOURCE that CONTENT", inside one sentence."""
    for cue in range(start + 1, end - 4):
        if (
            view.lemma[cue] not in _EMERGING
            or "it" not in view.text[max(start, cue - _REACH) : cue]
        ):
            continue
        behind = view.text[cue + 1 : cue + 1 + _REACH]
        if "from" not in behind or view.quote_of[cue] >= 0:
            continue
        preposition = cue + 1 + behind.index("from")
        that = next((i for i in range(preposition + 2, end) if view.text[i] == "that"), None)
        if that is None:
            continue
        source = _trimmed(view, preposition + 1, that)
        content = _trimmed(view, that + 1, max(end, _quotation_end(view, end - 1)))
        body = words(view, [content])
        if source.end > source.start and len(body) >= _LEAST_WORDS:
            yield Proposal(
                cue, (content,), body, _LIKELY, 1.0, 1.0, (), source, 1.0, accepted=_LIKELY
            )


def _quotation_end(view: ParseView, i: int) -> int:
    """The end of the quotation that token `i` stands in, or 0."""
    index = view.quote_of[i]
    return view.quotations[index].span.end if index >= 0 else 0


def _trimmed(view: ParseView, start: int, end: int) -> TokenSpan:
    while start < end and view.punct[start]:
        start += 1
    while end > start and view.punct[end - 1]:
        end -= 1
    return TokenSpan(start, end)
