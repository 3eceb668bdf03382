"""Sums of small decision trees over a few dozen numbers a row, as stored and as asked.

Every tree is complete: a row goes left or right the same number of times, so that all trees are
asked at once, level by level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Signs = NDArray[np.float32]
"""One row of numbers for each thing to be judged."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves add up to the logarithm of the odds of "yes"."""

    always: float
    """What every row has."""
    signs: NDArray[np.uint8]
    """For each tree and inner node the column it asks; level by level, left to right."""
    bounds: NDArray[np.float32]
    """For each tree and inner node the largest number with which a row goes left."""
    leaves: NDArray[np.float32]

    def scores(self, rows: Signs) -> NDArray[np.float64]:
        """For each row the log odds of "yes"."""
        count, inner = self.signs.shape
        tree = np.arange(count)[None, :]
        row_starts = np.arange(len(rows))[:, None] * rows.shape[1]
        node = np.zeros((len(rows), count), dtype=np.int64)
        for _ in range(inner.bit_length()):
            asked = tree * inner + node
            right = rows.take(row_starts + self.signs.take(asked)) > self.bounds.take(asked)
            node = 2 * node + 1 + right
        found = self.leaves.take(tree * (inner + 1) + node - inner)
        return np.asarray(self.always + found.sum(axis=1, dtype=np.float64))
