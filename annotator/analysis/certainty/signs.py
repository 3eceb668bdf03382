"""Signs of an event's certainty, one by one: a small network finds out which count together."""

import numpy as np

from annotator.analysis.certainty.columns import Indices, TokenColumns, bits_of
from annotator.analysis.learning.linear import FeatureTable, Numbers

SIGN_BITS = 16

_STEPS = 6
_NEAR = 3


def sign_table(c: TokenColumns, t: Indices) -> FeatureTable:
    """Signs of the tokens `t`: their own, those of what governs them and of what lies above."""
    table = FeatureTable(len(t), SIGN_BITS)
    above = c.governor[t]
    for name, at in (
        ("own", t),
        ("lead", c.lead[t]),
        ("governor", above),
        ("governor2", c.governor[above]),
    ):
        _of_word(table, c, name, at)
        if name != "lead":
            table.column(f"{name}-lemma", c.lemma[at])
    _upwards(table, c, t)
    return table


def _of_word(table: FeatureTable, c: TokenColumns, name: str, at: Indices) -> None:
    subject = c.subject[at]
    for trait, values in (
        ("tag", c.tag[at]),
        ("dep", c.dep[at]),
        ("pos", c.pos[at]),
        ("modal", c.lower[c.modal[at]]),
        ("aux", c.lower[c.other_aux[at]]),
        ("mark", c.lower[c.mark[at]]),
        ("determiner", c.lower[c.determiner[at]]),
        ("subject", c.lower[subject]),
        ("subject-tag", c.tag[subject]),
        ("preposition", c.lower[c.preposition[at]]),
        ("denied", c.denied[at]),
        ("passive", c.passive[at]),
    ):
        table.column(f"{name}-{trait}", values)
    for trait, values in (
        ("outlook", c.outlook[at]),
        ("class", c.classes[at]),
        ("scoped", c.scoped[at]),
        ("adverbs", c.adverbs[at]),
    ):
        _bits(table, f"{name}-{trait}", values)


def _upwards(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """Bags of all that lies above, and the nearest of it by its place."""
    outlooks = np.zeros(len(t), dtype=np.uint64)
    here = t
    for step in range(_STEPS):
        here = c.head[here]
        outlooks |= c.outlook[here]
        for name, values, there in (
            ("above-modal", c.lower[c.modal[here]], c.modal[here] < c.size),
            ("above-mark", c.lower[c.mark[here]], c.mark[here] < c.size),
            ("above-denied", c.denied[here], c.denied[here] > 0),
        ):
            rows = np.flatnonzero(there)
            table.entries(name, rows, values[rows])
        if step < _NEAR:
            for trait, values in (("dep", c.dep), ("tag", c.tag), ("lemma", c.lemma)):
                table.column(f"up{step}-{trait}", values[here])
    _bits(table, "above-outlook", outlooks)


def _bits(table: FeatureTable, name: str, values: Numbers) -> None:
    rows, bits = bits_of(values)
    table.entries(name, rows, bits)
