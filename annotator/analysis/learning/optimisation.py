"""Learning weights for hashed features, in numpy alone.

Logistic regression for yes-or-no questions, and a ranker for choices among candidates, both with a
squared penalty and minimised by L-BFGS (Nocedal 1980): no chance is involved, so the same rows give
the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.learning.linear import FeatureTable, shares

type Floats = NDArray[np.float64]
type Objective = Callable[[Floats], tuple[float, Floats]]

_MEMORY = 8
_HALVINGS = 25
_SUFFICIENT = 1e-4
_BLOCK = 1 << 19
"""Features handled at once: few enough for the cache, many enough for numpy."""


@dataclass(slots=True)
class SparseRows:
    """Rows of features as places in one long list, only those kept that occur often enough."""

    places: NDArray[np.int64]
    """For each feature of each row its index in `kept`."""
    starts: NDArray[np.int64]
    kept: NDArray[np.uint32]
    """The places in the hashed weight array that the indices stand for."""

    @classmethod
    def of(cls, tables: Sequence[FeatureTable], least: int = 2) -> SparseRows:
        """All rows of `tables`, without features seen fewer than `least` times."""
        parts: list[NDArray[np.uint32]] = []
        sizes: list[NDArray[np.int64]] = []
        for table in tables:
            if table.rows:
                rows, places = table.pairs()
                order = np.argsort(rows, kind="stable")
                parts.append(places[order])
                sizes.append(np.bincount(rows, minlength=table.rows))
        return cls._kept(np.concatenate(parts), np.concatenate(sizes), least)

    @classmethod
    def _kept(cls, places: NDArray[np.uint32], sizes: NDArray[np.int64], least: int) -> SparseRows:
        seen = np.bincount(places)
        kept = np.flatnonzero(seen >= least).astype(np.uint32)
        index = np.full(len(seen), -1, dtype=np.int64)
        index[kept] = np.arange(len(kept))
        mapped = index[places]
        row_of = np.repeat(np.arange(len(sizes)), sizes)
        good = mapped >= 0
        left = np.bincount(row_of[good], minlength=len(sizes))
        starts = np.concatenate([[0], np.cumsum(left)]).astype(np.int64)
        return cls(mapped[good], starts, kept)

    @property
    def count(self) -> int:
        return len(self.starts) - 1

    def chosen(self, rows: NDArray[np.int64]) -> SparseRows:
        """Only the rows at these indices, in their order."""
        sizes = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        offsets = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes)
        return SparseRows(
            self.places[np.repeat(self.starts[:-1][rows], sizes) + offsets], starts, self.kept
        )

    def times(self, weights: Floats) -> Floats:
        """For each row the sum of its features' weights."""
        out = np.zeros(self.count)
        for first, last, start, end in self._blocks():
            total = np.concatenate([[0.0], np.cumsum(weights[self.places[start:end]])])
            edges = self.starts[first : last + 1] - start
            out[first:last] = total[edges[1:]] - total[edges[:-1]]
        return out

    def gathered(self, per_row: Floats) -> Floats:
        """For each feature the sum of `per_row` over the rows that have it."""
        out = np.zeros(len(self.kept))
        for first, last, start, end in self._blocks():
            sizes = np.diff(self.starts[first : last + 1])
            spread = np.repeat(per_row[first:last], sizes)
            out += np.bincount(self.places[start:end], weights=spread, minlength=len(out))
        return out

    def _blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """(first row, end row, first place, end place) of pieces that fit a processor's cache."""
        first = 0
        while first < self.count:
            start = int(self.starts[first])
            last = int(np.searchsorted(self.starts, start + _BLOCK, side="right")) - 1
            last = min(max(last, first + 1), self.count)
            yield first, last, start, int(self.starts[last])
            first = last

    def hashed(self, weights: Floats, bits: int) -> Floats:
        """`weights` at their places in a hashed array of 2**`bits`."""
        out = np.zeros(1 << bits)
        out[self.kept] = weights
        return out


def learn_yes_no(
    rows: SparseRows,
    answers: Floats,
    penalty: float,
    *,
    iterations: int = 60,
    start: Floats | None = None,
) -> Floats:
    """Weights by which the logistic function of a row's score is the chance of "yes".

    `start` is where to begin, when weights learned from nearly the same rows are at hand.
    """

    def objective(weights: Floats) -> tuple[float, Floats]:
        scores = np.clip(rows.times(weights), -30.0, 30.0)
        loss = float(np.sum(np.logaddexp(0.0, scores) - answers * scores))
        wrong = 1.0 / (1.0 + np.exp(-scores)) - answers
        return (
            loss + 0.5 * penalty * float(weights @ weights),
            rows.gathered(wrong) + penalty * weights,
        )

    return minimise(objective, np.zeros(len(rows.kept)) if start is None else start, iterations)


def learn_choice(
    rows: SparseRows,
    starts: NDArray[np.int64],
    gains: Floats,
    penalty: float,
    *,
    iterations: int = 60,
    start: Floats | None = None,
) -> Floats:
    """Weights that give the candidates of each group the chances with the most gain.

    `starts` holds each group's first row, `gains` what choosing each row is worth (0 to 1); what
    grows is the logarithm of the gain expected under the softmax of the scores.
    """
    sizes = np.diff(np.append(starts, rows.count))

    def objective(weights: Floats) -> tuple[float, Floats]:
        chance = shares(rows.times(weights), starts)
        expected = np.maximum(np.add.reduceat(chance * gains, starts), 1e-12)
        better = chance * gains / np.repeat(expected, sizes)
        return (
            float(-np.sum(np.log(expected))) + 0.5 * penalty * float(weights @ weights),
            rows.gathered(chance - better) + penalty * weights,
        )

    return minimise(objective, np.zeros(len(rows.kept)) if start is None else start, iterations)


def minimise(objective: Objective, start: Floats, iterations: int) -> Floats:
    """The point where `objective` (value and gradient) is least, by L-BFGS from `start`."""
    point = start.copy()
    value, slope = objective(point)
    steps: list[tuple[Floats, Floats, float]] = []
    for _ in range(iterations):
        direction = -_curved(slope, steps)
        fall = float(direction @ slope)
        if fall > -1e-9:
            break
        length = 1.0 if steps else min(1.0, 1.0 / float(np.abs(slope).max()))
        for _ in range(_HALVINGS):
            candidate = point + length * direction
            new_value, new_slope = objective(candidate)
            if new_value <= value + _SUFFICIENT * length * fall:
                break
            length *= 0.5
        else:
            break
        moved, turned = candidate - point, new_slope - slope
        bend = float(moved @ turned)
        if bend > 1e-12:
            steps = [*steps[-_MEMORY + 1 :], (moved, turned, 1.0 / bend)]
        done = value - new_value < 1e-6 * abs(value)
        point, value, slope = candidate, new_value, new_slope
        if done:
            break
    return point


def _curved(slope: Floats, steps: list[tuple[Floats, Floats, float]]) -> Floats:
    """The slope times the inverse curvature that the last steps tell of (two-loop recursion)."""
    q = slope.copy()
    weights: list[float] = []
    for moved, turned, scale in reversed(steps):
        weight = scale * float(moved @ q)
        q -= weight * turned
        weights.append(weight)
    if steps:
        moved, turned, _ = steps[-1]
        q *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned, scale), weight in zip(steps, reversed(weights), strict=True):
        q += (weight - scale * float(turned @ q)) * moved
    return q
