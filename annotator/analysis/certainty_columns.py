"""What the certainty models read of each token, as arrays of numbers fetched at once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotator.analysis.hedge_lexicon import HedgeLexicon
from annotator.analysis.layers import HedgeClass
from annotator.analysis.linear import Numbers, name_number

type Indices = NDArray[np.int64]

_FIELDS = ("LOWER", "LEMMA", "TAG", "DEP", "POS", "HEAD")
_AUXILIARIES, _PASSIVE, _NEGATION, _MARK = ("aux", "auxpass", "neg", "mark")
_FIRST_HEDGE = 16
"""Bits below are classes of words; bits from here on are classes of hedges found."""


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """One number a token and trait, with one more row at the end for "no such token"."""

    lower: Numbers
    lemma: Numbers
    tag: Numbers
    dep: Numbers
    pos: Numbers
    head: Indices
    """Of the root and of "no such token": "no such token"."""
    classes: Numbers
    """Word classes of the hedge lexicon and classes of hedges found there, as bits."""
    modal: Indices
    """The modal among the token's children."""
    other_aux: Indices
    """Another auxiliary among them ("to", "have", "did")."""
    negated: Numbers
    passive: Numbers
    mark: Indices
    """What makes it a subordinate clause ("if", "that", "because")."""
    adverbs: Numbers
    """Classes of its adverbs, as bits."""
    subject: Indices
    scoped: Numbers
    """Classes of the hedges in whose scope the token lies, as bits."""

    @property
    def size(self) -> int:
        return len(self.head) - 1


def token_columns(doc: Doc, lexicon: HedgeLexicon) -> TokenColumns:
    """The columns of `doc`, whose hedges must have been found."""
    n = len(doc)
    table = doc.to_array(list(_FIELDS)).astype(np.uint64).reshape(n, 6)
    head = np.append(table[:, 5].astype(np.int64) + np.arange(n), n)
    head[:n] = np.where(head[:n] == np.arange(n), n, head[:n])
    padded = [np.append(table[:, i], np.uint64(1)) for i in range(5)]
    lower, lemma, tag, dep, pos = padded
    classes = _classes(doc.vocab, lexicon, lower, lemma)
    scoped = np.zeros(n + 1, dtype=np.uint64)
    for hedge in doc._.hedges:
        bit = np.uint64(1 << (_FIRST_HEDGE + list(HedgeClass).index(hedge.hedge_class)))
        classes[hedge.span.start : hedge.span.end] |= bit
        scoped[hedge.scope.start : hedge.scope.end] |= bit
    children = _Children(doc.vocab, head, tag, dep)
    adverbs = np.zeros(n + 1, dtype=np.uint64)
    of_kind = children.where("advmod")
    np.bitwise_or.at(adverbs, head[of_kind], classes[of_kind] | np.uint64(1 << 40))
    modals = children.where(_AUXILIARIES, modal=True)
    return TokenColumns(
        lower,
        lemma,
        tag,
        dep,
        pos,
        head,
        classes,
        children.one(modals),
        children.one(children.where(_AUXILIARIES, modal=False)),
        children.any(children.where(_NEGATION)),
        children.any(children.where(_PASSIVE)),
        children.one(children.where(_MARK)),
        adverbs,
        children.one(np.concatenate([children.where("nsubj"), children.where("nsubjpass")])),
        scoped,
    )


class _Children:
    """Looks up children by the way they hang on their heads."""

    def __init__(self, vocab: Vocab, head: Indices, tag: Numbers, dep: Numbers) -> None:
        self._strings = vocab.strings
        self._head, self._dep = head, dep
        self._is_modal = tag == np.uint64(self._strings["MD"])
        self._size = len(head)

    def where(self, dependency: str, modal: bool | None = None) -> Indices:
        """The tokens that hang on their heads by `dependency`."""
        chosen = self._dep == np.uint64(self._strings[dependency])
        if modal is not None:
            chosen &= self._is_modal == modal
        return np.flatnonzero(chosen)

    def one(self, tokens: Indices) -> Indices:
        """For each token the first of `tokens` that hangs on it, or "no such token"."""
        found = np.full(self._size, self._size - 1, dtype=np.int64)
        found[self._head[tokens[::-1]]] = tokens[::-1]
        found[-1] = self._size - 1
        return found

    def any(self, tokens: Indices) -> Numbers:
        """1 for each token on which one of `tokens` hangs."""
        found = np.zeros(self._size, dtype=np.uint64)
        found[self._head[tokens]] = 1
        found[-1] = 0
        return found


def _classes(vocab: Vocab, lexicon: HedgeLexicon, lower: Numbers, lemma: Numbers) -> Numbers:
    known = _class_table(vocab, lexicon)
    classes = np.fromiter(
        (
            known.get(word, 0) | known.get(base, 0)
            for word, base in zip(lower.tolist(), lemma.tolist(), strict=True)
        ),
        dtype=np.uint64,
        count=len(lower),
    )
    classes[-1] = 0
    return classes


@lru_cache(maxsize=4)
def _class_table(vocab: Vocab, lexicon: HedgeLexicon) -> dict[int, int]:
    """String hash of a word of the lexicon to the bits of its classes."""
    table: dict[int, int] = {}
    for bit, words in enumerate(lexicon.word_classes):
        for word in words:
            key = vocab.strings.add(word)
            table[key] = table.get(key, 0) | (1 << bit)
    return table


def constant(name: str, size: int) -> Numbers:
    """A column of one and the same number."""
    return np.full(size, name_number(name))
