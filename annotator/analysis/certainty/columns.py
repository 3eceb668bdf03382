"""What the certainty models read of each token, as arrays of numbers fetched at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotator.analysis.certainty.outlook import outlook_classes
from annotator.analysis.learning.linear import Numbers, name_number
from annotator.analysis.lexicon.hedge_lexicon import HedgeLexicon
from annotator.analysis.parsing.layers import HedgeClass

type Indices = NDArray[np.int64]

_FIELDS = ("LOWER", "LEMMA", "TAG", "DEP", "POS", "SUFFIX", "HEAD")
_AUXILIARIES, _PASSIVE, _NEGATION, _MARK = ("aux", "auxpass", "neg", "mark")
_DENIALS = ("no", "never", "nobody", "none", "hardly", "neither", "without")
_DENYING = ("det", "nsubj", "nsubjpass", "advmod", "preconj")
_CLAUSAL = ("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl")
_LONGEST_LIST = 4
_FIRST_HEDGE = 16
"""Bits below are classes of words; bits from here on are classes of hedges found."""
_HEDGE_BITS = {kind: np.uint64(1 << bit) for bit, kind in enumerate(HedgeClass, _FIRST_HEDGE)}


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
    suffix: Numbers
    outlook: Numbers
    """What the token says of whether the thing it governs comes to pass, as bits."""
    denied: Numbers
    """Negated, or by a word such as "no" or "never" among its children."""
    determiner: Indices
    lead: Indices
    """The first of the words that the token is coordinated with; mostly itself."""
    preposition: Indices
    """The one under which the lead stands."""
    governor: Indices
    """What the lead hangs on, above its preposition."""
    modality: Numbers
    """Word of the modal, or "to"."""
    clausal: NDArray[np.bool_]
    """Whether the token heads a clause that another word governs."""

    @property
    def size(self) -> int:
        return len(self.head) - 1


def token_columns(doc: Doc, lexicon: HedgeLexicon) -> TokenColumns:
    """The columns of `doc`, whose hedges must have been found."""
    n = len(doc)
    table = doc.to_array(list(_FIELDS)).astype(np.uint64).reshape(n, len(_FIELDS))
    head = np.append(table[:, -1].astype(np.int64) + np.arange(n), n)
    head[:n] = np.where(head[:n] == np.arange(n), n, head[:n])
    padded = [np.append(table[:, i], np.uint64(1)) for i in range(len(_FIELDS) - 1)]
    lower, lemma, tag, dep, pos, suffix = padded
    known = _class_table(doc.vocab, lexicon)
    classes = known.of(lower) | known.of(lemma)
    classes[-1] = 0
    outlook = _outlook_table(doc.vocab).of(lemma)
    outlook[-1] = 0
    scoped = _with_hedges(doc, classes)
    children = _Children(doc.vocab, head, tag, dep, lower)
    adverbs = np.zeros(n + 1, dtype=np.uint64)
    of_kind = children.where("advmod")
    np.bitwise_or.at(adverbs, head[of_kind], classes[of_kind] | np.uint64(1 << 40))
    modal = children.one(children.where(_AUXILIARIES, modal=True))
    other_aux = children.one(children.where(_AUXILIARIES, modal=False))
    negations = children.where(_NEGATION)
    denials = children.words(_DENIALS, _DENYING)
    lead, preposition, governor = _above(doc.vocab, head, dep)
    return TokenColumns(
        lower,
        lemma,
        tag,
        dep,
        pos,
        head,
        classes,
        modal,
        other_aux,
        children.any(negations),
        children.any(children.where(_PASSIVE)),
        children.one(children.where(_MARK)),
        adverbs,
        children.one(np.concatenate([children.where("nsubj"), children.where("nsubjpass")])),
        scoped,
        suffix,
        outlook,
        children.any(np.concatenate([negations, denials])),
        children.one(np.concatenate([children.where("det"), children.where("poss")])),
        lead,
        preposition,
        governor,
        _modality(doc.vocab, lower, modal, other_aux),
        among(dep, doc.vocab, _CLAUSAL),
    )


def _with_hedges(doc: Doc, classes: Numbers) -> Numbers:
    """Adds the classes of the hedges found to those of their words; what lies in their scopes."""
    scoped = np.zeros_like(classes)
    for hedge in doc._.hedges:
        bit = _HEDGE_BITS[hedge.hedge_class]
        classes[hedge.span.start : hedge.span.end] |= bit
        scoped[hedge.scope.start : hedge.scope.end] |= bit
    return scoped


def _above(vocab: Vocab, head: Indices, dep: Numbers) -> tuple[Indices, Indices, Indices]:
    """For each token its lead, that one's preposition, and what governs both."""
    none = len(head) - 1
    lead = np.arange(len(head))
    joined = dep == np.uint64(vocab.strings["conj"])
    for _ in range(_LONGEST_LIST):
        lead = np.where(joined[lead], head[lead], lead)
    under = among(dep, vocab, ("pobj", "pcomp"))[lead]
    preposition = np.where(under, head[lead], none)
    governor = np.where(under, head[head[lead]], head[lead])
    return lead, preposition, governor


