"""What a source does with the content of an attribution: assert, deny, doubt or leave it open.

The cue's own word gives a class; negation and the verbs above it ("declined to confirm") turn
it. A quoted sentence is said by whoever speaks it, whatever the verb beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.analysis.lexicon.stance_lexicon import StanceLexicon
from annotator.analysis.parsing.extensions import RawAttribution
from annotator.domain.claim import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
_NO_NEGATION = frozenset(("only", "just", "merely", "simply", "solely"))
"""Behind "not" they add instead ("not only denied")."""
_NOBODY = frozenset(("nobody", "none", "neither", "no-one", "nothing"))
_NONE_OF = frozenset(("no", "little", "neither", "scant", "few"))
_ALTERNATIVES = frozenset(("or", "nor"))
_OBJECTS = frozenset(("dobj", "nsubjpass", "pobj", "attr", "acomp", "oprd"))
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
_QUESTIONS = frozenset(("ask", "wonder", "inquire", "enquire", "query"))
_KEPT_FROM = frozenset(("of", "from"))
"""Between a verb and the act it holds back: "stopped short of saying", "refrained from"."""
_REACH = 6
"""Tokens within which a phrase's words stand, and verbs that are looked at above a cue."""


def stance_of(doc: Doc, raw: RawAttribution, lexicon: StanceLexicon) -> Stance:
    """The stance of the source of `raw`; ASSERTS where no parse tells otherwise."""
    if raw.cue_head is None or not doc.has_annotation("DEP"):
        return Stance.ASSERTS
    cue = doc[raw.cue_head]
    if _speaks_itself(doc, raw, cue):
        return Stance.ASSERTS
    reading = _Reading(lexicon, raw)
    stance = reading.of_word(cue)
    if _negated(cue):
        stance = reading.turned(stance, cue)
    for below, above in reading.governors(doc, cue):
        stance = reading.under(stance, below, above)
    if stance is Stance.ASSERTS and _asks(doc, raw, cue):
        return Stance.OPEN
    return stance


class _Reading:
    """Reads the words around one attribution."""

    def __init__(self, lexicon: StanceLexicon, raw: RawAttribution) -> None:
        self._lexicon = lexicon
        self._raw = raw

    def of_word(self, word: Token, below: Token | None = None) -> Stance:
        """What a word tells with the phrase or the object it makes one notion with, before
        negation; `below` has been read already."""
        for words, stance in self._lexicon.phrases.items():
            if word.lemma_.lower() == words[0] and _follows(word, words[1:]):
                return stance
        own = self._lexicon.stance(word.lemma_.lower(), word.pos_)
        if own is not Stance.ASSERTS:
            return Stance.ASSERTS if self._is_another_act(word) else own
        for child in word.children:
            if child.dep_ not in ("dobj", "acomp", "attr") or self._in_content(child.i):
                continue
            if child == below:
                continue
            stance = self._lexicon.stance(child.lemma_.lower(), child.pos_)
            if child.pos_ in ("NOUN", "ADJ") and _quantified_away(child):
                return self.turned(stance, child)
            if stance is not Stance.ASSERTS:
                return stance
        return own

    def turned(self, stance: Stance, word: Token) -> Stance:
        """What the negation of `word` makes of its stance."""
        if stance is Stance.DENIES:
            return Stance.OPEN
        if stance is not Stance.ASSERTS:
            return Stance.ASSERTS
        doubting = self._lexicon.doubts_when_negated(word.lemma_.lower(), word.pos_)
        return Stance.DOUBTS if doubting else Stance.OPEN

    def under(self, stance: Stance, below: Token, above: Token) -> Stance:
        """What is left of the `stance` of `below` under the verb, adjective or noun above it."""
        outer = self.of_word(above, below)
        if _negated(above):
            outer = self.turned(outer, above)
        if outer is Stance.ASSERTS:
            return stance
        return outer if stance is Stance.ASSERTS else Stance.OPEN

    def governors(self, doc: Doc, cue: Token) -> Iterator[tuple[Token, Token]]:
        """Each word with the one above it, as far as these say what becomes of the cue's act:
        "declined" of "to confirm", "denied" of "claims" when the source is not whose they are."""
        word = cue
        for _ in range(_REACH):
            above = word.head
            if above.i == word.i:
                return
            if word.dep_ == "conj":
                # Of two joined verbs the first stands for what is above both.
                word = above
                continue
            if word.pos_ == "NOUN" and word.dep_ in _OBJECTS:
                if self._belongs_to(doc, word) or not (
                    self._raw.source or word.dep_ == "nsubjpass"
                ):
                    return
                above = above.head if above.pos_ == "ADP" else above
            elif word.dep_ == "pcomp" and above.lower_ in _KEPT_FROM:
                above = above.head
                if above.pos_ not in ("VERB", "AUX", "ADJ") and above.dep_ == "advmod":
                    above = above.head
            elif word.dep_ not in ("xcomp", "acomp"):
                return
            yield word, above
            word = above

    def _is_another_act(self, verb: Token) -> bool:
        """Whether the verb calls a thing what the content says ("dismissed the memo as a fake"),
        withholds one ("denied them a permit") or examines a person ("questioned Brook")."""
        return any(
            child.dep_ == "dative" or (child.dep_ == "dobj" and child.ent_type_ == "PERSON")
            for child in verb.children
        ) or any(
            child.dep_ == "prep"
            and child.lower_ == "as"
            and any(self._in_content(token.i) for token in child.subtree)
            for child in verb.children
        )

    def _in_content(self, index: int) -> bool:
        return any(piece.start <= index < piece.end for piece in self._raw.content)

    def _belongs_to(self, doc: Doc, noun: Token) -> bool:
        """Whether the source is named inside the noun's own phrase ("the rebels' claim")."""
        source = self._raw.source
        if source is None:
            return False
        return any(token.i == doc[source.start : source.end].root.i for token in noun.subtree)


