"""From cues to attributions: candidates ranked, the best of each cue weighed, conflicts decided.

For each likely cue the content is the candidate that shares at least half its words with the most
chance, not the single likeliest one: of many similar candidates the middle one wins (minimum Bayes
risk). A last model weighs cue, content and rivals together and says how likely both are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution_model import AttributionModel
from annotator.analysis.candidates import content_candidates
from annotator.analysis.content_features import ContentRows, Likely, content_table
from annotator.analysis.cue_features import cue_table
from annotator.analysis.cues import possible_cues
from annotator.analysis.extensions import TokenSpan, TokenSpans
from annotator.analysis.lexicons import CueLexicon
from annotator.analysis.linear import FeatureTable, Weights, probabilities, shares
from annotator.analysis.parse_view import ParseView
from annotator.analysis.source_candidates import source_candidates
from annotator.analysis.source_features import SourceRows, source_table
from annotator.analysis.token_traits import TokenTraits, word_number

ACCEPTANCE_BITS = 17
LEAST_LIKELY = 0.07
"""Cues less likely than this are not looked at."""
_SIMILAR = 0.5
_TIE = 0.3
"""What a candidate's own chance adds to the chance of those like it."""
_MOST_SHARED = 0.3
"""The largest part of a content that a better attribution may already hold."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue with its best content, before it is accepted."""

    cue: int
    content: TokenSpans
    body: frozenset[int]
    """The content's words."""
    likely: float
    """How likely the token heads a cue."""
    chance: float
    """The chance of the content itself."""
    mass: float
    """The chance of all candidates that share at least half its words."""
    rules: tuple[int, ...]
    """Numbers of the rules that gave it."""
    accepted: float = 0.0
    """How likely cue and content are both right."""


def words(view: ParseView, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The tokens of `spans` that are words."""
    return frozenset(i for start, end in spans for i in range(start, end) if not view.punct[i])


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Jaccard of two sets of tokens."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def cue_likelihood(
    view: ParseView, traits: TokenTraits, lexicon: CueLexicon, learned: frozenset[int], cue: Weights
) -> Likely:
    """For each token, and one place beyond, how likely it heads a cue."""
    likely = np.zeros(view.size + 1)
    tokens = possible_cues(view, lexicon, learned)
    if tokens:
        likely[tokens] = probabilities(cue_table(view, traits, tokens).scores(cue))
    return likely


def propose(
    view: ParseView, traits: TokenTraits, likely: Likely, content: Weights
) -> list[Proposal]:
    """The best content of every likely cue."""
    rows = ContentRows()
    for cue in np.flatnonzero(likely >= LEAST_LIKELY).tolist():
        candidates = content_candidates(view, cue)
        if candidates:
            rows.add(view, cue, candidates, likely)
    if not rows.starts:
        return []
    scores = content_table(traits, rows, likely).scores(content)
    chance = shares(scores, np.array(rows.starts))
    rules: dict[int, list[int]] = {}
    for row, number in rows.names:
        rules.setdefault(row, []).append(number)
    out: list[Proposal] = []
    for start, end in zip(rows.starts, [*rows.starts[1:], len(rows.cues)], strict=True):
        bodies = [words(view, spans) for spans in rows.spans[start:end]]
        best, mass = _middle(bodies, chance[start:end].tolist())
        row = start + best
        out.append(
            Proposal(
                rows.cues[row],
                rows.spans[row],
                bodies[best],
                float(likely[rows.cues[row]]),
                float(chance[row]),
                mass,
                tuple(sorted(rules[row])),
            )
        )
    return out


def _middle(bodies: Sequence[frozenset[int]], chance: Sequence[float]) -> tuple[int, float]:
    """The candidate with the most chance among those like it, and that chance."""
    likely = [i for i, value in enumerate(chance) if value > 0.01]
    best, best_value, best_mass = 0, -1.0, 0.0
    for i in likely:
        mass = sum(chance[j] for j in likely if i == j or overlap(bodies[i], bodies[j]) >= _SIMILAR)
        value = mass + _TIE * chance[i]
        if value > best_value:
            best, best_value, best_mass = i, value, mass
    return best, best_mass


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
        shared = inside or holds or len(own.body & other.body) > _MOST_SHARED * len(own.body)
        if shared:
            kind, best = 1 + inside + 2 * holds, other.likely * other.mass
    return kind, best


def weighed(
    view: ParseView, traits: TokenTraits, proposals: list[Proposal], acceptance: Weights
) -> list[Proposal]:
    """The proposals, each with how likely cue and content are both right."""
    if not proposals:
        return []
    scores = acceptance_table(view, traits, proposals).scores(acceptance)
    return [
        replace(proposal, accepted=value)
        for proposal, value in zip(proposals, probabilities(scores).tolist(), strict=True)
    ]


def decided(proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """The best proposals that can stand side by side, in the order of their contents."""
    taken: set[int] = set()
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-p.accepted, p.cue)):
        if proposal.accepted < threshold:
            break
        shared = len(proposal.body & taken)
        if proposal.cue in taken or shared > _MOST_SHARED * len(proposal.body):
            continue
        if any(other.cue in proposal.body for other in kept):
            continue
        kept.append(proposal)
        taken |= proposal.body
    return sorted(kept, key=lambda p: p.content)


def chosen_sources(
    view: ParseView, traits: TokenTraits, proposals: Sequence[Proposal], source: Weights
) -> list[TokenSpan | None]:
    """The likeliest source of each proposal; None where nobody is likelier than anybody."""
    if not proposals:
        return []
    rows = SourceRows()
    for proposal in proposals:
        rows.add(view, proposal.cue, proposal.content, source_candidates(view, proposal.cue))
    scores = source_table(traits, rows).scores(source)
    ends = [*rows.starts[1:], len(rows.cues)]
    return [
        rows.spans[start + int(scores[start:end].argmax())]
        for start, end in zip(rows.starts, ends, strict=True)
    ]


def read_attributions(
    view: ParseView, traits: TokenTraits, lexicon: CueLexicon, model: AttributionModel
) -> list[tuple[Proposal, TokenSpan | None]]:
    """The attributions of a document with their sources."""
    likely = cue_likelihood(view, traits, lexicon, model.cue_lemmas, model.cue)
    proposals = propose(view, traits, likely, model.content)
    kept = decided(weighed(view, traits, proposals, model.acceptance), model.threshold)
    sources = chosen_sources(view, traits, kept, model.source)
    return list(zip(kept, sources, strict=True))
