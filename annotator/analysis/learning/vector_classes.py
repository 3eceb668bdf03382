"""Neighbourhoods of word vectors, by spherical k-means (Dhillon and Modha 2001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_ROUNDS = 15


def centres(vocab: Vocab, count: int, seed: int) -> NDArray[np.float32]:
    """`count` directions that the vectors of `vocab` gather around, one row each.

    Rounded to half precision, as they are stored. A pipeline without vectors gives no rows of
    use: every word is then of the class "nowhere".
    """
    vectors = np.asarray(vocab.vectors.data, dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) < count:
        return np.zeros((count, 1), dtype=np.float32)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors[length[:, 0] > 0] / length[length[:, 0] > 0]
    chance = np.random.default_rng(seed)
    middle = unit[chance.choice(len(unit), count, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (unit @ middle.T).argmax(axis=1)
        total = np.zeros_like(middle)
        np.add.at(total, nearest, unit)
        norm = np.linalg.norm(total, axis=1, keepdims=True)
        middle = np.where(norm > 0, total / np.maximum(norm, 1e-6), middle)
    return middle.astype(np.float16).astype(np.float32)
