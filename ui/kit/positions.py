"""The only place where the window turns code points into Qt's positions and back.

Qt counts UTF-16 units, and a very long paragraph is shown in pieces, because Qt lays out
and paints a paragraph as a whole. Everything outside this module speaks of code points
into `Article.text`; what counts as Qt does has a name that ends in `_u16`.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from annotator.text.spans import Span
from annotator.text.utf16 import Utf16Map

PIECE = 4000
"""Code points after which a paragraph is shown in pieces: 50 lines or so."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔][\"'”’»)\]]*\s+")
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


class DisplayText:
    """An article's text as Qt holds it: with a paragraph break more where a piece ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._map = Utf16Map(text)
        self.breaks = list(piece_breaks(text))
        """Code points before which a break stands that is not in the text, ascending."""
        # Where each of those breaks stands in Qt's document.
        self._breaks_u16 = [self._map.to_utf16(at) + i for i, at in enumerate(self.breaks)]

    @property
    def shown(self) -> str:
        """What to give to Qt. Never read it back: `text` is the truth."""
        if not self.breaks:
            return self.text
        edges = [0, *self.breaks, len(self.text)]
        return "\n".join(self.text[a:b] for a, b in pairwise(edges))

    @property
    def length_u16(self) -> int:
        return self._map.length_utf16 + len(self.breaks)

    def start_u16(self, offset: int) -> int:
        """Qt's position of code point `offset`, as the start of something."""
        return self._map.to_utf16(offset) + bisect_right(self.breaks, offset)

    def end_u16(self, offset: int) -> int:
        """Qt's position of code point `offset`, as the end of something."""
        return self._map.to_utf16(offset) + bisect_left(self.breaks, offset)

    def span_u16(self, span: Span) -> tuple[int, int]:
        """Qt's positions of both ends of `span`."""
        return self.start_u16(span.start), max(self.start_u16(span.start), self.end_u16(span.end))

    def offset(self, position_u16: int) -> int:
        """The code point at one of Qt's positions; inside a letter, the letter's start."""
        return self._map.from_utf16(position_u16 - bisect_left(self._breaks_u16, position_u16))

    def is_piece_end(self, position_u16: int) -> bool:
        """Whether the break at `position_u16` stands in Qt's document only."""
        i = bisect_left(self._breaks_u16, position_u16)
        return i < len(self._breaks_u16) and self._breaks_u16[i] == position_u16


def piece_breaks(text: str, piece: int = PIECE) -> Iterator[int]:
    """Where to break paragraphs longer than `piece` code points, ascending.

    After a sentence if one ends in the second half of a piece, else after a space, else
    between two letters that no joiner or combining mark ties together.
    """
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > piece:
            start = _break_in(text, start, piece)
            if start >= end:
                break
            yield start
        start = end + 1


def _break_in(text: str, start: int, piece: int) -> int:
    low, high = start + piece // 2, start + piece
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        found = [at for at in ends if parts(text, at)]
        if found:
            return found[-1]
    at = high
    while at > low and not parts(text, at):
        at -= 1
    return at if at > low else high


def parts(text: str, at: int) -> bool:
    """Whether the letters on both sides of `at` belong to different things on the screen."""
    before, after = text[at - 1], text[at]
    return (
        before not in _JOINERS
        and after not in _JOINERS
        and not unicodedata.category(after).startswith("M")
        and not "\U0001f3fb" <= after <= "\U0001f3ff"
        and not ("\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )
