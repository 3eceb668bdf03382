"""Where a name begins and ends."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from annotator.analysis.entities.spotted import Spotted
from annotator.analysis.lexicon.name_lists import countries, organisations, titles

_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our"}
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "s"})
_ARABIC_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "at", "ar", "az", "ben", "bin"})
_NAMES_WITH_THE = frozenset({"hague", "gambia", "bahamas"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_HAPPENINGS = frozenset({"EVENT", "LAW"})
_TENSED = frozenset({"VBD", "VBP", "VBZ", "MD"})


def parted(doc: Doc, one: Spotted) -> Iterator[Spotted]:
    """`one`, cut where a bracket opens, a line ends, or two organisations are joined by "and"."""
    start = one.start
    for index in range(one.start, one.end):
        token = doc[index]
        cuts = token.is_bracket or token.text in {"/", ";"} or token.is_space
        cuts = cuts or (token.text == "," and _lists(doc, one))
        joins = token.lower_ in {"and", "&"} and one.label == "ORG" and _two_bodies(doc, one, index)
        if cuts or joins:
            if index > start:
                yield Spotted(start, index, one.label)
            start = index + 1
    if one.end > start:
        yield Spotted(start, one.end, one.label)


def _lists(doc: Doc, one: Spotted) -> bool:
    """Whether a comma inside `one` parts two names ("Kingston, Port of Spain")."""
    of_body = one.end - one.start > 2 and doc[one.start + 1].lower_ in {"of", "on", "for"}
    firm = doc[one.end - 1].lower_ in {"inc.", "inc", "llc", "ltd", "ltd.", "co.", "corp."}
    return one.label in _NAMED and not of_body and not firm


def _two_bodies(doc: Doc, one: Spotted, joint: int) -> bool:
    """Whether a body's name ends both before and after `joint`."""
    if joint - one.start < 2 or one.end - joint < 3:
        return False
    heads = organisations().last
    return doc[joint - 1].lower_ in heads and doc[one.end - 1].lower_ in heads


def trimmed(doc: Doc, one: Spotted) -> Spotted | None:
    """`one` without articles, titles, possessives and marks at its ends; None if nothing stays."""
    start, end, label = one
    while start < end and _falls_off_start(doc, start, end, label):
        start += 1
    if label == "EVENT":
        end = next((i for i in range(start + 1, end) if doc[i].tag_ in _TENSED), end)
    while start < end and (_falls_off_end(doc[end - 1]) or _kind_of_people(doc, end, label)):
        end -= 1
    return Spotted(start, end, label) if start < end else None


def _falls_off_start(doc: Doc, index: int, end: int, label: str) -> bool:
    token = doc[index]
    titled = label in {"WORK_OF_ART", "PRODUCT"} and token.text == "the"
    if titled or (token.lower_ in _ARTICLES and label in _NAMED | _HAPPENINGS):
        return not (index + 1 < end and doc[index + 1].lower_ in _NAMES_WITH_THE)
    if is_symbol(token):
        return True
    if label not in _NAMED:
        return False
    if token.is_punct or token.is_space:
        return True
    return index + 1 < end and doc[index + 1].text[0].isupper() and _leads_person(doc, index, label)


def _leads_person(doc: Doc, index: int, label: str) -> bool:
    """Whether the word at `index` is a title before a person's name."""
    if label in {"PERSON", "WORK_OF_ART", "PRODUCT"}:
        return is_title(doc, index)
    # "Marshal Hifter" taken for a body: only where nothing but titles and a name stand there.
    return (
        label in {"ORG", "GPE"}
        and (_is_strong_title(doc, index) or _is_strong_title(doc, index + 1))
        and is_title(doc, index)
    )


def _is_strong_title(doc: Doc, index: int) -> bool:
    word, known = doc[index].lower_, titles()
    return word in known.words and word not in known.only_beside


def _kind_of_people(doc: Doc, end: int, label: str) -> bool:
    """Whether the word before `end` tells what people of a place are: "dockers" behind a name."""
    return label == "PERSON" and doc[end - 1].tag_ == "NNS" and doc[end - 1].is_lower


