"""Linear models over hashed features, in numpy alone.

A feature is a named combination of integers (string hashes of the pipeline, counts, flags);
its weight sits where a fixed multiplicative hash of name and values points. The hash depends on
nothing but its input, so weights learned on one machine serve on another.
Method: the hashing trick (Weinberger et al. 2009).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.uint64]
type Weights = NDArray[np.float32]

_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


def name_number(name: str) -> np.uint64:
    """A 64-bit number for a feature's name or a word, the same everywhere."""
    raw = name.encode()
    return np.uint64(zlib.crc32(raw) | (zlib.crc32(raw[::-1] + b"\x01") << 32))


def numbers(values: Iterable[int]) -> Numbers:
    """Signed or unsigned integers as the unsigned 64-bit numbers that features are made of."""
    return np.fromiter((value & 0xFFFFFFFFFFFFFFFF for value in values), dtype=np.uint64)


def mixed(first: Numbers, second: Numbers | np.uint64) -> Numbers:
    """One number for each pair of numbers; order matters."""
    joined: Numbers = (first ^ (first >> _SHIFT)) * _FIRST
    joined = (joined + second) * _SECOND
    return joined ^ (joined >> _SHIFT)


class FeatureTable:
    """The features of many rows, as indices into a weight array of 2**`bits` places."""

    def __init__(self, rows: int, bits: int) -> None:
        self.rows = rows
        self._shift = np.uint64(64 - bits)
        self._columns: list[NDArray[np.uint32]] = []
        self._entry_rows: list[NDArray[np.int64]] = []
        self._entries: list[NDArray[np.uint32]] = []

    def column(self, name: str, *values: Numbers) -> None:
        """One feature for every row."""
        self._columns.append(self._places(name, values))

    def entries(self, name: str, rows: NDArray[np.int64], *values: Numbers) -> None:
        """Features for some rows, each as often as it occurs in `rows`."""
        self._entry_rows.append(rows)
        self._entries.append(self._places(name, values))

    def _places(self, name: str, values: Sequence[Numbers]) -> NDArray[np.uint32]:
        joined = values[0]
        for value in values[1:]:
            joined = mixed(joined, value)
        return (mixed(joined, name_number(name)) >> self._shift).astype(np.uint32)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """(row, place) of every feature."""
        count = len(self._columns)
        rows = [np.tile(np.arange(self.rows, dtype=np.int64), count), *self._entry_rows]
        return np.concatenate(rows), np.concatenate([*self._columns, *self._entries])

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """For each row the sum of its features' weights."""
        total = np.zeros(self.rows)
        for column in self._columns:
            total += weights[column]
        if self._entries:
            rows = np.concatenate(self._entry_rows)
            values = weights[np.concatenate(self._entries)]
            total += np.bincount(rows, weights=values, minlength=self.rows)
        return total


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as probabilities by the logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))))


def shares(scores: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The softmax of scores inside each group; `starts` holds each group's first row."""
    sizes = np.diff(np.append(starts, len(scores)))
    top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    raised = np.exp(scores - top)
    return np.asarray(raised / np.repeat(np.add.reduceat(raised, starts), sizes))


@dataclass(frozen=True, slots=True)
class SparseWeights:
    """Weights as they are stored: the places that are not zero."""

    bits: int
    places: NDArray[np.uint32]
    values: NDArray[np.float16]

    @classmethod
    def of(cls, weights: NDArray[np.float64], bits: int, least: float = 1e-3) -> SparseWeights:
        """The weights of at least `least` in size, rounded to half precision."""
        places = np.flatnonzero(np.abs(weights) >= least).astype(np.uint32)
        return cls(bits, places, weights[places].astype(np.float16))

    def dense(self) -> Weights:
        weights = np.zeros(1 << self.bits, dtype=np.float32)
        weights[self.places] = self.values
        return weights
