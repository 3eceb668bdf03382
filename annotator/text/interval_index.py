"""Which of many overlapping spans touch a stretch of text, in logarithmic time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import eq, itemgetter, le

from annotator.text.spans import Span

_START = itemgetter(0)
_END = itemgetter(1)


class IntervalIndex[T]:
    """An immutable index over (span, value) pairs, overlapping freely.

    Spans are kept sorted by start, with the furthest end seen up to each block of them,
    so that a query skips what ended before it. Source: the augmented interval list
    (Feng, Ratan, Sheffield 2019), reduced to one list with block maxima.
    """

    _BLOCK = 64

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        pairs = list(items)
        self._fill([span for span, _ in pairs], [value for _, value in pairs])

    @classmethod
    def of(cls, spans: Sequence[Span], values: Sequence[T]) -> "IntervalIndex[T]":
        """The index over pairs given as two lists of the same length.

        Twice as fast as from pairs, which counts when 50,000 spans are shown at once: no
        pair is made before it is asked for, and what is sorted already is not sorted again.
        """
        index = cls(())
        index._fill(spans, values)
        return index

    def _fill(self, spans: Sequence[Span], values: Sequence[T]) -> None:
        if len(spans) != len(values):
            raise ValueError(f"{len(spans)} spans for {len(values)} values")
        # Whole numbers are compared much faster than spans; who starts together comes after.
        starts = list(map(_START, spans))
        if not all(map(le, starts, islice(starts, 1, None))):
            order = sorted(range(len(spans)), key=starts.__getitem__)
            spans, values = [spans[i] for i in order], [values[i] for i in order]
            starts = [starts[i] for i in order]
        self._spans, self._values, self._starts = list(spans), list(values), starts
        self._put_longest_first()
        ends = list(map(_END, self._spans))
        self._furthest = [
            max(ends[first : first + self._BLOCK]) for first in range(0, len(ends), self._BLOCK)
        ]

    def _put_longest_first(self) -> None:
        starts, spans, values = self._starts, self._spans, self._values
        ties = [i for i, same in enumerate(map(eq, starts, islice(starts, 1, None))) if same]
        done = 0
        for first in ties:
            if first < done:
                continue
            done = bisect_right(starts, starts[first], first)
            order = sorted(range(first, done), key=lambda i: -spans[i].end)
            spans[first:done], values[first:done] = (
                [spans[i] for i in order],
                [values[i] for i in order],
            )

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[tuple[Span, T]]:
        return iter(zip(self._spans, self._values, strict=True))

    def touching(self, start: int, end: int) -> list[tuple[Span, T]]:
        """All pairs whose span shares a code point with [start, end), by start, longest first."""
        spans, values = self._spans, self._values
        stop = bisect_left(self._starts, end)
        found: list[tuple[Span, T]] = []
        for block in range((stop + self._BLOCK - 1) // self._BLOCK):
            if self._furthest[block] <= start:
                continue
            first = block * self._BLOCK
            found.extend(
                (spans[i], values[i])
                for i in range(first, min(first + self._BLOCK, stop))
                if spans[i].end > start and spans[i].length
            )
        return found

    def at(self, offset: int) -> list[tuple[Span, T]]:
        """All pairs whose span holds the code point at `offset`."""
        return self.touching(offset, offset + 1)
