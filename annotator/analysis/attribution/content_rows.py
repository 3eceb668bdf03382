"""The candidates of many cues as rows of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.candidates import Candidates
from annotator.analysis.attribution.places import Places, places_of
from annotator.analysis.attribution.token_traits import word_number
from annotator.analysis.parsing.extensions import TokenSpans
from annotator.analysis.parsing.parse_view import ParseView

type Column = NDArray[np.int64]
"""One number a row, or a token."""
type Likely = NDArray[np.float64]
"""For each token how likely it heads a cue."""

_ATTACHED = {"content": 1, "cue": 2, "above": 3, "none": 4}
_LOW = 0xFFFFFFFF
_GRADES = 5.999


class ContentRows:
    """The candidates of a document's cues, one row each, those of one cue together."""

    def __init__(self, view: ParseView, likely: Likely) -> None:
        self._view = view
        self.likely = likely
        self.cues: list[int] = []
        """The cue of each row."""
        self.spans: list[TokenSpans] = []
        self.starts: list[int] = []
        """The first row of each cue."""
        self.names: list[tuple[int, int]] = []
        """(row, number of a rule's name)."""
        self._rivals: list[int] = []

    def add(self, cue: int, candidates: Candidates) -> None:
        """Take in all candidates of `cue`."""
        row = len(self.cues)
        self.starts.append(row)
        self.cues += [cue] * len(candidates)
        self._rivals += [bucket(len(candidates))] * len(candidates)
        self.spans += candidates
        for names in candidates.values():
            self.names += [(row, word_number(name)) for name in sorted(names)]
            row += 1

    def columns(self) -> dict[str, Column]:
        """What is counted of each row, by name."""
        places = places_of(self._view)
        pieces = _Pieces(self.spans)
        cue, first, last = np.array(self.cues, dtype=np.int64), pieces.first, pieces.last
        size = pieces.summed(pieces.end - pieces.start)
        quoted = pieces.summed(places.quoted[pieces.end] - places.quoted[pieces.start])
        before, behind = places.word_before[first], places.word_behind[last - 1]
        ahead = last <= cue
        gap = np.where(first > cue, first - cue - 1, np.where(ahead, cue - last, 0))
        root, root_count, on_cue = _roots(places, pieces, cue, self.spans)
        return {
            "first": first,
            "last": last - 1,
            "before": before,
            "behind": behind,
            "before_links": self._links(before),
            "behind_links": self._links(behind),
            "size": buckets(size),
            "pieces": np.minimum(pieces.count, 3),
            "share": np.where(quoted > 0.9 * size, 2, quoted > 0),
            "side": np.where((first < cue) & (cue < last), 3, np.where(ahead, 1, 2)),
            "gap": buckets(np.maximum(gap, 0)),
            "edges": _edges(places, cue, first, last),
            "marks": places.mark_before[first] | places.mark_behind[last],
            "others": grades(pieces.greatest(self.likely)),
            "next_cue": grades(self.likely[behind]),
            "root": root,
            "root_count": np.minimum(root_count, 4),
            "on_cue": np.minimum(on_cue, 3),
            "rivals": np.array(self._rivals, dtype=np.int64),
        }

    def _links(self, words: Column) -> Column:
        """What the phrase at each of the outer `words` hangs on."""
        rows = zip(self.cues, self.spans, words.tolist(), strict=True)
        return np.array([_link(self._view, *row) for row in rows], dtype=np.int64)


class _Pieces:
    """The stretches of all candidates in one line, those of one row together."""

    def __init__(self, spans: Sequence[TokenSpans]) -> None:
        ends = np.array([end for pieces in spans for piece in pieces for end in piece])
        self._ends = ends
        self.start, self.end = ends[::2], ends[1::2]
        self.count = np.array([len(pieces) for pieces in spans])
        self._heads = np.cumsum(self.count) - self.count
        self.first = self.start[self._heads]
        self.last = self.end[self._heads + self.count - 1]

    def summed(self, values: Column) -> Column:
        """For each row the sum of its pieces' values."""
        return np.asarray(np.add.reduceat(values, self._heads))

    def greatest(self, values: Likely) -> Likely:
        """For each row the greatest of its tokens' values, of which there is one more."""
        of_piece = np.maximum.reduceat(values, self._ends)[::2]
        return np.asarray(np.maximum.reduceat(of_piece, self._heads))

    def tokens(self) -> tuple[Column, Column]:
        """Every token of every piece, and which piece it is in."""
        sizes = self.end - self.start
        piece = np.repeat(np.arange(len(sizes)), sizes)
        return np.arange(len(piece)) + (self.end - np.cumsum(sizes))[piece], piece

    def rows(self) -> Column:
        """For each piece its row."""
        return np.repeat(np.arange(len(self.count)), self.count)


def _roots(
    places: Places, pieces: _Pieces, cue: Column, spans: Sequence[TokenSpans]
) -> tuple[Column, Column, Column]:
    """How each candidate hangs in the parse: its topmost token, how many, on the cue."""
    token, piece = pieces.tokens()
    head = places.head[token]
    outside = (head < pieces.start[piece]) | (head >= pieces.end[piece]) | (head == token)
    kept = np.flatnonzero(outside & ~places.punct[token])
    row = pieces.rows()[piece[kept]]
    doubtful = np.flatnonzero((pieces.count[row] > 1) & (head[kept] != token[kept]))
    if len(doubtful):  # The head may stand in another piece of the same candidate.
        at = zip(row[doubtful].tolist(), head[kept[doubtful]].tolist(), strict=True)
        held = np.array([_held(spans[one], i) for one, i in at])
        kept, row = np.delete(kept, doubtful[held]), np.delete(row, doubtful[held])
    root = pieces.first.copy()
    root[row[::-1]] = token[kept[::-1]]
    rows = len(cue)
    hung = row[head[kept] == cue[row]]
    return root, np.bincount(row, minlength=rows), np.bincount(hung, minlength=rows)


def _held(spans: TokenSpans, i: int) -> bool:
    for start, end in spans:  # noqa: SIM110 - any() costs three times as much here
        if start <= i < end:
            return True
    return False


def _link(view: ParseView, cue: int, spans: TokenSpans, i: int) -> int:
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


def _edges(places: Places, cue: Column, first: Column, last: Column) -> Column:
    """Bits: begins with the sentence, ends with it, ends before or behind it, with the line."""
    sentence = places.sentence_of[cue]
    start, end = places.first_word[sentence], places.last_word[sentence]
    bits = (first <= start) | 2 * (last >= end) | 4 * (last > end) | 8 * (first < start)
    line = places.line_end[np.minimum(first, len(places.line_end) - 1)]
    return np.asarray(bits | 16 * (last > line) | 32 * (first > places.sentence_end[sentence]))


def grades(probabilities: Likely) -> Column:
    """Probabilities on a scale from 0 to 5."""
    return (probabilities * _GRADES).astype(np.int64)


def bucket(count: int) -> int:
    """A count on a scale that coarsens as it grows."""
    return count if count < 4 else int(log2(count) * 3)


def buckets(counts: Column) -> Column:
    """`bucket` of each count."""
    return np.array([bucket(count) for count in range(int(counts.max(initial=0)) + 1)])[counts]
