"""Sentences taken apart into finite clauses, by the parse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.extensions import TokenSpan, TokenSpans

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
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
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.tag_ in _FINITE:
        return verb.dep_ not in _AUXILIARIES
    return any(child.dep_ in _AUXILIARIES and child.tag_ in _FINITE for child in verb.children)


def subject_of(verb: Token) -> Token | None:
    """The subject of `verb`, when it has one of its own."""
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None) or next(
        (child for child in verb.rights if child.dep_ in _SUBJECTS), None
    )


def clauses_of(sentence: DocSpan) -> list[Clause]:
    """The finite clauses of `sentence`, in the order of their verbs."""
    heads = [token for token in sentence if is_finite(token)]
    position = {token.i: index for index, token in enumerate(heads)}
    found: list[Clause] = []
    for token in heads:
        around = next((up.i for up in token.ancestors if up.i in position), None)
        subject = subject_of(token)
        shared = subject is None and token.dep_ == "conj"
        if shared:
            subject = _shared_subject(token)
        found.append(
            Clause(
                token.i,
                None if around is None else position[around],
                token.dep_,
                None if subject is None else _extent(subject),
                shared and subject is not None,
            )
        )
    return found


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


def owners(sentence: DocSpan, heads: Iterable[int]) -> dict[int, int | None]:
    """For each token of `sentence`, which of the `heads` it hangs on most closely."""
    chosen = set(heads)
    owner: dict[int, int | None] = {}
    for token in sentence:
        trail: list[int] = []
        here = token
        while here.i not in owner and here.i not in chosen and here.head.i != here.i:
            trail.append(here.i)
            here = here.head
        known = here.i if here.i in chosen else owner.get(here.i)
        owner[here.i] = known
        for index in trail:
            owner[index] = known
    return owner


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
    if token.is_space or token.dep_ == "cc":
        return True
    if token.is_quote or token.is_bracket:
        return not any(doc[i].is_quote or doc[i].is_bracket for i in range(start, index))
    return token.is_punct
