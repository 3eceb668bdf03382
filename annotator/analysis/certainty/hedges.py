"""Words that make a statement less than certain, and the clause each is about."""

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from annotator.analysis.lexicon.hedge_lexicon import HedgeLexicon, load_hedges
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.layers import Hedge, HedgeClass, register
from annotator.analysis.parsing.words import places_of, places_where

register()

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "oprd", "attr"})
_LEANING = frozenset({"advmod", "mark", "prep", "amod", "acomp", "attr"})
_COPULAS = frozenset({"be", "remain", "seem", "become", "look", "appear"})


class HedgeFinder:
    """Finds hedges in a parsed document: a word of the lexicon, then what the parse must show."""

    def __init__(self, lexicon: HedgeLexicon) -> None:
        self._lexicon = lexicon
        self._phrase_starts: dict[int, list[list[int]]] = {}
        for phrase in sorted(lexicon.phrases):
            keys = [get_string_id(word) for word in phrase]
            self._phrase_starts.setdefault(keys[0], []).append(keys)
        self._words = (
            lexicon.modals
            | lexicon.prediction
            | lexicon.adverbs
            | lexicon.adverb_or_adjective
            | lexicon.hearsay
            | lexicon.hearsay_adjectives
            | lexicon.predicate
            | lexicon.attribute
            | lexicon.conditions
            | frozenset({"'d", "’d"})
        )
        self._lemmas = (
            lexicon.raising | lexicon.passive | lexicon.own_mind | lexicon.evidence | lexicon.nouns
        )

    def __call__(self, doc: Doc) -> tuple[Hedge, ...]:
        """The hedges of `doc` in text order, none inside another."""
        found = list(self._phrases(doc))
        by_word = places_of(doc, "LOWER", self._words)
        by_lemma = places_where(doc, "LEMMA", lambda lemma: lemma.lower() in self._lemmas)
        for place in sorted({*by_word, *by_lemma}):
            token = doc[place]
            word = token.lower_
            if word in self._words:
                hedge_class = self._by_word(token, word)
            else:
                hedge_class = self._by_lemma(token, token.lemma_.lower())
            if hedge_class is not None:
                found.append(Hedge(_extent(token), place, hedge_class, scope_of(token)))
        return tuple(_apart(found))

    def _phrases(self, doc: Doc) -> Iterator[Hedge]:
        keys = doc.to_array("LOWER").tolist()
        for start, key in enumerate(keys):
            for phrase in self._phrase_starts.get(key, ()):
                end = start + len(phrase)
                if keys[start:end] == phrase:
                    span = TokenSpan(start, end)
                    yield Hedge(span, start, HedgeClass.ADVERB, scope_of(doc[start]))

    def _by_word(self, token: Token, word: str) -> HedgeClass | None:
        lexicon = self._lexicon
        if token.tag_ == "MD":
            return self._modal(token, word)
        if word in lexicon.adverbs:
            return HedgeClass.ADVERB
        if word in lexicon.hearsay:
            return HedgeClass.HEARSAY
        if word in lexicon.conditions:
            return HedgeClass.CONDITION if token.dep_ in {"mark", "prep", "advmod"} else None
        if token.dep_ == "amod":
            if word in lexicon.hearsay_adjectives:
                return HedgeClass.HEARSAY
            return HedgeClass.ADJECTIVE if word in lexicon.attribute else None
        if word in lexicon.adverb_or_adjective and token.dep_ == "advmod":
            return HedgeClass.ADVERB
        return HedgeClass.ADJECTIVE if self._predicate(token, word) else None

    def _predicate(self, token: Token, word: str) -> bool:
        """Whether `token` is said of something by a copula ("is likely")."""
        if word not in self._lexicon.predicate or token.pos_ not in {"ADJ", "ADV", "VERB"}:
            return False
        if token.dep_ not in {"acomp", "attr", "conj", "advmod", "ROOT"}:
            return False
        if word in {"open", "unknown"}:
            return token.head.lemma_ in {"remain", "stay"}
        return token.dep_ != "advmod" or token.head.lemma_ in _COPULAS

    def _modal(self, token: Token, word: str) -> HedgeClass | None:
        lexicon = self._lexicon
        if word in lexicon.possibility:
            return HedgeClass.MODAL
        if word in lexicon.ability:
            return None if self._is_ability(token) else HedgeClass.MODAL
        if word in lexicon.conditional or word in {"'d", "’d"}:
            return HedgeClass.CONDITION
        if word in lexicon.inference:
            concludes = token.nbor().lower_ in {"have", "be"} if token.i + 1 < len(token.doc) else 0
            return HedgeClass.MODAL if concludes and token.head.tag_ != "VB" else None
        return HedgeClass.PREDICTION if word in lexicon.prediction else None

    def _is_ability(self, modal: Token) -> bool:
        """Whether "could" tells what somebody was able to do, not what may happen."""
        verb = modal.head
        if verb.i == modal.i or verb.pos_ not in {"VERB", "AUX"}:
            return False
        negated = any(child.dep_ == "neg" for child in verb.children)
        able = verb.lemma_.lower() in self._lexicon.ability_verbs
        if any(child.lower_ in {"have", "be", "still", "soon", "also"} for child in verb.lefts):
            return False
        return negated or able

    def _by_lemma(self, token: Token, lemma: str) -> HedgeClass | None:
        lexicon = self._lexicon
        if token.pos_ == "NOUN":
            return HedgeClass.NOUN if lemma in lexicon.nouns and _has_object(token) else None
        if token.pos_ not in {"VERB", "AUX"}:
            return None
        if lemma in lexicon.raising and self._raises(token, lemma):
            return HedgeClass.VERB
        if lemma in lexicon.passive and _is_hearsay_passive(token):
            return HedgeClass.HEARSAY
        subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
        if lemma in lexicon.own_mind and subject is not None and subject.lower_ in {"i", "we"}:
            return HedgeClass.VERB
        clausal = any(child.dep_ == "ccomp" for child in token.rights)
        if lemma in lexicon.evidence and clausal and subject is not None:
            return None if subject.pos_ == "PROPN" or subject.ent_type_ else HedgeClass.VERB
        return None

    def _raises(self, token: Token, lemma: str) -> bool:
        """Whether a verb of seeming has the complement that makes it one."""
        complements = [child for child in token.children if child.dep_ in _COMPLEMENTS]
        like = any(
            child.lower_ in {"as", "like", "though"} and child.i > token.i
            for child in token.children
        )
        if lemma in self._lexicon.impersonal:
            personal = any(child.ent_type_ == "PERSON" for child in token.lefts)
            infinitive = any(child.dep_ == "xcomp" for child in complements)
            return not personal and (like or infinitive or bool(complements))
        if lemma == "tend":
            return bool(complements)
        return bool(complements) or like or lemma == "seem"


def _has_object(noun: Token) -> bool:
    """Whether a noun of doubt says what is doubted ("the risk of", "a chance that")."""
    return any(child.dep_ in {"prep", "acl", "relcl", "ccomp"} for child in noun.rights) or (
        noun.head.lemma_ in {"be", "have", "raise", "there"}
    )


def _is_hearsay_passive(verb: Token) -> bool:
    """Whether nobody is named behind a thought or report ("is believed to", "it is said that")."""
    if verb.tag_ != "VBN" or not any(child.dep_ == "auxpass" for child in verb.children):
        return False
    if any(child.dep_ == "agent" for child in verb.children):
        return False
    return any(child.dep_ in {"xcomp", "ccomp", "oprd"} for child in verb.children)


def _extent(token: Token) -> TokenSpan:
    """`token` with the negation, auxiliaries and empty "it" right before it."""
    start = token.i
    if token.pos_ in {"VERB", "AUX"} and token.tag_ != "MD":
        near = {
            child.i
            for child in token.lefts
            if child.dep_ in {"aux", "auxpass", "neg"}
            or (child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.lower_ in {"it", "there"})
        }
        while start - 1 in near:
            start -= 1
    return TokenSpan(start, token.i + 1)


def scope_of(token: Token) -> TokenSpan:
    """The stretch that the doubt of the hedge at `token` is about.

    A modal or adverb: the clause of its verb. A verb of seeming: its own clause with what it
    is followed by. An adjective before a noun: that noun's phrase. A noun: what depends on it.
    """
    anchor = token
    if token.tag_ == "MD" or token.dep_ in _LEANING:
        anchor = token.head
    left, right = anchor.left_edge.i, anchor.right_edge.i
    for child in anchor.children:
        if child.dep_ == "conj" and child.i > anchor.i and _has_own_subject(child):
            right = min(right, child.left_edge.i - 1)
        if child.dep_ in {"cc", "punct"} and child.i > anchor.i and child.i == right:
            right -= 1
    return TokenSpan(min(left, token.i), max(right, token.i) + 1)


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in verb.lefts)


def _apart(found: list[Hedge]) -> Iterator[Hedge]:
    """`found` in text order, the longer of two that overlap."""
    end = -1
    for hedge in sorted(found, key=lambda hedge: (hedge.span.start, -hedge.span.end)):
        if hedge.span.start >= end:
            yield hedge
            end = hedge.span.end


class HedgeComponent:
    """The pipeline component that fills `doc._.hedges`."""

    def __init__(self, finder: HedgeFinder) -> None:
        self._finder = finder

    def __call__(self, doc: Doc) -> Doc:
        doc._.hedges = self._finder(doc) if doc.has_annotation("DEP") else ()
        return doc


@Language.factory("annotator_hedges", assigns=["doc._.hedges"], default_config={"folder": ""})
def create_hedges(nlp: Language, name: str, folder: str) -> HedgeComponent:  # noqa: ARG001 - spaCy's
    """The component with the shipped list of hedges and the user's own in `folder`."""
    return HedgeComponent(HedgeFinder(load_hedges(Path(folder) if folder else None)))
