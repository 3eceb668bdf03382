"""What kind of thing a name is by what the text does with it: a place that something happens in,
a body that "which" speaks of. One such place in an article outweighs what the pipeline guessed."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.entities.shapes import dateline_end
from annotator.analysis.lexicon.name_lists import countries, organisations, titles
from annotator.domain.entity import EntityKind

_INSIDE = frozenset({"in", "near", "around", "outside", "along", "across", "through", "toward"})
_AT_PLACES = frozenset({"at", "into", "towards", "to", "from", "between"})
"""Before bodies and persons as well; a place only behind a word of way or motion."""
_TRUSTED = frozenset(
    {
        "believe", "confidence", "faith", "trust", "invest", "investment", "stake", "share",
        "interest", "role", "position", "job", "change", "divide", "result", "end", "rival",
    }
)  # fmt: skip
"""What one may have in a person or a body ("confidence in", "a stake in")."""
_ON_THE_WAY = frozenset(
    {
        "go", "travel", "fly", "return", "sail", "march", "flee", "drive", "walk", "head",
        "withdraw", "train", "flight", "road", "route", "ferry", "railway", "line", "motorway",
        "highway", "journey", "trip", "visit", "bus", "ship", "convoy", "border",
    }
)  # fmt: skip
_MOST_WORDS = 2
"""Words of a name whose kind may be told so: longer ones say it themselves."""
_LONGEST = 6
"""Tokens of a dateline before the land that it names."""


def told_kind(doc: Doc, name: DocSpan, kind: EntityKind) -> EntityKind | None:
    """The kind that the words around `name` give it; None where they say nothing.

    Asked of names that were taken for a person's or a body's, or that stand in a dateline.
    """
    if _in_dateline(doc, name):
        return EntityKind.PLACE
    if kind not in {EntityKind.PERSON, EntityKind.ORG} or name.end - name.start > _MOST_WORDS:
        return None
    if _is_place(doc, name, kind):
        return EntityKind.PLACE
    return EntityKind.ORG if kind is EntityKind.PERSON and _is_body(doc, name) else None


def _in_dateline(doc: Doc, name: DocSpan) -> bool:
    """Whether the name is the town, or the land behind it, that opens a paragraph."""
    opening = name.start
    while opening > 0 and name.start - opening < _LONGEST and not doc[opening - 1].is_space:
        opening -= 1
    if opening > 0 and not doc[opening - 1].is_space:
        return False
    if name.start > opening and doc[name.start - 1].text != ",":
        return False
    return name.end < dateline_end(doc, opening)


def _is_body(doc: Doc, name: DocSpan) -> bool:
    """Whether "which" takes up the name to say what it did, or a word for a body stands beside
    it."""
    root = name.root
    if root.dep_ == "appos" and root.head.lemma_.lower() in organisations().companies:
        # "The head of the firm, Jane Doe": the parse may hang her on the firm.
        return not any(above.lemma_.lower() in titles().offices for above in root.head.ancestors)
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return False
    return doc[name.end + 1].lower_ == "which" and doc[name.end + 1].dep_ == "nsubj"


def _is_place(doc: Doc, name: DocSpan, kind: EntityKind) -> bool:
    if name.end < len(doc) and doc[name.end].lower_ in {"'s", "’s"}:
        return False
    if _before_country(doc, name) or _behind_water(doc, name):
        return True
    root = name.root
    if root.dep_ == "dobj" and root.head.lemma_.lower() in titles().place_verbs:
        return kind is EntityKind.PERSON or name.end - name.start == 1
    return any(_leads_to_place(link, name) for link in _links(doc, name))


def _links(doc: Doc, name: DocSpan) -> Iterator[Token]:
    """The preposition right before the name, or before the one that it is joined to by "and"."""
    at = name.start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    if at >= 0 and doc[at].pos_ in {"ADP", "SCONJ"}:
        yield doc[at]
    root = name.root
    if root.dep_ == "conj" and root.head.dep_ == "pobj":
        yield root.head.head


def _leads_to_place(link: Token, name: DocSpan) -> bool:
    word, governor = link.lower_, link.head.lemma_.lower()
    if word == "of":
        return governor in titles().place_before and link.i == name.start - 1
    if word in _AT_PLACES:
        return governor in _ON_THE_WAY
    with_the = name.start > 0 and name.doc[name.start - 1].lower_ == "the"
    if word not in _INSIDE or (with_the and word != "along"):
        return False
    return link.head.i != link.i and governor not in _TRUSTED and name.root.dep_ != "compound"


def _before_country(doc: Doc, name: DocSpan) -> bool:
    """Whether a comma and a country follow ("Sarmo, Cyprus")."""
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return False
    country = doc[name.end + 1]
    ends = name.end + 2 == len(doc) or doc[name.end + 2].is_punct
    return country.text in countries().names and ends and name.end - name.start == 1


def _behind_water(doc: Doc, name: DocSpan) -> bool:
    return name.start > 0 and doc[name.start - 1].lower_ in {"river", "lake", "mount", "cape"}
