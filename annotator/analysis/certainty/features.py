"""Features of the certainty models: events, and sentences as bags of what their words show."""

import numpy as np

from annotator.analysis.certainty.columns import Indices, TokenColumns, constant
from annotator.analysis.certainty.context import add_context
from annotator.analysis.learning.linear import FeatureTable, Numbers

EVENT_BITS = 18
SENTENCE_BITS = 18

_GOVERNORS = 4


def event_table(columns: TokenColumns, tokens: Indices) -> FeatureTable:
    """Features of `tokens` as events: their words, what stands on them, what they stand under."""
    table = FeatureTable(len(tokens), EVENT_BITS)
    table.column("bias", constant("1", len(tokens)))
    _own(table, columns, tokens)
    _governors(table, columns, tokens)
    _neighbours(table, columns, tokens)
    add_context(table, columns, tokens)
    return table


def _own(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    modal, mark, subject = c.modal[t], c.mark[t], c.subject[t]
    lemma, tag, dep = c.lemma[t], c.tag[t], c.dep[t]
    table.column("lemma", lemma)
    table.column("tag", tag)
    table.column("dep", dep)
    table.column("lemma-tag", lemma, tag)
    table.column("lemma-dep", lemma, dep)
    table.column("tag-dep", tag, dep)
    table.column("class", c.classes[t])
    table.column("modal", c.lower[modal])
    table.column("modal-negated", c.lower[modal], c.negated[t])
    table.column("modal-dep", c.lower[modal], dep)
    table.column("aux", c.lower[c.other_aux[t]])
    table.column("aux-dep", c.lower[c.other_aux[t]], dep)
    table.column("negated", c.negated[t])
    table.column("negated-lemma", c.negated[t], lemma)
    table.column("negated-tag", c.negated[t], tag)
    table.column("passive", c.passive[t])
    table.column("mark", c.lower[mark])
    table.column("mark-dep", c.lower[mark], dep)
    table.column("adverbs", c.adverbs[t])
    table.column("scoped", c.scoped[t])
    table.column("scoped-tag", c.scoped[t], tag)
    table.column("subject", c.lemma[subject])
    table.column("subject-tag", c.tag[subject], tag)


def _governors(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """What each token hangs on, step by step upwards, and what doubts those have."""
    path = c.dep[t].copy()
    above = t
    for step in range(1, _GOVERNORS + 1):
        above = c.head[above]
        name = f"up{step}"
        lemma, modal, mark = c.lemma[above], c.lower[c.modal[above]], c.lower[c.mark[above]]
        table.column(f"{name}-lemma", lemma)
        table.column(f"{name}-lemma-path", lemma, path)
        table.column(f"{name}-class-path", c.classes[above], path)
        table.column(f"{name}-modal-path", modal, path)
        table.column(f"{name}-negated-path", c.negated[above], path)
        table.column(f"{name}-mark-path", mark, path)
        table.column(f"{name}-tag-path", c.tag[above], path)
        table.column(f"{name}-adverbs", c.adverbs[above], path)
        if step == 1:
            table.column("up1-lemma-negated", lemma, c.negated[above], path)
            table.column("up1-lemma-tag", lemma, c.tag[t])
            table.column("up1-lemma-own", lemma, c.lemma[t])
            table.column("up1-lemma-aux", lemma, c.lower[c.other_aux[t]])
            table.column("up1-lemma-modal", lemma, modal)
            table.column("up1-subject", c.lemma[c.subject[above]], path)
        if step <= 2:
            table.column(f"{name}-aux", c.lower[c.other_aux[above]], path)
            table.column(f"{name}-pos-path", c.pos[above], path, c.pos[t])
        path = path * np.uint64(31) + c.dep[above]


def _neighbours(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    last = c.size
    for offset in (-3, -2, -1, 1, 2):
        beside = t + offset
        beside = np.where((beside < 0) | (beside >= last), last, beside)
        table.column(f"word{offset}", c.lower[beside])
        if abs(offset) <= 2:
            table.column(f"tag{offset}", c.tag[beside], c.tag[t])
            table.column(f"class{offset}", c.classes[beside])


def sentence_table(columns: TokenColumns, sentence_of: Indices, sentences: int) -> FeatureTable:
    """Features of sentences: the words of each, in ones, twos and threes, and how they stand.

    `sentence_of` holds each token's sentence, counted from 0.
    """
    table = FeatureTable(sentences, SENTENCE_BITS)
    table.column("bias", constant("1", sentences))
    t = np.arange(columns.size)
    after = np.where(t + 1 < columns.size, t + 1, columns.size)
    beyond = np.where(t + 2 < columns.size, t + 2, columns.size)
    c = columns
    head = c.head[t]

    def add(name: str, *values: Numbers) -> None:
        table.entries(name, sentence_of, *values)

    add("1", c.lower[t])
    add("2", c.lower[t], c.lower[after])
    add("3", c.lower[t], c.lower[after], c.lower[beyond])
    add("lemma", c.lemma[t])
    add("lemma2", c.lemma[t], c.lemma[after])
    add("lemma-dep", c.lemma[t], c.dep[t])
    add("lemma-tag", c.lemma[t], c.tag[t])
    add("lemma-head", c.lemma[t], c.lemma[head])
    classed = np.flatnonzero(c.classes[t] > 0)
    _classed(table, c, classed, sentence_of)
    return table


def _classed(table: FeatureTable, c: TokenColumns, t: Indices, sentence_of: Indices) -> None:
    """Features of the words that the hedge lexicon lists."""
    rows = sentence_of[t]
    last = c.size
    classes, head = c.classes[t], c.head[t]
    after = np.where(t + 1 < last, t + 1, last)
    before = np.where(t > 0, t - 1, last)
    modal = c.modal[t]
    for name, values in (
        ("class", (classes,)),
        ("class-dep", (classes, c.dep[t])),
        ("class-tag", (classes, c.tag[t])),
        ("class-dep-head", (classes, c.dep[t], c.pos[head])),
        ("class-heads", (classes, c.classes[head], c.pos[head])),
        ("word-dep", (c.lower[t], c.dep[t])),
        ("word-tag", (c.lower[t], c.tag[t])),
        ("word-next", (c.lower[t], c.tag[after])),
        ("class-next", (classes, c.tag[after])),
        ("class-nextword", (classes, c.lower[after])),
        ("class-before", (classes, c.lower[before])),
        ("class-passive", (classes, c.passive[t], c.tag[t])),
        ("class-adverbs", (classes, c.adverbs[t])),
        ("class-subject", (classes, c.classes[c.subject[t]], c.tag[c.subject[t]])),
        ("word-subject", (c.lemma[t], c.tag[c.subject[t]])),
        ("class-modal", (classes, c.lower[modal])),
        ("word-modalverb", (c.lower[t], c.lemma[head])),
        ("class-headdep", (classes, c.dep[t], c.dep[head])),
    ):
        table.entries(name, rows, *values)
