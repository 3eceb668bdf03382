"""What the last model reads of a proposal: cue, content, source and rivals together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.proposal import Proposal
from annotator.analysis.attribution.token_traits import TokenTraits, word_number
from annotator.analysis.learning.linear import FeatureTable, Numbers
from annotator.analysis.parsing.parse_view import ParseView

ACCEPTANCE_BITS = 17
MOST_SHARED = 0.3
"""The largest part of a content that a better attribution may already hold."""


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
    rivals = [_rival(p, proposals) for p in proposals]
    rival_kind = np.array([kind for kind, _ in rivals], dtype=np.uint64)
    rival = _grades([value for _, value in rivals])
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


def _grades(values: Sequence[float]) -> NDArray[np.uint64]:
    """Probabilities on a scale that is even in log odds."""
    clipped = np.clip(np.array(values, dtype=np.float64), 1e-3, 1 - 1e-3)
    return np.asarray((np.log(clipped / (1 - clipped)) + 8.0) * 2.0).astype(np.uint64)


def _side(proposal: Proposal) -> int:
    first, last = proposal.content[0][0], proposal.content[-1][1]
    return (first < proposal.cue) + 2 * (last > proposal.cue) + 4 * (len(proposal.content) > 1)


def _quoted(view: ParseView, proposal: Proposal) -> int:
    held = sum(view.quote_of[i] >= 0 for i in proposal.body)
    return 2 if held > 0.9 * len(proposal.body) else 1 if held else 0


def _rival(own: Proposal, proposals: Sequence[Proposal]) -> tuple[int, float]:
    """The likeliest other proposal that cannot stand beside this one, and how they meet."""
    kind, best = 0, 0.0
    for other in proposals:
        if other is own or abs(other.cue - own.cue) > 400 or other.likely * other.mass <= best:
            continue
        inside = own.cue in other.body
        holds = other.cue in own.body
        shared = inside or holds or len(own.body & other.body) > MOST_SHARED * len(own.body)
        if shared:
            kind, best = 1 + inside + 2 * holds, other.likely * other.mass
    return kind, best
