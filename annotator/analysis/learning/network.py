"""A small network over hashed features, in numpy alone: one hidden layer of rectified units.

Several networks, begun from different chances, answer together: one alone wanders with its
beginning. Learned by Adam (Kingma and Ba 2015) with features and units left out at random
(Srivastava et al. 2014); the seeds are fixed, so the same rows give the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.learning.linear import FeatureTable, HashedRows, probabilities
from annotator.analysis.learning.optimisation import Floats, SparseRows

type Matrix = NDArray[np.float32]

_SEEDS = range(3)
_UNITS = 32
_ROUNDS = 20
_BATCH = 256
_FEATURES_KEPT, _UNITS_KEPT = 0.8, 0.5
_STEP, _DECAY = 3e-3, 1e-2
_SMOOTH, _SMOOTH_SQUARE, _TINY = 0.9, 0.999, 1e-8


@dataclass(frozen=True)
class Network:
    """Weights from features to hidden units, and from those to one score."""

    bits: int
    places: NDArray[np.uint32]
    """The hashed places that have a line in `first`; others count for nothing."""
    first: Matrix
    bias: Matrix
    second: Matrix
    offset: float

    def scores(self, table: FeatureTable) -> Floats:
        """For each row of `table`, hashed to as many bits, its log odds."""
        rows = table.hashed()
        raised = self._of_entries(rows)
        for block in rows.blocks:
            lines = self._with_none.take(self._lines.take(block), axis=0)
            lines[0] += raised
            raised = lines.sum(axis=0)
        return self._told(raised)

    def _of_entries(self, rows: HashedRows) -> Matrix:
        """For each row the sum of the lines of the features that only some rows have."""
        raised = np.zeros((rows.count, len(self.bias)), dtype=np.float32)
        if not rows.entries:
            return raised
        row_of = np.concatenate([at for at, _ in rows.entries])
        lines = self._lines.take(np.concatenate([places for _, places in rows.entries]))
        order = np.argsort(row_of, kind="stable")
        order = order[lines[order] >= 0]
        row_of, lines = row_of[order], lines[order]
        if len(row_of):
            starts = np.flatnonzero(np.diff(row_of, prepend=-1))
            raised[row_of[starts]] = np.add.reduceat(self.first.take(lines, axis=0), starts, axis=0)
        return raised

    def scores_of(self, counts: Matrix) -> Floats:
        """For each row of `counts`, one column a known place, its log odds."""
        return self._told(counts @ self.first)

    def _told(self, raised: Matrix) -> Floats:
        hidden = np.maximum(raised + self.bias, 0)
        return np.asarray(hidden @ self.second + self.offset, dtype=np.float64)

    @cached_property
    def _lines(self) -> NDArray[np.int64]:
        """For each hashed place its line in `first`, or -1."""
        lines = np.full(1 << self.bits, -1, dtype=np.int64)
        lines[self.places] = np.arange(len(self.places))
        return lines

    @cached_property
    def _with_none(self) -> Matrix:
        """`first` with a last line of nothing, which is also line -1."""
        return np.concatenate([self.first, np.zeros_like(self.first[:1])])


def _matrix(rows: NDArray[np.int64], columns: NDArray[np.int64], height: int, width: int) -> Matrix:
    counts = np.bincount(rows * width + columns, minlength=height * width)
    return counts.reshape(height, width).astype(np.float32)


def counts_of(rows: SparseRows) -> Matrix:
    """How often each row has each kept feature."""
    row_of = np.repeat(np.arange(rows.count), np.diff(rows.starts))
    return _matrix(row_of, rows.places, rows.count, len(rows.kept))


def learn_network(counts: Matrix, answers: Floats, rows: SparseRows, bits: int) -> Network:
    """The networks of all seeds as one, from rows of feature counts and answers from 0 to 1.

    `rows` is what the counts were taken from: it names the places of their columns.
    """
    parts = [_learned(counts, answers, seed) for seed in _SEEDS]
    first = np.concatenate([part.first for part in parts], axis=1)
    second = np.concatenate([part.second for part in parts])
    return Network(
        bits,
        rows.kept,
        first.astype(np.float16).astype(np.float32),
        np.concatenate([part.bias for part in parts]),
        (second / len(parts)).astype(np.float32),
        float(np.mean([part.offset for part in parts])),
    )


def _learned(counts: Matrix, answers: Floats, seed: int) -> _Weights:
    chance = np.random.default_rng(seed)
    total, width = counts.shape
    weights = _Weights.begun(width, chance)
    adam = _Adam(weights.flat, _ROUNDS * -(-total // _BATCH))
    for _ in range(_ROUNDS):
        order = chance.permutation(total)
        for start in range(0, total, _BATCH):
            batch = order[start : start + _BATCH]
            adam.step(weights.slopes(counts[batch], answers[batch], chance))
    return weights


class _Weights:
    """The weights of one network as one long row, and its parts as views of that."""

    def __init__(self, flat: Matrix) -> None:
        self.flat = flat
        units = _UNITS
        self.first = flat[: -2 * units - 1].reshape(-1, units)
        self.bias, self.second = flat[-2 * units - 1 : -units - 1], flat[-units - 1 : -1]
        self.offset = flat[-1:]

    @classmethod
    def begun(cls, width: int, chance: np.random.Generator) -> _Weights:
        """Small chance numbers, so that no two units are alike."""
        begun = cls(np.zeros(width * _UNITS + 2 * _UNITS + 1, dtype=np.float32))
        begun.first[:] = chance.standard_normal(begun.first.shape) / np.sqrt(width)
        begun.second[:] = 0.1 * chance.standard_normal(_UNITS)
        return begun

    def slopes(self, counts: Matrix, answers: Floats, chance: np.random.Generator) -> Matrix:
        """How the loss on a batch changes with each weight, some features and units left out."""
        kept = _kept(chance, (len(self.first), 1), _FEATURES_KEPT)
        raised = counts @ (self.first * kept) + self.bias
        units = _kept(chance, raised.shape, _UNITS_KEPT)
        hidden = np.maximum(raised, 0) * units
        told = probabilities((hidden @ self.second + self.offset).astype(np.float64))
        wrong = ((told - answers) / len(answers)).astype(np.float32)
        back = np.outer(wrong, self.second) * units * (raised > 0)
        slope = _Weights(np.empty_like(self.flat))
        slope.first[:] = (counts.T @ back) * kept
        slope.bias[:] = back.sum(axis=0)
        slope.second[:] = hidden.T @ wrong
        slope.offset[:] = wrong.sum()
        return slope.flat


def _kept(chance: np.random.Generator, shape: tuple[int, ...], share: float) -> Matrix:
    """1 / `share` for what is kept, 0 for what is left out."""
    return np.asarray((chance.random(shape) < share) / share, dtype=np.float32)


class _Adam:
    """Steps down the slope, each weight at a pace of its own, slower towards the end."""

    def __init__(self, weights: Matrix, steps: int) -> None:
        self._weights, self._steps, self._done = weights, steps, 0
        self._mean, self._square = np.zeros_like(weights), np.zeros_like(weights)

    def step(self, slope: Matrix) -> None:
        """Move the weights in place."""
        self._done += 1
        pace = np.float32(_STEP * (1.0 - self._done / (self._steps + 1)))
        self._mean += np.float32(1.0 - _SMOOTH) * (slope - self._mean)
        self._square += np.float32(1.0 - _SMOOTH_SQUARE) * (slope * slope - self._square)
        mean = self._mean / np.float32(1.0 - _SMOOTH**self._done)
        square = self._square / np.float32(1.0 - _SMOOTH_SQUARE**self._done)
        move = mean / (np.sqrt(square) + np.float32(_TINY))
        self._weights -= pace * (move + np.float32(_DECAY) * self._weights)
