"""Which of many overlapping spans touch a stretch of text, in logarithmic time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import eq, itemgetter

from annotator.text.spans import Span

_SPAN = itemgetter(0)


def _end(item: tuple[Span, object]) -> int:
    return item[0].end


class IntervalIndex[T]:
    """An immutable index over (span, value) pairs, overlapping freely.

    Spans are kept sorted by start, with the furthest end seen up to each block of them,
    so that a query skips what ended before it. Source: the augmented interval list
    (Feng, Ratan, Sheffield 2019), reduced to one list with block maxima.
    """

    _BLOCK = 64

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=_SPAN)
        self._starts = [span[0] for span, _ in self._items]
        self._put_longest_first()
        ends = [span[1] for span, _ in self._items]
        self._furthest = [
            max(ends[first : first + self._BLOCK]) for first in range(0, len(ends), self._BLOCK)
        ]

    def _put_longest_first(self) -> None:
        # Sorting by a plain getter and mending what starts together costs half of sorting by
        # (start, -end), which counts when 50,000 spans are shown at once.
        starts, items = self._starts, self._items
        ties = [i for i, same in enumerate(map(eq, starts, islice(starts, 1, None))) if same]
        done = 0
        for first in ties:
            if first < done:
                continue
            done = bisect_right(starts, starts[first], first)
            items[first:done] = sorted(items[first:done], key=_end, reverse=True)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[tuple[Span, T]]:
        return iter(self._items)

    def touching(self, start: int, end: int) -> list[tuple[Span, T]]:
        """All pairs whose span shares a code point with [start, end), by start, longest first."""
        stop = bisect_left(self._starts, end)
        found: list[tuple[Span, T]] = []
        for block in range((stop + self._BLOCK - 1) // self._BLOCK):
            if self._furthest[block] <= start:
                continue
            first = block * self._BLOCK
            found.extend(
                item
                for item in self._items[first : min(first + self._BLOCK, stop)]
                if item[0].end > start and item[0].length
            )
        return found

    def at(self, offset: int) -> list[tuple[Span, T]]:
        """All pairs whose span holds the code point at `offset`."""
        return self.touching(offset, offset + 1)

    def next_start(self, offset: int) -> int | None:
        """Where the first span after `offset` starts, or None."""
        i = bisect_right(self._starts, offset)
        return self._starts[i] if i < len(self._starts) else None
