"""What the last model reads of a proposal: cue, content, source and rivals together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.proposal import Proposal, Shared
from annotator.analysis.attribution.token_traits import TokenTraits, word_number
from annotator.analysis.learning.linear import FeatureTable, Numbers
from annotator.analysis.parsing.parse_view import ParseView

ACCEPTANCE_BITS = 17
MOST_SHARED = 0.3
"""The largest part of a content that a better attribution may already hold."""
_NEAR = 400
"""Tokens between the cues of rivals at most."""


def acceptance_table(
    view: ParseView, traits: TokenTraits, proposals: Sequence[Proposal]
) -> FeatureTable:
    """What the last model reads of each proposal."""
    table = FeatureTable(len(proposals), ACCEPTANCE_BITS)
    at = np.array([p.cue for p in proposals], dtype=np.int64)
    likely = _grades([p.likely for p in proposals])
    mass = _grades([p.mass for p in proposals])
    chance = _grades([p.chance for p in proposals])
    joint = _grades([p.likely * p.mass for p in proposals])
    size = np.array([int(np.log2(len(p.body) + 1) * 2) for p in proposals], dtype=np.uint64)
    side = np.array([_side(p) for p in proposals], dtype=np.uint64)
    quoted = np.array([_quoted(view, p) for p in proposals], dtype=np.uint64)
    rival_kind, rival_worth = _rivals(view, proposals)
    rival = _grades(rival_worth)
    rule = np.array([word_number(",".join(map(str, p.rules))) for p in proposals], dtype=np.uint64)
    _source_features(table, view, traits, proposals, likely)
    dense = np.full(len(proposals), int(_density(view, proposals) * 8), dtype=np.uint64)
    table.column("dense", dense)
    table.column("dense|joint", dense, joint)
    table.column("bias", np.ones(len(proposals), dtype=np.uint64))
    for name, values in (("likely", likely), ("mass", mass), ("chance", chance), ("joint", joint)):
        table.column(name, values)
        table.column(name + "|quoted", values, quoted)
        table.column(name + "|classes", values, traits.classes[at])
        table.column(name + "|pos", values, traits.pos[at])
    table.column("likely|mass", likely, mass)
    table.column("size|side|quoted", size, side, quoted)
    table.column("rival", rival_kind, rival)
    table.column("rival|joint", rival_kind, rival, joint)
    table.column("rival|likely", rival_kind, rival, likely)
    table.column("rules", rule)
    table.column("rules|likely", rule, likely)
    table.column("rules|pos", rule, traits.pos[at])
    table.column("lemma", traits.lemma[at])
    table.column("fine|tag", traits.fine[at], traits.tag[at])
    table.column("fine|side|quoted", traits.fine[at], side, quoted)
    table.column("classes|side|quoted", traits.classes[at], side, quoted)
    table.column("classes|dep", traits.classes[at], traits.dep[at])
    table.column("tag|dep", traits.tag[at], traits.dep[at])
    table.column("quote|likely", traits.quote[at], likely)
    return table


def _source_features(
    table: FeatureTable,
    view: ParseView,
    traits: TokenTraits,
    proposals: Sequence[Proposal],
    likely: Numbers,
) -> None:
    """Who is named, how surely, and of what kind the name's first and last words are."""
    backing = _grades([p.source_chance for p in proposals])
    last = np.array(
        [p.source.end - 1 if p.source else view.size for p in proposals], dtype=np.int64
    )
    first = np.array([p.source.start if p.source else view.size for p in proposals], dtype=np.int64)
    at = np.array([p.cue for p in proposals], dtype=np.int64)
    named = (last < view.size).astype(np.uint64)
    table.column("named|backing", named, backing)
    table.column("named|likely", named, likely)
    table.column("named|classes", named, traits.classes[at])
    table.column("source-tag|likely", traits.tag[last], traits.ent[last], likely)
    table.column("source-tag|classes", traits.tag[last], traits.ent[last], traits.classes[at])
    table.column("source-coarse|classes", traits.coarse[last], traits.classes[at])
    table.column("source-fine", traits.fine[last], traits.pos[at])
    table.column("source-first", traits.lower[first])
    table.column("source-quote", traits.quote[first], traits.quote[at], likely)


def _density(view: ParseView, proposals: Sequence[Proposal]) -> float:
    """Likely attributions per sentence of the document, at most 1."""
    expected = sum(p.likely * p.mass for p in proposals)
    return min(1.0, expected / max(1, len(view.sentences)))


def _grades(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.uint64]:
    """Probabilities on a scale that is even in log odds."""
    clipped = np.clip(np.array(values, dtype=np.float64), 1e-3, 1 - 1e-3)
    return np.asarray((np.log(clipped / (1 - clipped)) + 8.0) * 2.0).astype(np.uint64)


def _side(proposal: Proposal) -> int:
    first, last = proposal.content[0][0], proposal.content[-1][1]
    return (first < proposal.cue) + 2 * (last > proposal.cue) + 4 * (len(proposal.content) > 1)


def _quoted(view: ParseView, proposal: Proposal) -> int:
    held = sum(view.quote_of[i] >= 0 for i in proposal.body)
    return 2 if held > 0.9 * len(proposal.body) else 1 if held else 0


def _rivals(view: ParseView, proposals: Sequence[Proposal]) -> tuple[Numbers, NDArray[np.float64]]:
    """For each proposal how it meets the likeliest other that cannot stand beside it, 0 when
    there is none, and how likely that one is."""
    if not proposals:
        return np.zeros(0, dtype=np.uint64), np.zeros(0)
    met = Shared.of(view, proposals)
    cue = np.array([p.cue for p in proposals])
    worth = np.array([p.likely * p.mass for p in proposals])
    inside, holds = met.holds.T > 0, met.holds > 0
    meets = inside | holds | (met.words > MOST_SHARED * met.size[:, None].astype(np.float64))
    meets &= np.abs(cue[:, None] - cue[None, :]) <= _NEAR
    np.fill_diagonal(meets, val=False)
    value = np.where(meets, worth[None, :], 0.0)
    best = value.argmax(axis=1)
    row = np.arange(len(proposals))
    kind = np.where(value[row, best] > 0, 1 + inside[row, best] + 2 * holds[row, best], 0)
    return kind.astype(np.uint64), value[row, best]
