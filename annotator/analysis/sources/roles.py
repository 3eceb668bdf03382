"""Offices in the text: which one a person is given, and which one a description speaks of."""

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.lexicon.name_lists import countries, titles
from annotator.analysis.parsing.words import places_of
from annotator.analysis.sources.registry import Role

_LINKED = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_DEFINITE = frozenset({"the", "this", "that"})
_FARTHEST_TITLE = 8
"""Tokens that a title may reach back from a name."""


def is_office(token: Token) -> bool:
    """Whether `token` is a noun by which a person may be called."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in titles().offices


def normalised(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared: countries and their adjectives by the country's name."""
    countries_of = countries().country_of
    return frozenset(
        countries_of.get(word.lower(), word.lower())
        for word in words
        if word.lower() not in {"the", "a", "an", "of", "to", "for", "in", "former", "then"}
        and any(letter.isalnum() for letter in word)
    )


def role_at(office: Token) -> Role:
    """The role that the noun `office` and what depends on it speak of."""
    words: list[str] = []
    for child in office.children:
        if child.dep_ in _LINKED:
            words += _phrase(child)
        elif child.dep_ == "prep" and child.i > office.i:
            for thing in child.children:
                if thing.dep_ == "pobj":
                    words += _phrase(thing)
    return Role(office.lemma_.lower(), normalised(words))


def _phrase(token: Token) -> Iterator[str]:
    """A word with its own modifiers, runs of capitals joined as written."""
    parts = [child for child in token.lefts if child.dep_ in {"compound", "amod"}]
    whole = " ".join([*(part.text for part in parts), token.text])
    if whole.lower() in countries().country_of:
        yield whole
        return
    yield token.text
    for part in parts:
        yield part.text


def roles_of(doc: Doc, name: DocSpan) -> Iterator[Role]:
    """The offices that the text gives the person named at `name`, right there."""
    yield from _before(doc, name)
    root = name.root
    if root.dep_ == "appos" and is_office(root.head):
        yield role_at(root.head)
    for child in root.children:
        if child.dep_ == "appos" and is_office(child):
            yield role_at(child)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        for said in root.head.children:
            if said.dep_ == "attr" and is_office(said) and said.i > root.i:
                yield role_at(said)
    yield from _across_comma(doc, name)


def title_start(doc: Doc, start: int) -> int:
    """Where the title in front of a name that begins at `start` begins."""
    known = titles()
    first = at = start
    while at > 0 and start - at < _FARTHEST_TITLE:
        token = doc[at - 1]
        if token.lower_ in known.words:
            first = at - 1
        elif not (_names_country(token) or token.lower_ == "of" or token.text in {"-", "/"}):
            break
        at -= 1
    while first > 0 and _names_country(doc[first - 1]):
        first -= 1
    return first if any(doc[i].lower_ in known.words for i in range(first, start)) else start


def _names_country(token: Token) -> bool:
    return token.text[0].isupper() and (
        token.lower_ in countries().country_of or token.ent_type_ in {"GPE", "NORP", "ORG"}
    )


def _before(doc: Doc, name: DocSpan) -> Iterator[Role]:
    start = title_start(doc, name.start)
    words = [doc[i] for i in range(start, name.start)]
    heads = [word for word in words if word.lemma_.lower() in titles().offices]
    if heads:
        rest = [word.text for word in words if word.i != heads[-1].i]
        yield Role(heads[-1].lemma_.lower(), normalised(rest))


def _across_comma(doc: Doc, name: DocSpan) -> Iterator[Role]:
    """ "the Ambassador to Libya, Richard Norland": an office, a few words, a comma, the name."""
    comma = name.start - 1
    if comma < 1 or doc[comma].text != ",":
        return
    for at in range(comma - 1, max(-1, comma - 8), -1):
        token = doc[at]
        if token.is_punct and not token.is_quote:
            return
        if token.pos_ == "VERB":
            return
        if is_office(token):
            yield role_at(token)
            return


def descriptions(doc: Doc, named: set[int]) -> Iterator[tuple[Token, Role]]:
    """Definite phrases that speak of a person by office alone; `named` tokens are in names."""
    # A singular noun is its own dictionary form, so the words as written will do.
    for index in places_of(doc, "LOWER", titles().offices):
        if index in named or not is_office(doc[index]):
            continue
        token = doc[index]
        if token.tag_ in {"NNS", "NNPS"} or token.dep_ == "compound":
            continue
        if any(child.i in named and child.dep_ in {"appos", "flat"} for child in token.rights):
            continue
        if token.dep_ == "appos" and token.head.i in named:
            continue
        if token.i + 1 < len(doc) and (token.i + 1) in named:
            continue
        definite = any(child.lower_ in _DEFINITE and child.dep_ == "det" for child in token.lefts)
        if definite or (token.text[0].isupper() and not token.is_sent_start):
            yield token, role_at(token)


def fits(description: Role, role: Role) -> int:
    """How well a description fits a person's role: 0 not at all; more for each shared word."""
    if description.head != role.head:
        return 0
    if description.modifiers <= role.modifiers:
        return 1 + len(description.modifiers)
    told, known = description.modifiers & _lands(), role.modifiers & _lands()
    if told and known and not told & known:
        return 0
    return 1 if description.modifiers & role.modifiers else 0


@cache
def _lands() -> frozenset[str]:
    return frozenset(countries().country_of.values())
