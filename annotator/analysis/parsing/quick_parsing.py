"""The pipeline's own components made faster; what they find stays the same.

Linear algebra goes to numpy, which has faster kernels than the library that spaCy brings. What a
model reads of a token before it looks at the tokens beside is worked out once for all tokens that
are alike: the half of an article's words are words that it had before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

from annotator.analysis.parsing.remembering_matcher import RememberingMatcher

_OF_A_WORD = frozenset({"NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "ORTH"})
"""Attributes that follow from a token's letters, its norm, and the space behind it."""
_KIND = ("ORTH", "NORM", "SPACY")
_MIX = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)
"""Odd numbers that make one of the three: as unlikely to meet as two words' own numbers."""
_TOKEN_BY_TOKEN = frozenset(
    {
        "extract_features",
        "list2ragged",
        "ints-getitem",
        "hashembed",
        "static_vectors",
        "maxout",
        "layernorm",
        "dropout",
        "ragged2list",
    }
)
"""Layers whose result for a token depends on no other token."""

type _Floats = NDArray[np.float32]
type _Read = tuple[list[_Floats], Callable[[list[_Floats]], list[Doc]]]


def quicken(nlp: Language) -> None:
    """Make the components of `nlp` faster; it can read from then on, and no longer learn."""
    numerics = NumpyOps(use_blis=False)
    numerics.maxout = _greatest
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _read_kinds_once(model)
            for layer in model.walk():
                if isinstance(layer.ops, NumpyOps):
                    layer.ops = numerics
        if isinstance(component, AttributeRuler):
            component.matcher = RememberingMatcher(component)


def _greatest(pieces: _Floats) -> tuple[_Floats, NDArray[np.int32]]:
    """The greatest of the last axis; which it was only learning asks, and is not told."""
    best = pieces[:, :, 0]
    for piece in range(1, pieces.shape[2]):
        best = np.maximum(best, pieces[:, :, piece])
    return np.ascontiguousarray(best), np.empty(0, dtype=np.int32)


def _read_kinds_once(model: Model[object, object]) -> None:
    """Have every part of `model` that reads tokens one by one read each kind of token once."""
    for node in [*model.walk()]:
        for place, layer in enumerate(node.layers):
            if _reads_token_by_token(layer):
                node.layers[place] = Model("each_kind_once", _once, layers=[layer])


def _reads_token_by_token(layer: Model[object, object]) -> bool:
    leaves = [node for node in layer.walk() if not node.layers]
    columns = {column for leaf in leaves for column in leaf.attrs.get("columns", ()) if leaf.attrs}
    return (
        bool(columns)
        and columns <= _OF_A_WORD
        and bool(layer.layers)
        and layer.layers[-1].name == "ragged2list"
        and _TOKEN_BY_TOKEN.issuperset(leaf.name for leaf in leaves)
    )


def _once(model: Model[object, object], docs: Sequence[Doc], is_train: bool) -> _Read:
    """What the only layer of `model` makes of `docs`, each kind of token given to it once."""
    if not sum(map(len, docs)):
        return model.layers[0](docs, is_train)
    kinds = _Kinds(docs)
    (values,), _ = model.layers[0]([kinds], is_train)
    return np.split(values[kinds.kind_of], np.cumsum([len(doc) for doc in docs])[:-1]), _unlearned


def _unlearned(_: list[_Floats]) -> list[Doc]:
    raise NotImplementedError("a pipeline made faster does not learn")


class _Kinds:
    """One token of each kind in some documents; to a model that reads them it is a document."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._docs = docs
        numbers = self._joined(list(_KIND)) * _MIX
        _, self._first, self.kind_of = np.unique(
            numbers.sum(axis=1, dtype=np.uint64), return_index=True, return_inverse=True
        )

    @property
    def vocab(self) -> Vocab:
        return self._docs[0].vocab

    def __len__(self) -> int:
        return len(self._first)

    def to_array(self, attributes: int | str | list[int | str]) -> NDArray[np.uint64]:
        return np.asarray(self._joined(attributes)[self._first])

    def _joined(self, attributes: int | str | list[int | str]) -> NDArray[np.uint64]:
        return np.concatenate([doc.to_array(attributes) for doc in self._docs])
