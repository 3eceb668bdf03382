"""Several accepted corrections of one claim's words made one wording (pure)."""

from collections.abc import Iterable
from typing import NamedTuple


class Correction(NamedTuple):
    """`before[start:end]` becomes `words`."""

    start: int
    end: int
    words: str


def merged_wording(before: str, afters: Iterable[str]) -> str:
    """`before` with every correction that leads from it to one of `afters`.

    Where two touch the same words, the one that puts other words there wins over the one
    that only strikes out, then the longer one.
    """
    wanted = sorted(
        (correction_of(before, after) for after in afters if after != before),
        key=lambda c: (not c.words, c.start - c.end, c),
    )
    chosen: list[Correction] = []
    for correction in wanted:
        if all(not _clash(correction, other) for other in chosen):
            chosen.append(correction)
    words = before
    for correction in sorted(chosen, reverse=True):
        words = words[: correction.start] + correction.words + words[correction.end :]
    return " ".join(words.split())


def correction_of(before: str, after: str) -> Correction:
    """The smallest change of one stretch that leads from `before` to `after`."""
    start = 0
    most = min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < most - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Correction(start, len(before) - tail, after[start : len(after) - tail])


def _clash(a: Correction, b: Correction) -> bool:
    if a == b:
        return True
    return a.start < b.end and b.start < a.end
