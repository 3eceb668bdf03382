"""Attributions that the layout alone makes: a name behind a dash, a speaker before a colon.

`“…” — Name` at a line's end or over two lines, and the lines of a transcript (`NAME: …`) have no
verb that a parser could find, and no doubt either.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.analysis.attribution.proposal import Proposal, words
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView

_DASHES = frozenset({"—", "–", "--", "―", "-"})
_MOST_NAME = 10
_MOST_SPEAKER = 4
_MOST_SIGNED = 5
"""How many words a name has that stands below what it signs."""
_LEAST_LINES = 2
"""How many lines of one kind make a transcript."""
_CERTAIN = 0.97
_LEAST_WORDS = 3


def layout_proposals(view: ParseView) -> list[Proposal]:
    """The attributions of `view` that follow from dashes and colons."""
    spoken = list(_transcript(view))
    if len(spoken) < _LEAST_LINES:
        spoken = []
    return [*_signed(view), *spoken]


def _proposal(view: ParseView, cue: int, content: TokenSpan, source: TokenSpan) -> Proposal:
    body = words(view, [content])
    return Proposal(cue, (content,), body, _CERTAIN, 1.0, 1.0, (), source, 1.0, accepted=_CERTAIN)


def _signed(view: ParseView) -> Iterator[Proposal]:
    """Quotations that begin their line, and end it or stand above one with a dash and a name."""
    for quotation in view.quotations:
        start, end = quotation.span
        dash = end
        while dash < view.size and view.space[dash]:
            dash += 1
        if not quotation.closed or dash >= view.size or view.text[dash] not in _DASHES:
            continue
        name = _trimmed(view, dash + 1, view.paragraphs[view.paragraph_of[dash]].end)
        if view.paragraphs[view.paragraph_of[start]].start < start - 1 or name is None:
            continue
        below = view.paragraph_of[dash] != view.paragraph_of[start]
        if not _is_name(view, name) or (below and not _is_signature(view, name)):
            continue
        content = _trimmed(view, quotation.inner.start, quotation.inner.end)
        if content is not None and len(words(view, [content])) >= _LEAST_WORDS:
            yield _proposal(view, dash, content, name)


def _transcript(view: ParseView) -> Iterator[Proposal]:
    """Lines that begin with a name in capitals and a colon."""
    for paragraph in view.paragraphs:
        start = paragraph.start
        while start < paragraph.end and view.punct[start]:
            start += 1
        end = start
        while end < paragraph.end and not view.punct[end]:
            end += 1
        speaker = TokenSpan(start, end)
        known = 0 < end - start <= _MOST_SPEAKER and end < paragraph.end
        if not known or view.text[end] != ":" or not _in_capitals(view, speaker):
            continue
        content = _trimmed(view, end + 1, paragraph.end)
        if content is not None and len(words(view, [content])) >= _LEAST_WORDS:
            yield _proposal(view, end, content, speaker)


def _trimmed(view: ParseView, start: int, end: int) -> TokenSpan | None:
    while start < end and view.punct[start]:
        start += 1
    while end > start and view.punct[end - 1]:
        end -= 1
    return TokenSpan(start, end) if end > start else None


def _is_name(view: ParseView, span: TokenSpan) -> bool:
    """Whether a short stretch begins like a name."""
    first = view.doc[span.start].text
    return span.end - span.start <= _MOST_NAME and (
        first[0].isupper() or view.ent[span.start] != ""
    )


def _is_signature(view: ParseView, span: TokenSpan) -> bool:
    """Whether a line says a name up to its first comma, and is no item of a list."""
    comma = next((i for i in range(*span) if view.text[i] == ","), span.end)
    name = range(span.start, min(comma, span.start + _MOST_SIGNED))
    return len(name) == comma - span.start and all(
        view.doc[i].text[0].isupper() or view.punct[i] for i in name
    )


def _in_capitals(view: ParseView, span: TokenSpan) -> bool:
    return all(view.doc[i].text.isupper() for i in range(span.start, span.end)) and (
        len(view.doc[span.start].text) > 1
    )
