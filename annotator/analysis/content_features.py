"""Features of a stretch that may be the content of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.candidates import Candidates
from annotator.analysis.extensions import TokenSpans
from annotator.analysis.linear import FeatureTable
from annotator.analysis.parse_view import ParseView
from annotator.analysis.token_traits import TokenTraits, word_number

CONTENT_BITS = 20

type Likely = NDArray[np.float64]
"""For each token how likely it heads a cue."""
_ATTACHED = {"content": 1, "cue": 2, "above": 3, "none": 4}
_LOW = 0xFFFFFFFF


@dataclass(slots=True)
class ContentRows:
    """The candidates of many cues, one row each, with what must be counted token by token."""

    cues: list[int] = field(default_factory=list)
    """The cue of each row."""
    spans: list[TokenSpans] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The first row of each cue."""
    names: list[tuple[int, int]] = field(default_factory=list)
    """(row, number of a rule's name)."""
    counts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, view: ParseView, cue: int, candidates: Candidates, likely: Likely) -> None:
        """Take in all candidates of `cue`; `likely` is each token's probability to be a cue."""
        self.starts.append(len(self.cues))
        for spans, names in candidates.items():
            row = len(self.cues)
            self.cues.append(cue)
            self.spans.append(spans)
            self.names += [(row, word_number(name)) for name in names]
            for name, value in _counts(view, cue, spans, likely).items():
                self.counts.setdefault(name, []).append(value)
            self.counts.setdefault("rivals", []).append(_bucket(len(candidates)))


def _counts(view: ParseView, cue: int, spans: TokenSpans, likely: Likely) -> dict[str, int]:
    """The whole numbers that describe one candidate."""
    first, last = spans[0][0], spans[-1][1]
    sentence = view.sentence(cue)
    size = sum(end - start for start, end in spans)
    inside = [i for start, end in spans for i in range(start, end)]
    quoted = sum(view.quote_of[i] >= 0 for i in inside)
    share = 2 if quoted > 0.9 * size else 1 if quoted else 0
    side = 3 if first < cue < last else 1 if last <= cue else 2
    gap = first - cue - 1 if first > cue else cue - last if last <= cue else 0
    counts = _roots(view, cue, inside)
    before, behind = _outward(view, first, -1), _outward(view, last - 1, 1)
    counts.update(
        first=first,
        last=last - 1,
        before=before,
        behind=behind,
        behind_links=_links(view, cue, spans, behind),
        before_links=_links(view, cue, spans, before),
        size=_bucket(size),
        pieces=min(len(spans), 3),
        share=share,
        side=side,
        gap=_bucket(max(0, gap)),
        edges=_edges(view, sentence, first, last),
        marks=_marks(view, first, last),
        others=_other_cues(cue, inside, likely),
        next_cue=_grade(float(likely[behind])) if behind < view.size else 0,
    )
    return counts


def _roots(view: ParseView, cue: int, inside: Sequence[int]) -> dict[str, int]:
    """How the candidate hangs in the parse: its topmost tokens and what they hang on."""
    held = set(inside)
    roots = [i for i in inside if view.head[i] not in held or view.head[i] == i]
    roots = [i for i in roots if not view.punct[i]] or roots
    on_cue = sum(view.head[i] == cue for i in roots)
    return {
        "root": roots[0] if roots else inside[0],
        "root_count": min(len(roots), 4),
        "on_cue": min(on_cue, 3),
    }


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
        if any(start <= head < end for start, end in spans):
            return _ATTACHED["content"] + 8 * (word_number(view.dep[top]) & _LOW)
        if head == cue:
            return _ATTACHED["cue"] + 8 * (word_number(view.dep[top]) & _LOW)
        if top in {cue, head}:
            break
        top = head
    return _ATTACHED["none"] if top == cue else _ATTACHED["above"]


def _edges(view: ParseView, sentence: tuple[int, int], first: int, last: int) -> int:
    """Bits: begins with the sentence, ends with it, ends before or behind it, with the line."""
    start, end = sentence
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


def _other_cues(cue: int, inside: Sequence[int], likely: Likely) -> int:
    """How likely the likeliest other cue inside the candidate is."""
    best = max((float(likely[i]) for i in inside if i != cue), default=0.0)
    return _grade(best)


def _grade(probability: float) -> int:
    return int(probability * 5.999)


def content_table(traits: TokenTraits, rows: ContentRows, likely: Likely) -> FeatureTable:
    """The features of all candidates in `rows`."""
    return _ContentFeatures(traits, rows, likely).table