def is_symbol(token: Token) -> bool:
    """Whether a word has nothing to read in it: an emoji, a flag, an arrow."""
    return not token.is_ascii and not any(letter.isalnum() for letter in token.text)


def _falls_off_end(token: Token) -> bool:
    return (
        token.lower_ in _POSSESSIVES
        or is_symbol(token)
        or token.is_space
        or token.is_quote
        or token.text in {",", "-", "–", "and"}
    )


def is_title(doc: Doc, index: int) -> bool:
    """Whether the word at `index` is a title of the person named after it, not a name."""
    word = doc[index].lower_
    known = titles()
    if word not in known.words:
        return False
    if word not in known.only_beside:
        return True
    if index > 1 and doc[index - 1].lower_ == "of" and doc[index - 2].lower_ in known.words:
        return True
    neighbours = [doc[at].lower_ for at in (index - 1, index + 1) if 0 <= at < len(doc)]
    return any(beside in known.words for beside in neighbours)


def widened(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with names made whole: "al-", first names, "Party of …", a place before a body."""
    out: list[Spotted] = []
    for one in found:
        grown = _over_of(doc, _to_the_left(doc, one, out[-1].end if out else 0))
        if out and out[-1].end >= grown.end:
            continue
        while out and out[-1].end > grown.start:
            grown = grown._replace(start=min(grown.start, out.pop().start))
        if out and _place_of_body(doc, out[-1], grown):
            grown = grown._replace(start=out.pop().start)
        out.append(grown)
    return out


def _to_the_left(doc: Doc, one: Spotted, least: int) -> Spotted:
    start = one.start
    joined = start - 2 >= least and doc[start - 1].text in {"-", "’", "'"}
    if joined and doc[start - 2].lower_ in _ARABIC_ARTICLES and not doc[start - 1].whitespace_:
        start -= 2
    if one.label == "PERSON":
        while start - 1 >= least and _goes_before(doc, start):
            start -= 1
    return one._replace(start=start)


def _goes_before(doc: Doc, start: int) -> bool:
    """Whether the word before a person's name belongs to it."""
    before = doc[start - 1]
    if before.lower_ in titles().part_of_name:
        return before.text[0].isupper()
    if before.tag_ != "NNP" or not before.is_title or before.dep_ != "compound":
        return False
    word, known, lands = before.lower_, titles(), countries()
    return (
        before.ent_type_ == ""
        and before.head.i >= start
        and not is_title(doc, start - 1)
        and word not in known.words
        and word not in known.offices
        and word not in organisations().last
        and before.text not in lands.names
        and before.text not in lands.adjectives
    )


def _over_of(doc: Doc, one: Spotted) -> Spotted:
    """A body's name carried over "of": "Communist Party" to "Communist Party of Cuba"."""
    end = one.end
    if one.label != "ORG" or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return one
    if doc[end - 1].lower_ not in organisations().before_of or not doc[end - 1].text[0].isupper():
        return one
    stop = end + 1
    while stop < len(doc) and doc[stop].lower_ in {"the", "all"}:
        stop += 1
    first = stop
    while stop < len(doc) and (doc[stop].text[0].isupper() or _small_link(doc, stop)):
        stop += 1
    return one._replace(end=stop) if stop > first and doc[first].text[0].isupper() else one


def _small_link(doc: Doc, index: int) -> bool:
    """A small word that links two parts of one name."""
    follows = index + 1 < len(doc) and doc[index + 1].text[0].isupper()
    return doc[index].lower_ in {"of", "&"} and follows


def _place_of_body(doc: Doc, place: Spotted, body: Spotted) -> bool:
    """Whether a place right before a party's name is the beginning of that name."""
    if place.label not in {"GPE", "NORP"} or body.label != "ORG" or place.end != body.start:
        return False
    return doc[body.end - 1].lower_ == "party" and doc[body.start].text[0].isupper()
