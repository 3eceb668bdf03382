"""What the features of cues, contents and sources read of each token, as arrays of numbers.

Words are seen four ways: as themselves, as dictionary forms, by their classes in the cue lexicon
and by the neighbourhood of their word vector, so that a cue never met in training resembles one
that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.learning.linear import Numbers, name_number
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.domain.claim import CueClass

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from annotator.analysis.parsing.parse_view import ParseView

_CLASS_BITS = {cue_class: 1 << i for i, cue_class in enumerate(CueClass)}
_NOWHERE = np.uint64(0xFFFF)


@lru_cache(maxsize=65536)
def word_number(word: str) -> int:
    """The number of a word or a rule's name, for use in features."""
    return int(name_number(word))


class VectorClasses:
    """Which neighbourhoods a word's vector lies in, coarse and fine."""

    def __init__(
        self, vocab: Vocab, coarse: NDArray[np.float32], fine: NDArray[np.float32]
    ) -> None:
        self._rows: dict[int, int] = vocab.vectors.key2row
        data = np.asarray(vocab.vectors.data, dtype=np.float32)
        usable = data.ndim == 2 and len(data) > 0 and data.shape[1] == coarse.shape[1]
        self._coarse = nearest(data, coarse) if usable else None
        self._fine = nearest(data, fine) if usable else None

    def of(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """(coarse, fine) classes of the words with these string hashes."""
        if self._coarse is None or self._fine is None:
            nowhere = np.full(len(keys), _NOWHERE)
            return nowhere, nowhere
        look = self._rows.get
        rows = np.array([look(key, -1) for key in keys.tolist()], dtype=np.int64)
        known = rows >= 0
        rows = np.where(known, rows, 0)
        return (
            np.where(known, self._coarse[rows], _NOWHERE),
            np.where(known, self._fine[rows], _NOWHERE),
        )


def nearest(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> Numbers:
    """The index of the centre in whose direction each vector points."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.maximum(length, 1e-6)
    return np.asarray((unit @ centres.T).argmax(axis=1)).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class TokenTraits:
    """One number a token and trait."""

    lower: Numbers
    lemma: Numbers
    tag: Numbers
    dep: Numbers
    pos: Numbers
    ent: Numbers
    classes: Numbers
    """The token's classes in the cue lexicon, as bits."""
    coarse: Numbers
    fine: Numbers
    quote: Numbers
    """Whether the token stands outside quotations, in speech, in scare quotes, or is a mark."""
    head: NDArray[np.int64]


def token_traits(view: ParseView, lexicon: CueLexicon, vectors: VectorClasses) -> TokenTraits:
    """The traits of every token of `view`, with one more at the end for "beyond the text"."""
    coarse, fine = vectors.of(view.lemma_ids)
    pairs = list(zip(view.lemma, view.pos, strict=True))
    bits = {pair: sum(_CLASS_BITS[c] for c in lexicon.classes(*pair)) for pair in set(pairs)}
    classes = [bits[pair] for pair in pairs]
    kinds = [
        0 if index < 0 else 1 if view.quotations[index].kind == "speech" else 2
        for index in view.quote_of
    ]
    quote = [3 if mark else kind for mark, kind in zip(view.mark, kinds, strict=True)]

    def padded(values: Numbers) -> Numbers:
        return np.append(values, np.uint64(1))

    return TokenTraits(
        padded(view.lower_ids),
        padded(view.lemma_ids),
        padded(view.tag_ids),
        padded(view.dep_ids),
        padded(view.pos_ids),
        padded(view.ent_ids),
        padded(np.array(classes, dtype=np.uint64)),
        padded(coarse),
        padded(fine),
        padded(np.array(quote, dtype=np.uint64)),
        np.append(np.array(view.head, dtype=np.int64), view.size),
    )
