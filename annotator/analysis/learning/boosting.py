"""Growing sums of small trees, in numpy alone.

Gradient boosting of the logistic loss over binned numbers, with second derivatives (Friedman 2001;
Chen and Guestrin 2016). Which columns a tree may ask is drawn from a seeded generator, so the same
rows give the same trees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.learning.linear import probabilities
from annotator.analysis.learning.optimisation import Floats
from annotator.analysis.learning.trees import Signs, Trees

_BINS = 48
"""How many steps of a column's numbers a tree tells apart."""
_RAREST = 1e-3
"""No answer counts as rarer than this, even where it never occurred."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How many trees, and how far each may go."""

    trees: int = 250
    depth: int = 6
    rate: float = 0.04
    penalty: float = 10.0
    """Added to the curvature of every leaf: few rows move little."""
    least_weight: float = 8.0
    """The least curvature on either side of a split."""
    columns: float = 0.2
    """The share of the columns that one tree may ask."""


def grow_trees(rows: Signs, answers: Floats, growth: Growth, seed: int = 0) -> Trees:
    """Trees by which the logistic function of a row's score is the chance of "yes"."""
    return _Grower(rows, answers, growth, seed).grow()


class _Grower:
    def __init__(self, rows: Signs, answers: Floats, growth: Growth, seed: int) -> None:
        self._growth = growth
        self._answers = answers
        self._chance = np.random.default_rng(seed)
        self._edges = [_edges(rows[:, k]) for k in range(rows.shape[1])]
        self._binned = np.stack(
            [
                np.searchsorted(edges, rows[:, k], side="left")
                for k, edges in enumerate(self._edges)
            ],
            axis=1,
        ).astype(np.int64)
        mean = float(np.clip(answers.mean(), _RAREST, 1.0 - _RAREST))
        self._always = float(np.log(mean / (1.0 - mean)))
        self._scores = np.full(len(rows), self._always)

    def grow(self) -> Trees:
        inner = 2**self._growth.depth - 1
        count = self._growth.trees
        signs = np.zeros((count, inner), dtype=np.uint8)
        bounds = np.full((count, inner), np.inf, dtype=np.float32)
        leaves = np.zeros((count, inner + 1), dtype=np.float32)
        for tree in range(count):
            self._grow_one(signs[tree], bounds[tree], leaves[tree])
        return Trees(self._always, signs, bounds, leaves)

    def _grow_one(
        self, signs: NDArray[np.uint8], bounds: NDArray[np.float32], leaves: NDArray[np.float32]
    ) -> None:
        """One tree more, written into its row of each array."""
        chance = probabilities(self._scores)
        slope, bend = self._answers - chance, chance * (1.0 - chance)
        width = self._binned.shape[1]
        asked = max(1, round(self._growth.columns * width))
        columns = np.sort(self._chance.choice(width, asked, replace=False))
        binned = self._binned[:, columns]
        node = np.zeros(len(binned), dtype=np.int64)
        for level in range(self._growth.depth):
            first, here = 2**level - 1, 2**level
            column, step = self._splits(binned, node, here, slope, bend)
            for place in np.flatnonzero(step >= 0).tolist():
                chosen = int(columns[column[place]])
                signs[first + place] = chosen
                bounds[first + place] = self._edges[chosen][step[place]]
            own = binned[np.arange(len(binned)), column[node]]
            limit = np.where(step >= 0, step, _BINS)[node]
            node = 2 * node + (own > limit)
        total = np.bincount(node, weights=slope, minlength=len(leaves))
        curve = np.bincount(node, weights=bend, minlength=len(leaves))
        leaves[:] = self._growth.rate * total / (curve + self._growth.penalty)
        self._scores += leaves[node]

    def _splits(
        self,
        binned: NDArray[np.int64],
        node: NDArray[np.int64],
        nodes: int,
        slope: Floats,
        bend: Floats,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each node of a level the column and the step that part it best; step -1 for none."""
        width = binned.shape[1]
        shape = (nodes, width, _BINS)
        place = ((node[:, None] * width + np.arange(width)) * _BINS + binned).ravel()
        size = nodes * width * _BINS

        def below(values: Floats) -> NDArray[np.float64]:
            binwise = np.bincount(place, weights=np.repeat(values, width), minlength=size)
            return np.asarray(binwise.reshape(shape).cumsum(axis=2))

        left, curve = below(slope), below(bend)
        total, whole = left[:, :, -1:], curve[:, :, -1:]
        other, rest = total - left, whole - curve
        penalty, least = self._growth.penalty, self._growth.least_weight
        gain = left**2 / (curve + penalty) + other**2 / (rest + penalty)
        gain -= total**2 / (whole + penalty)
        gain[(curve < least) | (rest < least)] = 0.0
        flat = gain.reshape(nodes, -1)
        best = flat.argmax(axis=1)
        column, step = best // _BINS, best % _BINS
        return column, np.where(flat[np.arange(nodes), best] > 1e-9, step, -1)


def _edges(values: Signs) -> Signs:
    """The bounds between a column's bins, ascending."""
    shares = np.linspace(0.0, 1.0, _BINS + 1)[1:-1]
    found = np.unique(values)
    if len(found) < _BINS:
        return found[:-1]
    return np.unique(np.quantile(values, shares, method="lower")).astype(np.float32)
