"""The candidates of many cues as rows of numbers: what must be counted token by token."""

from __future__ import annotations

from math import log2

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.candidates import Candidates
from annotator.analysis.attribution.token_traits import word_number
from annotator.analysis.parsing.extensions import TokenSpans
from annotator.analysis.parsing.parse_view import ParseView

type Likely = NDArray[np.float64]
"""For each token how likely it heads a cue."""

_ATTACHED = {"content": 1, "cue": 2, "above": 3, "none": 4}
_LOW = 0xFFFFFFFF
_GRADES = 5.999
_FIELDS = tuple(
    """
    first last before behind before_links behind_links size pieces share side gap edges marks
    others next_cue root root_count on_cue rivals
    """.split()  # noqa: SIM905 - the order reads better so
)


class ContentRows:
    """The candidates of a document's cues, one row each, those of one cue together."""

    def __init__(self, view: ParseView, likely: Likely) -> None:
        self._view = view
        self.likely = likely
        self._chances: list[float] = likely.tolist()
        self.cues: list[int] = []
        """The cue of each row."""
        self.spans: list[TokenSpans] = []
        self.starts: list[int] = []
        """The first row of each cue."""
        self.names: list[tuple[int, int]] = []
        """(row, number of a rule's name)."""
        self._counts: list[tuple[int, ...]] = []

    def add(self, cue: int, candidates: Candidates) -> None:
        """Take in all candidates of `cue`."""
        self.starts.append(len(self.cues))
        rivals = bucket(len(candidates))
        for spans, names in candidates.items():
            row = len(self.cues)
            self.cues.append(cue)
            self.spans.append(spans)
            self.names += [(row, word_number(name)) for name in sorted(names)]
            self._counts.append((*self._counted(cue, spans), *self._roots(cue, spans), rivals))

    def columns(self) -> dict[str, NDArray[np.int64]]:
        """The counts by name, one number a row."""
        table = np.array(self._counts, dtype=np.int64).reshape(len(self.cues), len(_FIELDS))
        return {name: np.ascontiguousarray(table[:, k]) for k, name in enumerate(_FIELDS)}

    def _counted(self, cue: int, spans: TokenSpans) -> tuple[int, ...]:
        """The counts from "first" to "next_cue", in the order of `_FIELDS`."""
        view = self._view
        first, last = spans[0][0], spans[-1][1]
        size = quoted = 0
        for start, end in spans:
            size += end - start
            quoted += view.quoted_before[end] - view.quoted_before[start]
        share = 2 if quoted > 0.9 * size else 1 if quoted else 0
        side = 3 if first < cue < last else 1 if last <= cue else 2
        gap = first - cue - 1 if first > cue else cue - last if last <= cue else 0
        before, behind = _outward(view, first, -1), _outward(view, last - 1, 1)
        return (
            first,
            last - 1,
            before,
            behind,
            _links(view, cue, spans, before),
            _links(view, cue, spans, behind),
            bucket(size),
            min(len(spans), 3),
            share,
            side,
            bucket(max(0, gap)),
            _edges(view, cue, first, last),
            _marks(view, first, last),
            grade(max(max(self._chances[start:end]) for start, end in spans)),
            grade(self._chances[behind]),
        )

    def _roots(self, cue: int, spans: TokenSpans) -> tuple[int, int, int]:
        """How the candidate hangs in the parse: its topmost token, how many, on the cue."""
        view = self._view
        heads, punct, single = view.head, view.punct, len(spans) == 1
        roots: list[int] = []
        for start, end in spans:
            for i in range(start, end):
                head = heads[i]
                if (start <= head < end and head != i) or punct[i]:
                    continue
                if single or head == i or not _held(spans, head):
                    roots.append(i)
        on_cue = sum(heads[i] == cue for i in roots)
        return roots[0] if roots else spans[0][0], min(len(roots), 4), min(on_cue, 3)


def _held(spans: TokenSpans, i: int) -> bool:
    for start, end in spans:  # noqa: SIM110 - any() costs three times as much here
        if start <= i < end:
            return True
    return False


def _outward(view: ParseView, i: int, step: int) -> int:
    """The nearest word beyond `i`; the text's size where a paragraph or the text ends."""
    i += step
    while 0 <= i < view.size and view.punct[i]:
        if view.newline[i]:
            return view.size
        i += step
    return i if 0 <= i < view.size else view.size


def _links(view: ParseView, cue: int, spans: TokenSpans, i: int) -> int:
    """What the phrase that begins or ends at the outer word `i` hangs on, and how."""
    if i >= view.size:
        return 0
    top = i
    for _ in range(30):
        head = view.head[top]
        if _held(spans, head):
            return _ATTACHED["content"] + 8 * (word_number(view.dep[top]) & _LOW)
        if head == cue:
            return _ATTACHED["cue"] + 8 * (word_number(view.dep[top]) & _LOW)
        if top in {cue, head}:
            break
        top = head
    return _ATTACHED["none"] if top == cue else _ATTACHED["above"]


def _edges(view: ParseView, cue: int, first: int, last: int) -> int:
    """Bits: begins with the sentence, ends with it, ends before or behind it, with the line."""
    start, end = sentence = view.sentence(cue)
    paragraph = view.paragraphs[view.paragraph_of[min(first, view.size - 1)]]
    while end > start and view.punct[end - 1]:
        end -= 1
    while start < end and view.punct[start]:
        start += 1
    bits = (first <= start) | 2 * (last >= end) | 4 * (last > end) | 8 * (first < start)
    return bits | 16 * (last > paragraph.end) | 32 * (first > sentence[1])


def _marks(view: ParseView, first: int, last: int) -> int:
    """Bits: a mark right outside the start, the end; a quotation cut at the start, the end."""
    bits = 0
    if first > 0:
        bits |= view.mark[first - 1]
        bits |= 4 * (view.quote_of[first - 1] >= 0 and not view.mark[first - 1])
    if last < view.size:
        j = last
        while j < view.size and view.punct[j] and not view.mark[j] and not view.newline[j]:
            j += 1
        if j < view.size:
            bits |= 2 * view.mark[j]
            bits |= 8 * (view.quote_of[j] >= 0 and not view.mark[j])
    return int(bits)


def grade(probability: float) -> int:
    """A probability on a scale from 0 to 5."""
    return int(probability * _GRADES)


def bucket(count: int) -> int:
    """A count on a scale that coarsens as it grows."""
    return count if count < 4 else int(log2(count) * 3)
