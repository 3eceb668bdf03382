"""Which words of a reviewed body are which words of the exported one.

Both sides are one text of paragraphs joined by "\\n"; on the reviewed side as it was before
the tracked edits, so that only what was changed *without* tracking differs. Paragraphs are
aligned first, then words inside the paragraphs that differ (longest common subsequence,
bit-parallel: Hyyrö 2004, by way of rapidfuzz).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import LCSseq

from annotator.briefing.review.story import Story
from annotator.text.spans import Span

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_MOST_CELLS = 1_000_000_000
"""Largest product of two lengths that is aligned (125 MB of bits); beyond it everything
between the common beginning and end counts as changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that differs: in the exported text and in the reviewed one."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph that stands, word for word, in another place than before."""

    old: int
    """Index of the exported paragraph."""
    new: int
    """Index of the reviewed paragraph."""
    copied: bool
    """Whether the paragraph stands in its old place too."""


class Paragraphs:
    """Paragraphs as one text joined by "\\n", with the place of each in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.text = "\n".join(self.texts)
        self.starts = [0, *accumulate(len(text) + 1 for text in self.texts)]

    def span(self, index: int) -> Span:
        return Span(self.starts[index], self.starts[index] + len(self.texts[index]))

    def index(self, offset: int) -> int:
        """Which paragraph holds `offset`."""
        return min(bisect_right(self.starts, offset), max(len(self.texts), 1)) - 1


class WrittenBody(Paragraphs):
    """What was written in a story, without blank paragraphs, and where it stands there."""

    def __init__(self, story: Story) -> None:
        texts: list[str] = []
        self._here: list[int] = []
        self._there: list[Span] = []
        at = 0
        for stretches in _paragraphs_before(story):
            text = "".join(story.text[s.start : s.end] for s in stretches)
            if not text.strip():
                continue
            texts.append(text)
            for stretch in stretches:
                self._here.append(at)
                self._there.append(stretch)
                at += stretch.length
            at += 1
        super().__init__(texts)
        self._there_starts = [stretch.start for stretch in self._there]

    def to_story(self, span: Span) -> Span:
        """The stretch of the story that `span` of this text covers."""
        start = self._one_to_story(span.start)
        return Span(start, max(start, self._one_to_story(span.end, at_end=span.end > span.start)))

    def from_story(self, span: Span) -> Span:
        """The stretch of this text that lies in `span` of the story."""
        start = self._one_from_story(span.start)
        return Span(start, max(start, self._one_from_story(span.end)))

    def _one_to_story(self, offset: int, at_end: bool = False) -> int:
        if not self._here:
            return 0
        i = max(bisect_right(self._here, offset - at_end) - 1, 0)
        return self._there[i].start + min(offset - self._here[i], self._there[i].length)

    def _one_from_story(self, offset: int) -> int:
        i = bisect_right(self._there_starts, offset) - 1
        if i < 0:
            return 0
        return self._here[i] + min(offset - self._there[i].start, self._there[i].length)


def _paragraphs_before(story: Story) -> list[list[Span]]:
    """The stretches written in each paragraph, as paragraphs stood before the tracked edits."""
    found: list[list[Span]] = [[]]
    for paragraph in story.paragraphs:
        found[-1].extend(story.written(paragraph.span))
        if not story.added_at(paragraph.span.end):
            found.append([])
    return found


class Alignment:
    """The exported text against the reviewed one."""

    def __init__(self, old: Paragraphs, new: Paragraphs) -> None:
        self.old, self.new = old, new
        self.changes: list[Change] = []
        """Ascending on the exported side; word for word within changed paragraphs."""
        self.moves: list[Move] = []
        self._compare()
        self._old_ends = [change.old.end for change in self.changes]

    def carried(self, span: Span) -> Span:
        """Where the exported `span` stands now; empty where its words are gone.

        Words put in the place of `span` are part of the answer; words put beside it are not.
        """
        start = self._carried_start(span.start)
        return Span(start, max(start, self._carried_end(span.end)))

    def original(self, offset: int) -> int:
        """Which place of the exported text stands at `offset` of the reviewed one now."""
        i = bisect_right(self.changes, offset, key=lambda change: change.new.end)
        if i < len(self.changes) and self.changes[i].new.start <= offset:
            return self.changes[i].old.start
        return offset - self._shift(i)

    def _carried_start(self, offset: int) -> int:
        i = bisect_right(self._old_ends, offset)
        if i < len(self.changes) and self.changes[i].old.start <= offset:
            return self.changes[i].new.start
        return offset + self._shift(i)

    def _carried_end(self, offset: int) -> int:
        i = bisect_left(self._old_ends, offset)
        if i < len(self.changes) and self.changes[i].old.start < offset:
            return self.changes[i].new.end
        return offset + self._shift(i)

    def _shift(self, changes: int) -> int:
        """How far words stand from their old place behind the first `changes` changes."""
        if not changes:
            return 0
        last = self.changes[changes - 1]
        return last.new.end - last.old.end

    def _compare(self) -> None:
        known: dict[str, int] = {}
        old = [known.setdefault(_key(text), len(known)) for text in self.old.texts]
        new = [known.setdefault(_key(text), len(known)) for text in self.new.texts]
        blocks = _blocks(old, new)
        moved_old, moved_new = self._find_moves(old, new, blocks)
        for i1, i2, j1, j2 in blocks:
            here = [i for i in range(i1, i2) if i not in moved_old]
            there = [j for j in range(j1, j2) if j not in moved_new]
            self._compare_words(Span(i1, i2), Span(j1, j2), here, there)

    def _find_moves(
        self, old: list[int], new: list[int], blocks: list[tuple[int, int, int, int]]
    ) -> tuple[set[int], set[int]]:
        """Pairs what left one place with what came, word for word, to another."""
        left: dict[int, list[int]] = defaultdict(list)
        for i1, i2, _, _ in blocks:
            for i in range(i1, i2):
                left[old[i]].append(i)
        first = {key: i for i, key in reversed(list(enumerate(old)))}
        moved_old: set[int] = set()
        moved_new: set[int] = set()
        for j in (j for _, _, j1, j2 in blocks for j in range(j1, j2)):
            if left[new[j]]:
                i = left[new[j]].pop(0)
                self.moves.append(Move(i, j, copied=False))
                moved_old.add(i)
                moved_new.add(j)
            elif new[j] in first:
                self.moves.append(Move(first[new[j]], j, copied=True))
                moved_new.add(j)
        return moved_old, moved_new

    def _compare_words(self, old: Span, new: Span, here: list[int], there: list[int]) -> None:
        """Write down the changes in one block; what moved away or came is a change too."""
        borders = _Borders(self.old, old), _Borders(self.new, new)
        old_tokens, new_tokens = _tokens(self.old, here), _tokens(self.new, there)
        same = _common_runs([t for t, _ in old_tokens], [t for t, _ in new_tokens])
        at_old, at_new = borders[0].start, borders[1].start
        for a, b, length in same:
            for k in range(length):
                old_at, new_at = old_tokens[a + k][1], new_tokens[b + k][1]
                if old_at > at_old or new_at > at_new:
                    self.changes.append(Change(Span(at_old, old_at), Span(at_new, new_at)))
                size = len(old_tokens[a + k][0])
                at_old, at_new = old_at + size, new_at + size
        if borders[0].end > at_old or borders[1].end > at_new:
            self.changes.append(Change(Span(at_old, borders[0].end), Span(at_new, borders[1].end)))


class _Borders:
    """Where a run of paragraphs lies in its text, with the mark that joins it to the next."""

    def __init__(self, side: Paragraphs, indices: Span) -> None:
        whole = len(side.text)
        self.start = min(side.starts[indices.start], whole)
        self.end = min(side.starts[indices.end], whole)


def _key(text: str) -> str:
    return " ".join(text.split())


def _tokens(side: Paragraphs, indices: list[int]) -> list[tuple[str, int]]:
    """Words, marks and spaces of some paragraphs with their offsets in the whole text."""
    found: list[tuple[str, int]] = []
    for i in indices:
        start = side.starts[i]
        found += [(m[0], start + m.start()) for m in _TOKEN.finditer(side.texts[i])]
        if start + len(side.texts[i]) < len(side.text):
            found.append(("\n", start + len(side.texts[i])))
    return found


def _blocks(old: list[int], new: list[int]) -> list[tuple[int, int, int, int]]:
    """The runs that differ between two sequences: old from and to, new from and to."""
    found: list[tuple[int, int, int, int]] = []
    i = j = 0
    for a, b, length in [*_common_runs(old, new), (len(old), len(new), 0)]:
        if a > i or b > j:
            found.append((i, a, j, b))
        i, j = a + length, b + length
    return found


def _common_runs[T: (int, str)](old: list[T], new: list[T]) -> list[tuple[int, int, int]]:
    """Runs of a longest common subsequence: place in `old`, place in `new`, length."""
    head = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        head += 1
    tail = 0
    most = min(len(old), len(new)) - head
    while tail < most and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    runs = [(0, 0, head)] if head else []
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) <= _MOST_CELLS:
        runs += [
            (op.src_start + head, op.dest_start + head, op.src_end - op.src_start)
            for op in LCSseq.opcodes(middle_old, middle_new)
            if op.tag == "equal"
        ]
    if tail:
        runs.append((len(old) - tail, len(new) - tail, tail))
    return runs
