"""Sentences taken apart into finite clauses, by the parse."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.words import places_of, word_numbers

_VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_SUBJECT_NUMBERS = word_numbers(_SUBJECTS)
_AUXILIARIES = frozenset({"aux", "auxpass"})
_CONNECTIVES = frozenset({"cc", "mark"})
_KEPT = frozenset({"if", "unless", "although", "though", "because", "while", "whether"})
"""Connectives that change what a clause says."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb with what depends on it."""

    head: int
    """Token index of its verb."""
    parent: int | None
    """Position in the sentence's list of clauses of the clause around it."""
    dependency: str
    """How its verb hangs on the clause around it ("conj", "relcl", "ccomp", "ROOT")."""
    subject: TokenSpan | None
    """Its own subject, or the one it shares with the verb it is coordinated with."""
    shares_subject: bool


def is_finite(verb: Token) -> bool:
    """Whether `verb`, or an auxiliary of it, bears tense."""
    if verb.pos_ not in _VERBS:
        return False
    if verb.tag_ in _FINITE:
        return verb.dep_ not in _AUXILIARIES
    return any(child.dep_ in _AUXILIARIES and child.tag_ in _FINITE for child in verb.children)


def subject_of(verb: Token) -> Token | None:
    """The subject of `verb`, when it has one of its own."""
    for child in verb.lefts:
        if child.dep in _SUBJECT_NUMBERS:
            return child
    return next((child for child in verb.rights if child.dep in _SUBJECT_NUMBERS), None)


@dataclass(frozen=True, slots=True)
class Clauses:
    """The finite clauses of one sentence, and which of them each word belongs to."""

    every: Sequence[Clause]
    """In the order of their verbs."""
    of_token: Mapping[int, int]
    """Token index to position in `every`; words outside all clauses are missing."""

    def words(self, chosen: Iterable[int]) -> dict[int, list[int]]:
        """For each of the `chosen` clauses its words, with those of clauses below it that are
        not chosen."""
        keep = set(chosen)
        home: dict[int, int | None] = {}
        for index in range(len(self.every)):
            here: int | None = index
            while here is not None and here not in keep:
                here = self.every[here].parent
            home[index] = here
        found: dict[int, list[int]] = {index: [] for index in keep}
        for token, index in self.of_token.items():
            owner = home[index]
            if owner is not None:
                found[owner].append(token)
        return {index: sorted(tokens) for index, tokens in found.items()}


class ClauseReader:
    """Takes the sentences of one document apart."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._head = [i + by for i, by in enumerate(doc.to_array("HEAD").astype(int).tolist())]
        auxiliaries = set(places_of(doc, "DEP", _AUXILIARIES))
        tensed = set(places_of(doc, "TAG", _FINITE))
        helped = {self._head[i] for i in auxiliaries & tensed}
        verbs = places_of(doc, "POS", _VERBS)
        # The same as `is_finite`, for all at once.
        self._finite = [i for i in verbs if (i not in auxiliaries if i in tensed else i in helped)]

    def clauses_of(self, sentence: DocSpan) -> Clauses:
        """The finite clauses of `sentence`."""
        first = bisect_left(self._finite, sentence.start)
        heads = self._finite[first : bisect_left(self._finite, sentence.end, first)]
        of_token = self._owners(sentence, heads)
        return Clauses([self._clause(self._doc[head], of_token) for head in heads], of_token)

    def _clause(self, verb: Token, of_token: Mapping[int, int]) -> Clause:
        above = self._head[verb.i]
        around = of_token.get(above) if above != verb.i else None
        subject = subject_of(verb)
        shared = subject is None and verb.dep_ == "conj"
        if shared:
            subject = _shared_subject(verb)
        extent = None if subject is None else _extent(subject)
        return Clause(verb.i, around, verb.dep_, extent, shared and subject is not None)

    def _owners(self, sentence: DocSpan, heads: Sequence[int]) -> dict[int, int]:
        """For each token the clause whose verb it hangs on most closely."""
        owner: dict[int, int | None] = {head: index for index, head in enumerate(heads)}
        for token in range(sentence.start, sentence.end):
            trail: list[int] = []
            here = token
            while here not in owner:
                trail.append(here)
                above = self._head[here]
                if above == here:
                    owner[here] = None
                here = above
            clause = owner[here]
            for index in trail:
                owner[index] = clause
        return {token: clause for token, clause in owner.items() if clause is not None}


def _shared_subject(verb: Token) -> Token | None:
    """The subject of the first verb up the chain of coordination that has one."""
    while verb.dep_ == "conj":
        verb = verb.head
        subject = subject_of(verb)
        if subject is not None:
            return subject
    return None


def _extent(token: Token) -> TokenSpan:
    return TokenSpan(token.left_edge.i, token.right_edge.i + 1)


def pieces(doc: Doc, tokens: Sequence[int]) -> TokenSpans:
    """`tokens` (ascending) as spans, small gaps of punctuation closed, edges tidied."""
    runs: list[list[int]] = []
    for index in tokens:
        if runs and all(_bridges(doc[between]) for between in range(runs[-1][1], index)):
            runs[-1][1] = index + 1
        else:
            runs.append([index, index + 1])
    tidy = (tidied(doc, TokenSpan(start, end)) for start, end in runs)
    return tuple(span for span in tidy if span.end > span.start)


def _bridges(token: Token) -> bool:
    return token.is_punct or token.is_space


def tidied(doc: Doc, span: TokenSpan) -> TokenSpan:
    """`span` without conjunctions and loose punctuation at its ends; brackets and marks that
    pair inside it stay."""
    start, end = span
    while start < end and _loose_at_start(doc, start, end):
        start += 1
    while end > start and _loose_at_end(doc, start, end - 1):
        end -= 1
    return TokenSpan(start, end)


def _loose_at_start(doc: Doc, index: int, end: int) -> bool:
    token = doc[index]
    if token.is_space or (token.dep_ in _CONNECTIVES and token.lower_ not in _KEPT):
        return True
    if token.is_quote or token.is_bracket:
        return not any(doc[i].is_quote or doc[i].is_bracket for i in range(index + 1, end))
    return token.is_punct


def _loose_at_end(doc: Doc, start: int, index: int) -> bool:
    token = doc[index]
    if token.is_space or token.dep_ in _CONNECTIVES:
        return True
    if token.is_quote or token.is_bracket:
        return not any(doc[i].is_quote or doc[i].is_bracket for i in range(start, index))
    return token.is_punct
