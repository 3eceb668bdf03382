"""Finds words in an article."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from annotator.text.spans import Span

MOST = 20_000
"""Places kept of one search; a person looks at a few."""

_SPACE = re.compile(r"\s+")


def find_all(text: str, words: str, *, match_case: bool = False) -> list[Span]:
    """Where `words` stand in `text`, at most `MOST` places, in order.

    White space in `words` stands for any white space, so that a line's end is no hindrance.
    """
    pieces = [re.escape(piece) for piece in _SPACE.split(words.strip())]
    if not pieces[0]:
        return []
    pattern = re.compile(r"\s+".join(pieces), re.NOFLAG if match_case else re.IGNORECASE)
    return [Span(*match.span()) for match in islice(pattern.finditer(text), MOST)]


def within(spans: Sequence[Span], view: Span) -> Sequence[Span]:
    """Those of ascending `spans` that start in `view` or shortly before it."""
    longest = spans[0].length if spans else 0
    first = bisect_left(spans, view.start - longest - 80, key=lambda span: span.start)
    last = bisect_left(spans, view.end, key=lambda span: span.start)
    return spans[first:last]
