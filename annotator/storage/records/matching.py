"""Which finding of a new analysis is which claim or entity that is already known (pure)."""

from collections.abc import Hashable, Mapping, Sequence

from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span, Spans, hull, jaccard

SAME = 0.5
"""Findings that share at least this much of their joint ground are the same."""


def match_spans[K: Hashable](known: Mapping[K, Spans], found: Sequence[Spans]) -> dict[int, K]:
    """For each index of `found` that is a known one, which: pairs of Jaccard ≥ SAME, the
    closest first, each used once; ties go to what comes first."""
    index = IntervalIndex((hull(spans), key) for key, spans in known.items() if spans)
    rank = {key: place for place, key in enumerate(known)}
    pairs: list[tuple[float, int, int, K]] = []
    for place, spans in enumerate(found):
        if not spans:
            continue
        around: Span = hull(spans)
        for _, key in index.touching(*around):
            overlap = 1.0 if known[key] == spans else jaccard(known[key], spans)
            if overlap >= SAME:
                pairs.append((-overlap, place, rank[key], key))
    pairs.sort(key=lambda pair: pair[:3])
    matched: dict[int, K] = {}
    used: set[K] = set()
    for _, place, _, key in pairs:
        if place not in matched and key not in used:
            matched[place] = key
            used.add(key)
    return matched
