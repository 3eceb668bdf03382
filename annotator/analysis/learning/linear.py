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
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.uint64]
type Places = NDArray[np.int64]
"""Indices into a weight array."""
type Weights = NDArray[np.float32]
type _Entries = tuple[np.uint64, NDArray[np.int64], tuple[Numbers, ...]]

_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


@lru_cache(maxsize=4096)
def name_number(name: str) -> np.uint64:
    """A 64-bit number for a feature's name or a word, the same everywhere."""
    raw = name.encode()
    return np.uint64(zlib.crc32(raw) | (zlib.crc32(raw[::-1] + b"\x01") << 32))


def numbers(values: Iterable[int]) -> Numbers:
    """Signed or unsigned integers as the unsigned 64-bit numbers that features are made of."""
    return np.fromiter((value & 0xFFFFFFFFFFFFFFFF for value in values), dtype=np.uint64)


def mixed(first: Numbers, second: Numbers | np.uint64) -> Numbers:
    """One number for each pair of numbers; order matters."""
    # In place: making room for a result costs more than a sum over a page's numbers.
    joined: Numbers = first >> _SHIFT
    joined ^= first
    joined *= _FIRST
    joined += second
    joined *= _SECOND
    joined ^= joined >> _SHIFT
    return joined


class FeatureTable:
    """The features of many rows, as indices into a weight array of 2**`bits` places.

    Features are collected first and hashed together, all of one arity in one go: for the few
    hundred rows of a page numpy costs by the call, not by the number.
    """

    def __init__(self, rows: int, bits: int) -> None:
        self.rows = rows
        self._shift = np.uint64(64 - bits)
        self._columns: dict[int, list[tuple[np.uint64, tuple[Numbers, ...]]]] = {}
        self._entries: dict[int, list[_Entries]] = {}

    def column(self, name: str, *values: Numbers) -> None:
        """One feature for every row."""
        self._columns.setdefault(len(values), []).append((name_number(name), values))

    def entries(self, name: str, rows: NDArray[np.int64], *values: Numbers) -> None:
        """Features for some rows, each as often as it occurs in `rows`."""
        self._entries.setdefault(len(values), []).append((name_number(name), rows, values))

    def hashed(self) -> HashedRows:
        """The features collected so far, hashed."""
        return HashedRows(self.rows, self._column_places(), self._entry_places())

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """For each row the sum of its features' weights."""
        return self.hashed().scores(weights)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """(row, place) of every feature."""
        found = self._entry_places()
        for block in self._column_places():
            found.append((np.tile(np.arange(self.rows), len(block)), block.ravel()))
        rows, places = zip(*found, strict=True)
        return np.concatenate(rows), np.concatenate(places).astype(np.uint32)

    def _column_places(self) -> list[Places]:
        out: list[Places] = []
        for arity, columns in self._columns.items():
            shape = len(columns), self.rows
            names = np.array([name for name, _ in columns], dtype=np.uint64)
            parts = [
                np.concatenate([values[k] for _, values in columns]).reshape(shape)
                for k in range(arity)
            ]
            out.append(self._places(names[:, None], parts))
        return out

    def _entry_places(self) -> list[tuple[NDArray[np.int64], Places]]:
        out: list[tuple[NDArray[np.int64], Places]] = []
        for arity, entries in self._entries.items():
            sizes = [len(at) for _, at, _ in entries]
            names = np.repeat(np.array([name for name, _, _ in entries], dtype=np.uint64), sizes)
            parts = [np.concatenate([values[k] for _, _, values in entries]) for k in range(arity)]
            rows = np.concatenate([at for _, at, _ in entries])
            out.append((rows, self._places(names, parts)))
        return out

    def _places(self, names: Numbers, values: Sequence[Numbers]) -> Places:
        joined = values[0]
        for value in values[1:]:
            joined = mixed(joined, value)
        places = mixed(joined, names)
        places >>= self._shift
        return places.view(np.int64)


@dataclass(frozen=True, slots=True)
class HashedRows:
    """Rows of features as places in a weight array."""

    count: int
    blocks: Sequence[Places]
    """Features of every row: one line a feature, one column a row."""
    entries: Sequence[tuple[NDArray[np.int64], Places]]
    """Features that only some rows have: the rows, and the place for each."""

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """For each row the sum of its features' weights."""
        total = np.zeros(self.count)
        for block in self.blocks:
            total += weights.take(block).sum(axis=0, dtype=np.float64)
        for rows, places in self.entries:
            total += np.bincount(rows, weights=weights.take(places), minlength=self.count)
        return total

    def chosen(self, rows: NDArray[np.int64]) -> HashedRows:
        """Only the rows at these indices, in their order."""
        new = np.full(self.count, -1)
        new[rows] = np.arange(len(rows))
        entries: list[tuple[NDArray[np.int64], Places]] = []
        for old, places in self.entries:
            moved = new[old]
            kept = moved >= 0
            entries.append((moved[kept], places[kept]))
        return HashedRows(len(rows), [block.take(rows, axis=1) for block in self.blocks], entries)


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as probabilities by the logistic function."""
    kept = np.minimum(np.maximum(scores, -30.0), 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-kept)))


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