def _modality(vocab: Vocab, lower: Numbers, modal: Indices, other_aux: Indices) -> Numbers:
    to = np.uint64(vocab.strings["to"])
    infinitive = np.where(lower[other_aux] == to, to, np.uint64(0))
    return np.where(modal < len(lower) - 1, lower[modal], infinitive)


class _Children:
    """Looks up children by the way they hang on their heads."""

    def __init__(
        self, vocab: Vocab, head: Indices, tag: Numbers, dep: Numbers, lower: Numbers
    ) -> None:
        self._vocab, self._strings = vocab, vocab.strings
        self._head, self._dep, self._lower = head, dep, lower
        self._is_modal = tag == np.uint64(self._strings["MD"])
        self._size = len(head)

    def where(self, dependency: str, modal: bool | None = None) -> Indices:
        """The tokens that hang on their heads by `dependency`."""
        chosen = self._dep == np.uint64(self._strings[dependency])
        if modal is not None:
            chosen &= self._is_modal == modal
        return np.flatnonzero(chosen)

    def words(self, words: Sequence[str], dependencies: Sequence[str]) -> Indices:
        """The tokens that are one of `words` and hang on their heads by one of `dependencies`."""
        is_word = among(self._lower, self._vocab, words)
        return np.flatnonzero(is_word & among(self._dep, self._vocab, dependencies))

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


def among(values: Numbers, vocab: Vocab, words: Sequence[str]) -> NDArray[np.bool_]:
    """Which of `values` are the numbers of one of a few `words`."""
    asked = np.array([[vocab.strings[word]] for word in words], dtype=np.uint64)
    found: NDArray[np.bool_] = np.logical_or.reduce(values == asked, axis=0)
    return found


def bits_of(values: Numbers) -> tuple[Indices, Numbers]:
    """(row, bit) of every bit that is set in `values`, row by row and the lowest first."""
    octets = values.astype("<u8", copy=False).view(np.uint8)
    (at,) = np.unpackbits(octets, bitorder="little").view(np.bool_).nonzero()
    return at >> 6, (at & 63).view(np.uint64)


class _WordBits:
    """The classes of the words that a list names, as bits, by the numbers of the words."""

    def __init__(self, vocab: Vocab, classes: Sequence[frozenset[str]]) -> None:
        bits: dict[int, int] = {}
        for bit, words in enumerate(classes):
            for word in words:
                key = vocab.strings.add(word)
                bits[key] = bits.get(key, 0) | (1 << bit)
        keys = sorted(bits)
        self._keys = np.array(keys, dtype=np.uint64)
        self._bits = np.array([*(bits[key] for key in keys), 0], dtype=np.uint64)

    def of(self, words: Numbers) -> Numbers:
        """The bits of each of `words`; none for those that are not listed."""
        at = self._keys.searchsorted(words)
        listed = self._keys.take(at, mode="clip") == words
        return np.where(listed, self._bits[at], np.uint64(0))


@lru_cache(maxsize=4)
def _class_table(vocab: Vocab, lexicon: HedgeLexicon) -> _WordBits:
    return _WordBits(vocab, lexicon.word_classes)


@lru_cache(maxsize=4)
def _outlook_table(vocab: Vocab) -> _WordBits:
    return _WordBits(vocab, outlook_classes())


def constant(name: str, size: int) -> Numbers:
    """A column of one and the same number."""
    return np.full(size, name_number(name))
