"""Features of an event's surroundings: the words beside it, what stands on it, what governs it."""

import numpy as np

from annotator.analysis.certainty.columns import Indices, TokenColumns, bits_of
from annotator.analysis.learning.linear import FeatureTable, Numbers, mixed

_STEPS = 6
_LEFT, _RIGHT = 5, 4


def add_context(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """Add to `table`, whose rows are the tokens `t`, what surrounds them."""
    _words(table, c, t)
    _dependents(table, c, t)
    _governor(table, c, t)
    _foretold(table, c, t)
    _upwards(table, c, t)


def _words(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    def word(offset: int) -> Numbers:
        beside = t + offset
        return c.lower[np.where((beside < 0) | (beside >= c.size), c.size, beside)]

    for offset in range(-_LEFT, 0):
        table.column("left", word(offset))
    for offset in range(1, _RIGHT + 1):
        table.column("right", word(offset))
    one, two, three = word(-1), word(-2), word(-3)
    table.column("before-own", one, c.lower[t])
    table.column("before2", two, one)
    table.column("before2-tag", two, one, c.tag[t])
    table.column("before3", three, two, one)
    table.column("after2", word(1), word(2))
    table.column("suffix", c.suffix[t], c.tag[t])


def _dependents(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    determiner = c.lower[c.determiner[t]]
    table.column("determiner-tag", determiner, c.tag[t])
    table.column("determiner-dep", determiner, c.dep[t])
    table.column("determiner-lemma", determiner, c.lemma[t])
    row_of = np.full(c.size + 1, -1, dtype=np.int64)
    row_of[t] = np.arange(len(t))
    rows = row_of[c.head[:-1]]
    children = np.flatnonzero(rows >= 0)
    table.entries("child", rows[children], c.dep[children])
    table.entries("child-word", rows[children], c.dep[children], c.lower[children])


def _governor(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """What the token hangs on, over coordination and prepositions, and what that foretells."""
    lead, above = c.lead[t], c.governor[t]
    dep, link, tag = c.dep[lead], c.lower[c.preposition[t]], c.tag[t]
    outlook, modality, denied = c.outlook[above], c.modality[above], c.denied[above]
    table.column("outlook-link", outlook, dep, link)
    table.column("outlook-aux", outlook, c.modality[lead], dep)
    table.column("outlook-denied", outlook, denied, dep)
    table.column("outlook-modality", outlook, modality, dep)
    table.column("outlook-tags", outlook, c.tag[above], c.tag[lead])
    table.column("governor-link", c.lemma[above], link)
    table.column("governor-form", mixed(c.tag[above], modality), denied, dep, link)
    table.column("link-own", link, c.lemma[t])
    table.column("link-tag", link, tag, c.pos[above])
    table.column("own-outlook", c.outlook[t], tag)
    table.column("own-outlook-dep", c.outlook[t], c.dep[t])
    table.column("lead-dep", dep)
    table.column("lead-head", c.lemma[c.head[lead]], dep)
    table.column("lead-modality", c.modality[lead], c.tag[lead])


def _foretold(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """Each class of the governor, and of what governs that, with the form and denial of both."""
    lead, above = c.lead[t], c.governor[t]
    for name, governor, own in (("foretold", above, lead), ("foretold2", c.governor[above], above)):
        rows, bits = bits_of(c.outlook[governor])
        g, o = governor[rows], own[rows]
        kind = mixed(bits, c.denied[g])
        table.entries(name, rows, kind, c.dep[o])
        table.entries(f"{name}-modality", rows, kind, c.modality[g], c.modality[o])
        table.entries(f"{name}-tags", rows, kind, c.tag[g], c.tag[o])
        table.entries(f"{name}-link", rows, kind, c.lower[c.preposition[o]], c.modality[o])


def _upwards(table: FeatureTable, c: TokenColumns, t: Indices) -> None:
    """All that lies between the token and the root of its sentence, as bags and as chains."""
    clausal = c.clausal
    outlooks = np.zeros(len(t), dtype=np.uint64)
    modalities, path = outlooks.copy(), outlooks.copy()
    here = t
    for step in range(1, _STEPS + 1):
        above = c.head[here]
        dep, outlook, modality = c.dep[here], c.outlook[above], c.modality[above]
        outlooks = np.where(clausal[here], mixed(mixed(outlooks, dep), outlook), outlooks)
        marked = (modality > 0) | (c.denied[above] > 0)
        said = mixed(mixed(modalities, modality), c.denied[above])
        modalities = np.where(marked, said, modalities)
        path = np.where(above < c.size, mixed(path, dep), path)
        table.column(f"above{step}-outlook", outlook)
        for name, values, there in (
            ("above-modality", modality, modality > 0),
            ("above-mark", c.lower[c.mark[here]], c.mark[here] < c.size),
        ):
            rows = np.flatnonzero(there)
            table.entries(name, rows, values[rows])
        here = above
    table.column("outlooks", outlooks)
    table.column("modalities", modalities)
    table.column("way-up", path)
