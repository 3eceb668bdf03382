"""Quotation structure, found mechanically: which marks pair, and what each pair is for.

Marks pair inside a paragraph. Slanted marks say themselves whether they open or close; for
straight ones the white space around them decides, and where that says nothing they alternate.
A quotation that its paragraph leaves open ends there and is marked as going on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.analysis.parsing.extensions import Quotation, QuotationKind, TokenSpan, register
from annotator.analysis.parsing.words import places_of, places_where

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

STRAIGHT = '"'
DOUBLE_MARKS = frozenset('"“”„‟«»＂') | {"''", "``"}
_OPENING = frozenset("“„‟«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_MARKS = DOUBLE_MARKS | {"‘", "’"}
_LEAST_OPEN_TOKENS = 3
"""Tokens that must follow an unclosed mark for it to count as a quotation."""
_MOST_SCARE_WORDS = 4
_MOST_TITLE_WORDS = 8
_TWO_STROKES = re.compile(r"''|``")
_AND_OTHERS = re.compile(r"\bet al\.(?=,? ?[(\[a-z])")


def parser_text(text: str) -> str:
    """`text` for the tokeniser, of the same length: quotation marks typed as two strokes
    become one straight mark, with the spare place on its outer side; the stop of "et al." inside
    a sentence, which would end it, becomes a comma; and the bar "―", which the tokeniser leaves
    on the word or mark before it, becomes a dash."""

    def mark(found: re.Match[str]) -> str:
        before = text[found.start() - 1] if found.start() else " "
        after = text[found.end()] if found.end() < len(text) else " "
        opens = found.group() == "``" or (
            (before.isspace() or before in "([—–-") and not after.isspace()
        )
        return ' "' if opens else '" '

    return _AND_OTHERS.sub("et al,", _TWO_STROKES.sub(mark, text)).replace("―", "—")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark at a token, and what its shape or its surroundings say of it."""

    token: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Open:
    start: int
    mark: str


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of `doc` in double or (at top level or nested) single marks, by start."""
    marks = places_of(doc, "ORTH", _MARKS)
    spans: list[tuple[int, int, bool]] = []
    start = first = 0
    for end in [*places_where(doc, "ORTH", lambda word: "\n" in word), len(doc)]:
        last = bisect_left(marks, end, first)
        if last > first:
            spans.extend(_paragraph_quotations(doc, start, end, marks[first:last]))
        start, first = end + 1, last
    spans.sort(key=lambda span: (span[0], -span[1]))
    return _with_parents(doc, spans)


def _paragraph_quotations(
    doc: Doc, start: int, end: int, marks: Sequence[int]
) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of the quotations between token indices `start` and `end`, where
    `marks` stand."""
    found: list[tuple[int, int, bool]] = []
    opened: _Open | None = None
    for i in marks:
        text = doc[i].text
        if text not in DOUBLE_MARKS:
            continue
        mark = _read_mark(doc, i, start, end, opened)
        if opened is not None and mark.closes:
            found.append((opened.start, i + 1, True))
            opened = None
        elif opened is None and mark.opens:
            opened = _Open(i, text)
    if opened is not None and end - opened.start > _LEAST_OPEN_TOKENS:
        found.append((opened.start, end, False))
    singles = _single_quotations(doc, end, marks)
    return found + [s for s in singles if not any(_crosses(s, other) for other in found)]


def _crosses(a: tuple[int, int, bool], b: tuple[int, int, bool]) -> bool:
    """Whether two stretches overlap without one holding the other."""
    return a[0] < b[0] < a[1] < b[1] or b[0] < a[0] < b[1] < a[1]


def _read_mark(doc: Doc, i: int, start: int, end: int, opened: _Open | None) -> _Mark:
    text = doc[i].text
    if text == "“" and opened is not None and opened.mark == "„":
        return _Mark(i, opens=False, closes=True)
    if text == "»" and opened is None and _later(doc, i, end, "«"):
        return _Mark(i, opens=True, closes=False)
    if text == "«" and opened is not None and opened.mark == "»":
        return _Mark(i, opens=False, closes=True)
    if text in _OPENING:
        # One that stands where words end, after one of its kind, was meant to close.
        ends = opened is not None and opened.mark == text and _glued_behind(doc, i, start, end)
        return _Mark(i, opens=not ends, closes=ends)
    if text in _CLOSING:
        # A closing mark where a paragraph begins is an opening one typed wrongly.
        return _Mark(i, opens=i == start, closes=True)
    return _read_straight(doc, i, start, end, opened)


