"""Sources without what is none of them: a dateline, what they go on to say, the subject of what
is said."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from annotator.analysis.entities.shapes import dateline_end
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_LONGEST_DATELINE = 14
"""Tokens."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def with_own_subject(doc: Doc, raw: RawAttribution) -> RawAttribution:
    """`raw` with the subject of its content given back to it, where the source took it in
    ("According to the bank, growth | has slowed")."""
    source, piece = raw.source, raw.content[0]
    if source is None or source.end != piece.start or doc[piece.start].tag_ not in _FINITE:
        return raw
    root = doc[piece.start : piece.end].root
    if any(child.dep_ in _SUBJECTS and child.i >= piece.start for child in root.lefts):
        return raw
    comma = next((i for i in range(source.start + 1, source.end - 1) if doc[i].text == ","), None)
    if comma is None:
        return raw
    content = (TokenSpan(comma + 1, piece.end), *raw.content[1:])
    return replace(raw, source=TokenSpan(source.start, comma), content=content)


def _paragraph_start(doc: Doc, index: int) -> int | None:
    """Where the paragraph of `index` begins; None where that is farther than datelines reach."""
    for before in range(index, max(index - _LONGEST_DATELINE, 0) - 1, -1):
        if before == 0 or "\n" in doc[before - 1].text:
            return before
    return None


def trimmed_source(
    doc: Doc, raw: RawAttribution, every: Sequence[RawAttribution]
) -> TokenSpan | None:
    """The source of `raw` behind a dateline and before what it says elsewhere; never empty."""
    if raw.source is None:
        return None
    start, end = raw.source
    opening = _paragraph_start(doc, start)
    if opening is not None:
        start = min(max(start, dateline_end(doc, opening)), end - 1)
    for other in every:
        told = other is not raw and start < other.content[0].start < end
        if told and other.cue is not None and start < other.cue.start < end:
            end = other.cue.start
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ in {"WDT", "WP", "CC"}):
        if doc[end - 1].is_quote or doc[end - 1].is_bracket:
            break
        end -= 1
    return TokenSpan(start, end)
