"""Features of a stretch that may be the content of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.candidates import Candidates
from annotator.analysis.extensions import TokenSpans
from annotator.analysis.linear import FeatureTable, Numbers
from annotator.analysis.parse_view import ParseView
from annotator.analysis.token_traits import TokenTraits, word_number

CONTENT_BITS = 20
_ATTACHED = {"content": 1, "cue": 2, "above": 3, "none": 4}


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

    def add(
        self, view: ParseView, cue: int, candidates: Candidates, likely: NDArray[np.float64]
    ) -> None:
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


def _counts(
    view: ParseView, cue: int, spans: TokenSpans, likely: NDArray[np.float64]
) -> dict[str, int]:
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
            return _ATTACHED["content"] + 8 * word_number(view.dep[top])
        if head == cue:
            return _ATTACHED["cue"] + 8 * word_number(view.dep[top])
        if top == cue or head == top:
            break
        top = head
    return _ATTACHED["above"] if top != cue else _ATTACHED["none"]


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


def _other_cues(cue: int, inside: Sequence[int], likely: NDArray[np.float64]) -> int:
    """How likely the likeliest other cue inside the candidate is."""
    best = max((float(likely[i]) for i in inside if i != cue), default=0.0)
    return _grade(best)


def _grade(probability: float) -> int:
    return int(probability * 5.999)


def content_table(
    view: ParseView, traits: TokenTraits, rows: ContentRows, likely: NDArray[np.float64]
) -> FeatureTable:
    """The features of all candidates in `rows`."""
    table = FeatureTable(len(rows.cues), CONTENT_BITS)
    at = np.array(rows.cues, dtype=np.int64)
    grade = np.array([_grade(float(likely[i])) for i in rows.cues], dtype=np.uint64)
    values = {name: np.array(column, dtype=np.int64) for name, column in rows.counts.items()}
    codes = {name: column.astype(np.uint64) for name, column in values.items()}
    shape = codes["side"] * np.uint64(4) + codes["share"]
    _shape_features(table, traits, at, values, codes, shape)
    _boundary_features(table, traits, at, values, codes, shape)
    table.column("grade|shape", grade, shape)
    _name_features(table, traits, rows, at, codes, shape)
    return table


def _shape_features(
    table: FeatureTable,
    traits: TokenTraits,
    at: NDArray[np.int64],
    values: dict[str, NDArray[np.int64]],
    codes: dict[str, Numbers],
    shape: Numbers,
) -> None:
    lemma, tag, dep, classes = traits.lemma[at], traits.tag[at], traits.dep[at], traits.classes[at]
    fine, next_word = traits.fine[at], traits.lower[at + 1]
    for name in ("size", "pieces", "edges", "marks", "others", "next_cue", "rivals", "gap"):
        table.column(name, codes[name], codes["side"])
        table.column(name + "|shape", codes[name], shape)
    for name in ("size", "edges", "marks"):
        table.column(name + "|tag", codes[name], shape, tag)
        table.column(name + "|classes", codes[name], shape, classes)
    table.column("edges|marks", codes["edges"], codes["marks"], shape)
    table.column("edges|dep", codes["edges"], dep, shape)
    table.column("pieces|marks", codes["pieces"], codes["marks"], shape)
    for name, word in (
        ("lemma", lemma),
        ("tag", tag),
        ("dep", dep),
        ("classes", classes),
        ("fine", fine),
    ):
        table.column("shape|" + name, shape, word)
    table.column("shape|next", shape, next_word)
    table.column("quote|shape", traits.quote[at], shape, codes["edges"])
    root = values["root"]
    hung = codes["root_count"] * np.uint64(4) + codes["on_cue"]
    table.column("hung", hung, codes["side"])
    table.column("hung|shape|size", hung, shape, codes["size"])
    table.column("hung|dep", hung, traits.dep[root], codes["side"])
    table.column("root", traits.dep[root], traits.tag[root], codes["side"])
    table.column("root|lemma", traits.dep[root], traits.pos[root], lemma)
    table.column("root|classes", traits.dep[root], traits.tag[root], classes)
    table.column("root|fine", traits.dep[root], traits.pos[root], fine)
    table.column("root-class", traits.coarse[root], traits.dep[root])


def _boundary_features(
    table: FeatureTable,
    traits: TokenTraits,
    at: NDArray[np.int64],
    values: dict[str, NDArray[np.int64]],
    codes: dict[str, Numbers],
    shape: Numbers,
) -> None:
    lemma, classes = traits.lemma[at], traits.classes[at]
    for name in ("first", "last", "before", "behind"):
        where = values[name]
        table.column(name, traits.lower[where])
        table.column(name + "-tag", traits.tag[where], shape)
        table.column(name + "-lower|side", traits.lower[where], codes["side"])
        table.column(name + "-dep", traits.dep[where], codes["side"])
        table.column(name + "-quote", traits.quote[where], shape)
    table.column("first-tag|lemma", traits.tag[values["first"]], lemma)
    table.column("first-tag|classes", traits.tag[values["first"]], classes, codes["side"])
    table.column("first|classes", traits.lower[values["first"]], classes, codes["side"])
    for name in ("before", "behind"):
        where, links = values[name], codes[name + "_links"]
        table.column(name + "-links", links, codes["side"])
        table.column(name + "-links|tag", links, traits.tag[where], codes["side"])
        table.column(name + "-links|word", links, traits.lower[where])
        table.column(name + "-links|shape", links, shape, codes["edges"])
        table.column(name + "-links|classes", links, classes)
        adjacent = values["last"] + 1 if name == "behind" else values["first"] - 1
        mark = traits.lower[adjacent]
        table.column(name + "-mark", mark, codes["side"])
        table.column(name + "-mark|links", mark, links)
        table.column(name + "-mark|word", mark, traits.lower[where], codes["side"])
        table.column(name + "-class", traits.classes[where], traits.pos[where], codes["side"])


def _name_features(
    table: FeatureTable,
    traits: TokenTraits,
    rows: ContentRows,
    at: NDArray[np.int64],
    codes: dict[str, Numbers],
    shape: Numbers,
) -> None:
    """The rules that gave a candidate, each with what is known of its cue and its ends."""
    row = np.array([r for r, _ in rows.names], dtype=np.int64)
    name = np.array([number for _, number in rows.names], dtype=np.uint64)
    cue = at[row]
    first = np.array([spans[0][0] for spans in rows.spans], dtype=np.int64)[row]
    table.entries("rule", row, name)
    for label, value in (
        ("lemma", traits.lemma[cue]),
        ("fine", traits.fine[cue]),
        ("classes", traits.classes[cue]),
        ("tag", traits.tag[cue]),
        ("dep", traits.dep[cue]),
        ("next", traits.lower[cue + 1]),
        ("shape", shape[row]),
        ("edges", codes["edges"][row]),
        ("marks", codes["marks"][row]),
        ("first", traits.tag[first]),
        ("quote", traits.quote[cue]),
        ("behind", codes["behind_links"][row]),
        ("others", codes["others"][row]),
    ):
        table.entries("rule|" + label, row, name, value)
    table.entries("rule|tag|dep", row, name, traits.tag[cue], traits.dep[cue])


def _bucket(count: int) -> int:
    """A count on a scale that coarsens as it grows."""
    return count if count < 4 else int(np.log2(count) * 3)