def _glued_behind(doc: Doc, i: int, start: int, end: int) -> bool:
    """Whether the mark at `i` touches the word before it and not the one behind it."""
    before = i > start and not doc[i - 1].whitespace_ and not doc[i - 1].is_space
    return before and (i + 1 >= end or bool(doc[i].whitespace_) or doc[i + 1].is_punct)


def _read_straight(doc: Doc, i: int, start: int, end: int, opened: _Open | None) -> _Mark:
    space_before = i == start or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space
    space_after = i + 1 >= end or bool(doc[i].whitespace_) or doc[i + 1].is_space
    if not space_before and opened is None and doc[i - 1].like_num:
        return _Mark(i, opens=False, closes=False)  # inches
    if opened is not None and space_before and not space_after and opened.mark != STRAIGHT:
        return _Mark(i, opens=False, closes=False)  # a straight mark inside slanted ones
    return _Mark(i, opens=not (space_after and not space_before), closes=True)


def _later(doc: Doc, i: int, end: int, mark: str) -> bool:
    return any(doc[j].text == mark for j in range(i + 1, end))


def _single_quotations(doc: Doc, end: int, marks: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Quotations in slanted single marks; an apostrophe closes nothing that is not open."""
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for i in marks:
        text = doc[i].text
        if text == "‘":
            opened = i
        elif opened is not None and text == "’" and _ends_words(doc, i, end):
            found.append((opened, i + 1, True))
            opened = None
    return found


def _ends_words(doc: Doc, i: int, end: int) -> bool:
    """Whether a slanted apostrophe stands where a quotation may end."""
    before, after = doc[i - 1], doc[i + 1] if i + 1 < end else None
    if before.is_punct or after is None:
        return True
    plural_owner = before.text.endswith("s") and after.pos_ in ("NOUN", "ADJ", "PROPN")
    return bool(doc[i].whitespace_ or after.is_punct) and not plural_owner


def _with_parents(doc: Doc, spans: Sequence[tuple[int, int, bool]]) -> tuple[Quotation, ...]:
    quotations: list[Quotation] = []
    around: list[int] = []
    for index, (start, end, closed) in enumerate(spans):
        while around and quotations[around[-1]].span.end <= start:
            around.pop()
        inner = TokenSpan(start + 1, end - 1 if closed else end)
        parent = around[-1] if around else None
        kind = _kind(doc, start, inner)
        quotations.append(Quotation(TokenSpan(start, end), inner, kind, closed, parent))
        around.append(index)
    return tuple(quotations)


def _kind(doc: Doc, start: int, inner: TokenSpan) -> QuotationKind:
    """SCARE for a name, a title or a word or two held at arm's length."""
    words = [token for token in doc[inner.start : inner.end] if _is_word(token)]
    if not words or (len(words) > _MOST_SCARE_WORDS and not _is_title(words)):
        return QuotationKind.SPEECH if words else QuotationKind.SCARE
    if _introduced(doc, start, inner) or any(word.pos_ in ("VERB", "AUX") for word in words):
        return QuotationKind.SCARE if _is_title(words) else QuotationKind.SPEECH
    return QuotationKind.SCARE


def _is_word(token: Token) -> bool:
    return not token.is_punct and not token.is_space


def _is_title(words: Sequence[Token]) -> bool:
    """Whether a stretch is written like a name: capitals but for small linking words."""
    heavy = [word for word in words if len(word.text) > 3 or word.text[0].isupper()]
    if not heavy or len(words) > _MOST_TITLE_WORDS:
        return False
    name_like = len(words) > 1 or words[0].pos_ == "PROPN"
    return name_like and all(word.text[0].isupper() for word in heavy)


def _introduced(doc: Doc, start: int, inner: TokenSpan) -> bool:
    """Whether a comma or colon leads to the quotation, or a sentence stands inside it."""
    before = doc[start - 1] if start else None
    if before is not None and before.text in (",", ":"):
        return True
    last = doc[inner.end - 1].text
    begins = before is None or before.is_space or before.text in (".", "!", "?")
    return last in ("!", "?") or (last in (",", ".") and begins)


def _annotate(doc: Doc) -> Doc:
    doc._.quotations = find_quotations(doc)
    return doc


def _register_component() -> None:
    from spacy.language import Language

    if not Language.has_factory("annotator_quotations"):

        def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 spaCy passes both by name
            return _annotate

        Language.factory("annotator_quotations", func=create)


register()
_register_component()
