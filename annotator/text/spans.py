"""Spans of an article's text and the arithmetic on them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: code point offsets, end exclusive."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


type Spans = tuple[Span, ...]


def merged(spans: Iterable[Span]) -> Spans:
    """The same ground as `spans`, sorted, with overlapping and touching ones made one."""
    out: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def covered(spans: Iterable[Span]) -> int:
    """How many code points lie in at least one of `spans`."""
    return sum(span.length for span in merged(spans))


def common(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many code points lie in both `a` and `b`."""
    left, right = merged(a), merged(b)
    i = j = total = 0
    while i < len(left) and j < len(right):
        total += max(0, min(left[i].end, right[j].end) - max(left[i].start, right[j].start))
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return total


def jaccard(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Shared over joint ground of two sets of spans, in code points: 0 (apart) to 1 (same)."""
    a, b = merged(a), merged(b)
    shared = common(a, b)
    joint = covered(a) + covered(b) - shared
    return shared / joint if joint else 0.0


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span around all of `spans`, which must not be empty."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def text_of(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The words that `spans` cover, pieces joined by `gap`."""
    return gap.join(text[s.start : s.end] for s in spans)


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends; empty at its start when there is nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
