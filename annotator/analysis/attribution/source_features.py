"""Features of a stretch that may name the source of a cue; "nobody" is a candidate, too."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from annotator.analysis.attribution.source_candidates import Sources
from annotator.analysis.attribution.token_traits import TokenTraits, word_number
from annotator.analysis.learning.linear import FeatureTable
from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import ParseView

SOURCE_BITS = 19
_PLACES = ("first", "last", "head", "behind", "before")
_FIELDS = (*_PLACES, "kind", "size", "side", "gap", "between", "rivals", "content")


@dataclass(slots=True)
class SourceRows:
    """The candidates of many cues, one row each, the first of each cue being "nobody"."""

    cues: list[int] = field(default_factory=list)
    spans: list[TokenSpan | None] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    counts: list[tuple[int, ...]] = field(default_factory=list)
    """For each row the numbers that `_FIELDS` names."""

    def add(self, view: ParseView, cue: int, content: TokenSpans, candidates: Sources) -> None:
        """Take in the candidates of `cue` that share no word with its content."""
        self.starts.append(len(self.cues))
        where = (cue, content, len(candidates))
        self._row(view, where, None, {"nobody"})
        for span, names in candidates.items():
            if not any(span.start < end and start < span.end for start, end in content):
                self._row(view, where, span, names)

    def _row(
        self,
        view: ParseView,
        where: tuple[int, TokenSpans, int],
        span: TokenSpan | None,
        names: set[str],
    ) -> None:
        cue, content, rivals = where
        row = len(self.cues)
        self.cues.append(cue)
        self.spans.append(span)
        self.names += [(row, word_number(name)) for name in sorted(names)]
        side = 0 if span is None else 1 if span.end <= cue else 2
        gap = 0 if span is None else cue - span.end if side == 1 else span.start - cue - 1
        between = 0
        if span is not None:
            low, high = (span.end, cue) if side == 1 else (cue + 1, span.start)
            between = any(start < high and low < end for start, end in content)
            between += 2 * any(view.text[i] in (",", ";") for i in range(low, high))
        size = view.size
        places = (size,) * 5
        if span is not None:
            before = span.start - 1 if span.start else size
            behind = min(span.end, size)
            places = (span.start, span.end - 1, _head(view, span), behind, before)
        self.counts.append(
            (
                *places,
                0 if span is None else word_number(_kind(view, span)),
                0 if span is None else min(span.end - span.start, 12),
                side,
                min(max(gap, 0), 15),
                between,
                min(rivals, 12),
                _where(cue, content),
            )
        )


def _where(cue: int, content: TokenSpans) -> int:
    """Whether the content lies before, behind or on both sides of the cue."""
    return (content[0].start < cue) + 2 * (content[-1].end > cue)


def _kind(view: ParseView, span: TokenSpan) -> str:
    return next((view.ent[i] for i in range(span.start, span.end) if view.ent[i]), "")


def _head(view: ParseView, span: TokenSpan) -> int:
    """The topmost word of the span."""
    for i in range(span.start, span.end):
        if not span.start <= view.head[i] < span.end and not view.punct[i]:
            return i
    return span.end - 1


def source_table(traits: TokenTraits, rows: SourceRows) -> FeatureTable:
    """The features of all candidates in `rows`."""
    table = FeatureTable(len(rows.cues), SOURCE_BITS)
    at = np.array(rows.cues, dtype=np.int64)
    counts = np.array(rows.counts, dtype=np.uint64).reshape(len(rows.cues), len(_FIELDS))
    values = {name: np.ascontiguousarray(counts[:, k]) for k, name in enumerate(_FIELDS)}
    where = {
        name: values[name].astype(np.int64)
        for name in ("first", "last", "head", "behind", "before")
    }
    lemma, tag, dep, classes = traits.lemma[at], traits.tag[at], traits.dep[at], traits.classes[at]
    side, kind, head = values["side"], values["kind"], where["head"]
    for name in ("size", "gap", "between", "rivals", "content", "kind"):
        table.column(name, values[name], side)
    for name, word in (("lemma", lemma), ("tag", tag), ("dep", dep), ("classes", classes)):
        table.column("side|" + name, side, word)
        table.column("head|" + name, traits.coarse[head], traits.pos[head], word)
    table.column("side|content|gap", side, values["content"], values["gap"])
    table.column("side|content|between", side, values["content"], values["between"])
    table.column("side|tag|dep", side, tag, dep)
    for name, place in where.items():
        table.column(name, traits.lower[place], side)
        table.column(name + "-tag", traits.tag[place], side)
        table.column(name + "-quote", traits.quote[place], side)
    table.column("head-fine", traits.fine[head])
    table.column("head-lemma", traits.lemma[head])
    table.column("head-dep", traits.dep[head], side, tag)
    table.column("head-classes", traits.classes[head], classes)
    table.column("lemma|head-tag", lemma, traits.tag[head])
    row = np.array([r for r, _ in rows.names], dtype=np.int64)
    name_of = np.array([number for _, number in rows.names], dtype=np.uint64)
    table.entries("rule", row, name_of)
    for label, value in (
        ("lemma", lemma),
        ("classes", classes),
        ("fine", traits.fine[at]),
        ("tag", tag),
        ("dep", dep),
        ("kind", kind),
        ("size", values["size"]),
        ("behind", traits.tag[where["behind"]]),
        ("head", traits.coarse[head]),
        ("content", values["content"]),
        ("head-tag", traits.tag[head]),
    ):
        table.entries("rule|" + label, row, name_of, value[row])
    return table