class _ContentFeatures:
    """Builds the table column by column."""

    def __init__(self, traits: TokenTraits, rows: ContentRows, likely: Likely) -> None:
        self.table = FeatureTable(len(rows.cues), CONTENT_BITS)
        self._traits = traits
        self._at = np.array(rows.cues, dtype=np.int64)
        self._values = {
            name: np.array(column, dtype=np.int64) for name, column in rows.counts.items()
        }
        self._codes = {name: column.astype(np.uint64) for name, column in self._values.items()}
        self._shape = self._codes["side"] * np.uint64(4) + self._codes["share"]
        self._shape_features()
        self._hanging_features()
        self._edge_features()
        self._link_features()
        grade = np.array([_grade(float(likely[i])) for i in rows.cues], dtype=np.uint64)
        self.table.column("grade|shape", grade, self._shape)
        self._rule_features(rows)

    def _shape_features(self) -> None:
        lemma, tag, dep, classes = (
            self._traits.lemma[self._at],
            self._traits.tag[self._at],
            self._traits.dep[self._at],
            self._traits.classes[self._at],
        )
        fine, next_word = self._traits.fine[self._at], self._traits.lower[self._at + 1]
        for name in ("size", "pieces", "edges", "marks", "others", "next_cue", "rivals", "gap"):
            self.table.column(name, self._codes[name], self._codes["side"])
            self.table.column(name + "|shape", self._codes[name], self._shape)
        for name in ("size", "edges", "marks"):
            self.table.column(name + "|tag", self._codes[name], self._shape, tag)
            self.table.column(name + "|classes", self._codes[name], self._shape, classes)
        self.table.column("edges|marks", self._codes["edges"], self._codes["marks"], self._shape)
        self.table.column("edges|dep", self._codes["edges"], dep, self._shape)
        self.table.column("pieces|marks", self._codes["pieces"], self._codes["marks"], self._shape)
        for name, word in (
            ("lemma", lemma),
            ("tag", tag),
            ("dep", dep),
            ("classes", classes),
            ("fine", fine),
        ):
            self.table.column("shape|" + name, self._shape, word)
        self.table.column("shape|next", self._shape, next_word)
        self.table.column(
            "quote|shape", self._traits.quote[self._at], self._shape, self._codes["edges"]
        )

    def _hanging_features(self) -> None:
        """How the candidate hangs in the parse, with what is known of its cue."""
        lemma, classes = self._traits.lemma[self._at], self._traits.classes[self._at]
        fine = self._traits.fine[self._at]
        root = self._values["root"]
        hung = self._codes["root_count"] * np.uint64(4) + self._codes["on_cue"]
        self.table.column("hung", hung, self._codes["side"])
        self.table.column("hung|shape|size", hung, self._shape, self._codes["size"])
        self.table.column("hung|dep", hung, self._traits.dep[root], self._codes["side"])
        self.table.column(
            "root", self._traits.dep[root], self._traits.tag[root], self._codes["side"]
        )
        self.table.column("root|lemma", self._traits.dep[root], self._traits.pos[root], lemma)
        self.table.column("root|classes", self._traits.dep[root], self._traits.tag[root], classes)
        self.table.column("root|fine", self._traits.dep[root], self._traits.pos[root], fine)
        self.table.column("root-class", self._traits.coarse[root], self._traits.dep[root])

    def _edge_features(self) -> None:
        lemma, classes = self._traits.lemma[self._at], self._traits.classes[self._at]
        for name in ("first", "last", "before", "behind"):
            where = self._values[name]
            self.table.column(name, self._traits.lower[where])
            self.table.column(name + "-tag", self._traits.tag[where], self._shape)
            self.table.column(name + "-lower|side", self._traits.lower[where], self._codes["side"])
            self.table.column(name + "-dep", self._traits.dep[where], self._codes["side"])
            self.table.column(name + "-quote", self._traits.quote[where], self._shape)
        self.table.column("first-tag|lemma", self._traits.tag[self._values["first"]], lemma)
        self.table.column(
            "first-tag|classes",
            self._traits.tag[self._values["first"]],
            classes,
            self._codes["side"],
        )
        self.table.column(
            "first|classes", self._traits.lower[self._values["first"]], classes, self._codes["side"]
        )

    def _link_features(self) -> None:
        """What the phrases right outside the candidate hang on."""
        classes = self._traits.classes[self._at]
        for name in ("before", "behind"):
            where, links = self._values[name], self._codes[name + "_links"]
            self.table.column(name + "-links", links, self._codes["side"])
            self.table.column(
                name + "-links|tag", links, self._traits.tag[where], self._codes["side"]
            )
            self.table.column(name + "-links|word", links, self._traits.lower[where])
            self.table.column(name + "-links|shape", links, self._shape, self._codes["edges"])
            self.table.column(name + "-links|classes", links, classes)
            adjacent = self._values["last"] + 1 if name == "behind" else self._values["first"] - 1
            mark = self._traits.lower[adjacent]
            self.table.column(name + "-mark", mark, self._codes["side"])
            self.table.column(name + "-mark|links", mark, links)
            self.table.column(
                name + "-mark|word", mark, self._traits.lower[where], self._codes["side"]
            )
            self.table.column(
                name + "-class",
                self._traits.classes[where],
                self._traits.pos[where],
                self._codes["side"],
            )

    def _rule_features(self, rows: ContentRows) -> None:
        """The rules that gave a candidate, each with what is known of its cue and its ends."""
        row = np.array([r for r, _ in rows.names], dtype=np.int64)
        name = np.array([number for _, number in rows.names], dtype=np.uint64)
        cue = self._at[row]
        first = np.array([spans[0][0] for spans in rows.spans], dtype=np.int64)[row]
        self.table.entries("rule", row, name)
        for label, value in (
            ("lemma", self._traits.lemma[cue]),
            ("fine", self._traits.fine[cue]),
            ("classes", self._traits.classes[cue]),
            ("tag", self._traits.tag[cue]),
            ("dep", self._traits.dep[cue]),
            ("next", self._traits.lower[cue + 1]),
            ("shape", self._shape[row]),
            ("edges", self._codes["edges"][row]),
            ("marks", self._codes["marks"][row]),
            ("first", self._traits.tag[first]),
            ("quote", self._traits.quote[cue]),
            ("behind", self._codes["behind_links"][row]),
            ("others", self._codes["others"][row]),
        ):
            self.table.entries("rule|" + label, row, name, value)
        self.table.entries("rule|tag|dep", row, name, self._traits.tag[cue], self._traits.dep[cue])


def _bucket(count: int) -> int:
    """A count on a scale that coarsens as it grows."""
    return count if count < 4 else int(np.log2(count) * 3)
