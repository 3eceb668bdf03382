"""From cues to proposals: candidates ranked, the best of each cue weighed.

For each likely cue the content is the candidate that shares at least half its words with the most
chance, not the single likeliest one: of many similar candidates the middle one wins (minimum Bayes
risk). A last model weighs cue, content and rivals together and says how likely both are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotator.analysis.attribution.acceptance import acceptance_table
from annotator.analysis.attribution.acceptance_signs import acceptance_signs
from annotator.analysis.attribution.candidates import content_candidates
from annotator.analysis.attribution.content_features import content_table
from annotator.analysis.attribution.content_rows import ContentRows, Likely
from annotator.analysis.attribution.cue_features import cue_table
from annotator.analysis.attribution.cues import possible_cues
from annotator.analysis.attribution.proposal import Proposal, overlap, words
from annotator.analysis.attribution.source_candidates import source_candidates
from annotator.analysis.attribution.source_features import SourceRows, source_table
from annotator.analysis.attribution.token_traits import TokenTraits
from annotator.analysis.learning.linear import Weights, probabilities, shares
from annotator.analysis.learning.trees import Trees
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import ParseView

LEAST_LIKELY = 0.1
"""Cues less likely than this are not looked at."""
_SIMILAR = 0.5
_NEGLIGIBLE = 0.01
_TIE = 0.3
"""What a candidate's own chance adds to the chance of those like it."""


def cue_likelihood(
    view: ParseView, traits: TokenTraits, lexicon: CueLexicon, learned: frozenset[int], cue: Weights
) -> Likely:
    """For each token, and one place beyond, how likely it heads a cue."""
    likely = np.zeros(view.size + 1)
    tokens = possible_cues(view, lexicon, learned)
    if tokens:
        likely[tokens] = probabilities(cue_table(view, traits, tokens).scores(cue))
    return likely


def likely_cues(likely: Likely) -> list[int]:
    """The tokens that are worth a look."""
    return [int(i) for i in np.flatnonzero(likely >= LEAST_LIKELY)]


def propose(
    view: ParseView,
    traits: TokenTraits,
    likely: Likely,
    content: Weights,
    cues: Sequence[int] | None = None,
) -> list[Proposal]:
    """The best content of every likely cue, or of each of `cues`."""
    rows = ContentRows(view, likely)
    for cue in likely_cues(likely) if cues is None else cues:
        candidates = content_candidates(view, cue)
        if candidates:
            rows.add(cue, candidates)
    if not rows.starts:
        return []
    scores = content_table(traits, rows).scores(content)
    chance = shares(scores, np.array(rows.starts))
    rules: dict[int, list[int]] = {}
    for rule_row, number in rows.names:
        rules.setdefault(rule_row, []).append(number)
    out: list[Proposal] = []
    for start, end in zip(rows.starts, [*rows.starts[1:], len(rows.cues)], strict=True):
        best, mass, body = _middle(view, rows.spans[start:end], chance[start:end].tolist())
        row = start + best
        out.append(
            Proposal(
                rows.cues[row],
                rows.spans[row],
                body,
                float(likely[rows.cues[row]]),
                float(chance[row]),
                mass,
                tuple(sorted(rules[row])),
            )
        )
    return out


def _middle(
    view: ParseView, spans: Sequence[TokenSpans], chance: Sequence[float]
) -> tuple[int, float, frozenset[int]]:
    """The candidate with the most chance among those like it, that chance, and its words."""
    likely = [i for i, value in enumerate(chance) if value > _NEGLIGIBLE]
    bodies = {i: words(view, spans[i]) for i in likely}
    best, best_value, best_mass = likely[0], -1.0, 0.0
    for i in likely:
        mass = sum(chance[j] for j in likely if i == j or overlap(bodies[i], bodies[j]) >= _SIMILAR)
        value = mass + _TIE * chance[i]
        if value > best_value:
            best, best_value, best_mass = i, value, mass
    return best, best_mass, bodies[best]


def weighed(
    view: ParseView,
    traits: TokenTraits,
    proposals: list[Proposal],
    acceptance: Weights,
    trees: Trees,
) -> list[Proposal]:
    """The proposals, each with how likely cue and content are both right."""
    if not proposals:
        return []
    scores = acceptance_table(view, traits, proposals).scores(acceptance)
    chances = probabilities(trees.scores(acceptance_signs(view, traits, proposals, scores)))
    return [
        replace(proposal, accepted=value)
        for proposal, value in zip(proposals, chances.tolist(), strict=True)
    ]


def with_sources(
    view: ParseView, traits: TokenTraits, proposals: Sequence[Proposal], source: Weights
) -> list[Proposal]:
    """The proposals, each with its likeliest source or none.

    Candidates that share a word back each other, so that "nobody" wins only when it outweighs
    all ways to name the same somebody.
    """
    if not proposals:
        return []
    rows = SourceRows()
    for proposal in proposals:
        rows.add(view, proposal.cue, proposal.content, source_candidates(view, proposal.cue))
    chance = shares(source_table(traits, rows).scores(source), np.array(rows.starts)).tolist()
    ends = [*rows.starts[1:], len(rows.cues)]
    out: list[Proposal] = []
    for proposal, start, end in zip(proposals, rows.starts, ends, strict=True):
        span, backing = _backed(rows.spans[start:end], chance[start:end])
        out.append(replace(proposal, source=span, source_chance=backing))
    return out


def _backed(
    spans: Sequence[TokenSpan | None], chance: Sequence[float]
) -> tuple[TokenSpan | None, float]:
    """The span with the most chance behind it and those it overlaps; its own breaks ties."""
    best: TokenSpan | None = None
    best_value, best_mass = -1.0, 0.0
    for span, own in zip(spans, chance, strict=True):
        if own < _NEGLIGIBLE:
            continue
        mass = sum(
            other_chance
            for other, other_chance in zip(spans, chance, strict=True)
            if other is span or (other and span and _touch(other, span))
        )
        if mass + _TIE * own > best_value:
            best, best_value, best_mass = span, mass + _TIE * own, mass
    return best, best_mass


def _touch(first: TokenSpan, second: TokenSpan) -> bool:
    return first.start < second.end and second.start < first.end
