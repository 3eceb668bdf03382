"""Which tokens may be the head of a cue, how far the cue reaches, and its class."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView
from annotator.domain.claim import CueClass

_WITH_CUE = frozenset(("aux", "auxpass", "neg", "prt", "advmod"))
_REACH = 5
"""Tokens between a cue's head and what may still belong to it."""
_CLAUSES = frozenset(("ccomp", "parataxis", "acl", "relcl", "csubj"))
_ASIDE = frozenset(("relcl", "acl", "advcl"))
_EMPTY_VERBS = frozenset(
    ("make", "give", "take", "have", "be", "get", "put", "do", "issue", "offer", "raise")
)
"""Verbs whose noun bears the meaning: "make a promise", "give an assurance"."""


def possible_cues(view: ParseView, lexicon: CueLexicon, learned: AbstractSet[int]) -> list[int]:
    """The tokens that may head a cue: verbs, words of the lexicon, and those whose dictionary
    form (as the pipeline's string hash) is in `learned`."""
    out: list[int] = []
    ids = view.lemma_ids.tolist()
    for i in range(view.size):
        if view.space[i] or view.sentence_of[i] < 0:
            continue
        pos = view.pos[i]
        if (
            pos == "VERB"
            or ids[i] in learned
            or (pos != "PROPN" and lexicon.classes(view.lemma[i], pos))
        ):
            out.append(i)
    return out


def cue_span(view: ParseView, cue: int) -> TokenSpan:
    """The cue's head with the auxiliaries, negation, particles and adverbs that touch it."""
    children = view.children[cue]
    keep = {cue} | {x for x in children if view.dep[x] in _WITH_CUE and abs(x - cue) < _REACH}
    start = end = cue
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    if view.text[cue] == "according" and end + 1 < view.size and view.text[end + 1] == "to":
        end += 1
    return TokenSpan(start, end + 1)


def cue_class(view: ParseView, cue: int, lexicon: CueLexicon, *, with_clause: bool) -> CueClass:
    """The class of the cue whose head is token `cue`.

    A word of several classes takes the one that fits its construction: with a finite clause as
    content ("decided that") it reports, with an infinitive ("decided to") it intends. A cue that
    no list names counts as speech when it introduces a clause or a quotation, as intention before
    an infinitive ("is working to"), else as attitude.
    """
    phrase = _phrase_class(view, cue, lexicon)
    if phrase is not None:
        return phrase
    classes = _listed(view, cue, lexicon)
    if not classes and not with_clause and _leads_to_act(view, cue):
        return CueClass.INTENTION
    if not classes:
        return CueClass.SPEECH if with_clause else CueClass.ATTITUDE
    if not with_clause and _has_infinitive(view, cue) and CueClass.INTENTION in classes:
        return CueClass.INTENTION
    if not with_clause and classes[0] is CueClass.BELIEF and CueClass.ATTITUDE in classes:
        return CueClass.ATTITUDE
    if (
        classes[0] is CueClass.SPEECH
        and CueClass.EVIDENCE in classes
        and _thing_speaks(view, cue, lexicon)
    ):
        return CueClass.EVIDENCE
    return classes[0]


def governs_clause(view: ParseView, cue: int, body: AbstractSet[int]) -> bool:
    """Whether the content `body` is a finite clause or mostly quoted, not a thing or an act."""
    quoted = sum(view.quote_of[i] >= 0 for i in body)
    if 2 * quoted > len(body):
        return True
    if any(view.dep[child] in _CLAUSES and child in body for child in view.children[cue]):
        return True
    return any(
        view.dep[i] in ("nsubj", "nsubjpass") and view.dep[view.head[i]] not in _ASIDE for i in body
    )


def _listed(view: ParseView, cue: int, lexicon: CueLexicon) -> tuple[CueClass, ...]:
    classes = lexicon.classes(view.lemma[cue], view.pos[cue])
    if classes and view.lemma[cue] not in _EMPTY_VERBS:
        return classes
    for child in view.children[cue]:
        if view.dep[child] in ("dobj", "acomp", "attr", "xcomp", "pobj"):
            deeper = lexicon.classes(view.lemma[child], view.pos[child])
            if deeper:
                return deeper
    return classes


def _phrase_class(view: ParseView, cue: int, lexicon: CueLexicon) -> CueClass | None:
    for words, found in lexicon.phrases.items():
        for offset, word in enumerate(words):
            start = cue - offset
            if (
                word == view.text[cue]
                and start >= 0
                and (tuple(view.text[start : start + len(words)]) == words)
            ):
                return found
    return None


def _has_infinitive(view: ParseView, cue: int) -> bool:
    return any(view.dep[x] == "xcomp" for x in view.children[cue])


def _leads_to_act(view: ParseView, cue: int) -> bool:
    """Whether an infinitive tells what the act of the cue is meant to bring about."""
    return any(
        view.dep[x] in ("xcomp", "advcl") and any(view.text[y] == "to" for y in view.children[x])
        for x in view.children[cue]
        if x > cue
    )


def _thing_speaks(view: ParseView, cue: int, lexicon: CueLexicon) -> bool:
    """Whether the subject is data, imagery, a poll: something that shows rather than says."""
    return any(
        CueClass.EVIDENCE in lexicon.classes(view.lemma[x], view.pos[x])
        for x in view.children[cue]
        if view.dep[x] in ("nsubj", "nsubjpass")
    )
