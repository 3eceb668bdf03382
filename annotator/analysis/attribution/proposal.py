"""A cue with its best content and source, on the way to an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import ParseView


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
    source: TokenSpan | None = None
    source_chance: float = 0.0
    """The chance of the source and of those that share a word with it."""
    accepted: float = 0.0
    """How likely cue and content are both right."""


def words(view: ParseView, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The tokens of `spans` that are words."""
    return frozenset(i for start, end in spans for i in range(start, end) if not view.punct[i])


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Jaccard of two sets of tokens."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Shared:
    """How the contents of a document's proposals meet, one line and one column each."""

    words: NDArray[np.float32]
    """How many words two contents share; none with themselves."""
    holds: NDArray[np.float32]
    """1 where the line's content holds the column's cue."""
    size: NDArray[np.float32]
    """The words of each content."""

    @classmethod
    def of(cls, view: ParseView, proposals: Sequence[Proposal]) -> Shared:
        bodies = np.zeros((len(proposals), view.size), dtype=np.float32)
        for row, proposal in enumerate(proposals):
            bodies[row, list(proposal.body)] = 1.0
        words, holds = bodies @ bodies.T, bodies[:, [p.cue for p in proposals]]
        np.fill_diagonal(words, 0.0)
        np.fill_diagonal(holds, 0.0)
        return cls(words, holds, bodies.sum(axis=1))