def _speaks_itself(doc: Doc, raw: RawAttribution, cue: Token) -> bool:
    """Whether the content is a whole quoted sentence, parted from the cue by its marks alone."""
    piece = raw.content[0]
    if not doc[piece.start].is_quote or not any(
        token.tag_ in _FINITE for token in doc[piece.start : piece.end]
    ):
        return False
    before = doc[piece.start - 1] if piece.start else None
    return cue.i >= piece.end or (before is not None and before.text in (",", ":"))


def _asks(doc: Doc, raw: RawAttribution, cue: Token) -> bool:
    """Whether the content is a question that is put or left to others."""
    first = doc[raw.content[0].start].lower_
    return first == "whether" or (first == "if" and cue.lemma_.lower() in _QUESTIONS)


def _follows(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether `words` stand behind `verb` in their order, in its own phrase."""
    at = 0
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _REACH]:
        if at < len(words) and words[at] in (token.lower_, token.lemma_.lower()):
            at += 1
    return at == len(words)


def _quantified_away(noun: Token) -> bool:
    """Whether there is none of it: "no evidence", "little doubt"."""
    return any(
        child.lower_ in _NONE_OF and child.dep_ in ("det", "amod", "neg", "advmod")
        for child in noun.children
    )


def _negated(word: Token) -> bool:
    """Whether a word is negated, by itself, by its subject, or with what it is joined to."""
    if word.pos_ == "NOUN" and _quantified_away(word):
        return True
    if word.dep_ == "pcomp" and word.head.lower_ == "without":
        return True
    for child in word.children:
        if child.lower_ in _NEGATIONS and child.i < word.i and not _only(child):
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and _is_nobody(child):
            return True
    if word.dep_ != "conj":
        return False
    joined = {c.lower_ for c in word.head.children if c.dep_ in ("cc", "preconj")}
    return bool(joined & _ALTERNATIVES) and _negated(word.head)


def _only(negation: Token) -> bool:
    following = negation.doc[negation.i + 1 : negation.i + 2]
    return any(token.lower_ in _NO_NEGATION for token in following)


def _is_nobody(subject: Token) -> bool:
    return (
        subject.lower_ in _NOBODY
        or (subject.lower_ == "one" and _quantified_away(subject))
        or any(child.lower_ in ("no", "neither") for child in subject.children)
    )
