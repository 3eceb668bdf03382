"""Features of a stretch that may be the content of a cue."""

from __future__ import annotations

import numpy as np

from annotator.analysis.attribution.content_rows import ContentRows, grades
from annotator.analysis.attribution.token_traits import TokenTraits
from annotator.analysis.learning.linear import FeatureTable

CONTENT_BITS = 20


def content_table(traits: TokenTraits, rows: ContentRows) -> FeatureTable:
    """The features of all candidates in `rows`."""
    return _ContentFeatures(traits, rows).table


class _ContentFeatures:
    """Builds the table column by column."""

    def __init__(self, traits: TokenTraits, rows: ContentRows) -> None:
        self.table = FeatureTable(len(rows.cues), CONTENT_BITS)
        self._traits = traits
        self._at = np.array(rows.cues, dtype=np.int64)
        self._values = rows.columns()
        self._codes = {name: column.astype(np.uint64) for name, column in self._values.items()}
        self._shape = self._codes["side"] * np.uint64(4) + self._codes["share"]
        self._shape_features()
        self._hanging_features()
        self._edge_features()
        self._link_features()
        own = grades(rows.likely[self._at]).astype(np.uint64)
        self.table.column("grade|shape", own, self._shape)
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
