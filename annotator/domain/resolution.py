"""Which source of the library an article's name belongs to (pure).

Names alone decide, and they are weighed so that a wrong join is rarer than a missed one: a full
name beats a surname, a surname counts only where one source bears it, what a person ruled beats
what the names say. People nobody names are never taken for one another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.ids import SourceId
from annotator.text.descriptions import described_office, description_words
from annotator.text.names import LIKELY, acronym, is_bare_title, name_words, same_person, skeleton

_SURNAME_ONLY = 0.85
"""The most that a surname says of a person whom another article names in full."""
_CLEARLY = 0.05
"""By how much the likeliest source must be likelier than the next."""


class Sort(StrEnum):
    """What sort of thing a name is compared as."""

    PERSON = "person"
    BODY = "body"
    """Organisations, places and peoples: their names are compared as they are written."""
    NAME = "name"
    """A name of whom or what the article does not say: a person's, else a body's."""
    OFFICE = "office"
    """A description that fits one person at a time: "US ambassador to Libya"."""
    TITLE = "title"
    """What tells that somebody holds a public office: "Foreign Minister", "two officials". Many
    bear the same; it is looked for and never compared."""
    NOBODY = "nobody"
    """Anonymous and impersonal sources: never compared."""


_AS_PERSON = frozenset({Sort.PERSON, Sort.NAME})


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of a source that the library knows."""

    name: str
    told: bool
    """Whether a person put or confirmed what bears it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that might be meant."""

    source: SourceId
    names: tuple[KnownName, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The source that is meant, and whether that is a guess."""

    source: SourceId
    guessed: bool


@dataclass(frozen=True, slots=True)
class LikelySource:
    """A source that another may be as well."""

    source: SourceId
    name: str
    by_office: bool
    """Because an article gives its bearer the office described, rather than by name."""


def exact_key(sort: Sort, name: str) -> str:
    """What names of one sort share that are the same but for how they are written."""
    if sort in _AS_PERSON:
        return " ".join(name_words(name))
    return " ".join(description_words(name))


def sound_keys(sort: Sort, names: Iterable[str]) -> tuple[str, ...]:
    """What names share that may be meant for the same: candidates are found by it.

    The sound of each word for a person, initials for a body, the office for an office.
    """
    keys: dict[str, None] = {}
    for name in names:
        if sort in _AS_PERSON:
            keys.update(dict.fromkeys(skeleton(word) for word in name_words(name)))
        else:
            keys[sound_key(sort, name)] = None
    return tuple(key for key in keys if key)


def sound_key(sort: Sort, name: str) -> str:
    """The one of `sound_keys` under which a known name is kept; empty when there is none."""
    if sort in _AS_PERSON:
        return skeleton(name)
    if sort is Sort.BODY:
        return initials(name)
    return described_office(name)


def initials(name: str) -> str:
    """ "UN" for "UN", "U.N." and "the United Nations"; empty for another single word."""
    bare = name.replace(".", "").strip()
    if bare.isupper() and " " not in bare and 2 <= len(bare) <= 6:
        return bare
    short = acronym(name.removeprefix("The "))
    return short if len(short) > 1 else ""


def choose(sort: Sort, names: Sequence[str], candidates: Sequence[Candidate]) -> Match | None:
    """The one of `candidates` that bears `names`; None when none does, or several might."""
    if sort is Sort.NOBODY or (sort is Sort.PERSON and all(map(is_bare_title, names))):
        return None
    ranked = sorted(
        ((likeness(sort, names, one.names), one) for one in candidates),
        key=lambda pair: (-pair[0], pair[1].source),
    )
    fitting = [pair for pair in ranked if pair[0] >= LIKELY]
    told = [one for _, one in fitting if _told(sort, names, one.names)]
    if len(told) == 1:
        return Match(told[0].source, guessed=sort is Sort.OFFICE)
    if not fitting or sort is Sort.OFFICE:
        return None
    if len(fitting) > 1 and fitting[0][0] - fitting[1][0] < _CLEARLY:
        return None
    best, one = fitting[0]
    return Match(one.source, guessed=best < 1.0)


def likeness(sort: Sort, names: Sequence[str], known: Sequence[KnownName]) -> float:
    """How likely `names` are borne by who is `known`: 1 for the same full name, 0 for others."""
    if sort is Sort.PERSON:
        return _person_likeness(names, known)
    ours = {exact_key(sort, name) for name in names}
    if any(exact_key(sort, one.name) in ours for one in known):
        return 1.0
    if sort is Sort.BODY:
        return _short_likeness(names, known)
    return max((_office_likeness(name, one.name) for name in names for one in known), default=0.0)


def _person_likeness(names: Sequence[str], known: Sequence[KnownName]) -> float:
    ours, theirs = _full(names), _full([one.name for one in known])
    if ours and theirs:
        if {name_words(name) for name in ours} & {name_words(name) for name in theirs}:
            return 1.0
        return min(0.99, max(same_person(a, b) for a in ours for b in theirs))
    if not ours and _told(Sort.PERSON, names, known):
        return 1.0
    pairs = ((a, one.name) for a in names for one in known)
    return min(_SURNAME_ONLY, max((same_person(a, b) for a, b in pairs), default=0.0))


def _full(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name_words(name)) > 1 and not is_bare_title(name)]


def _short_likeness(names: Sequence[str], known: Sequence[KnownName]) -> float:
    """Whether one side gives the initials of the other's full name."""
    for ours in names:
        for theirs in known:
            short, full = sorted((ours, theirs.name), key=len)
            same = initials(short) == initials(full) != ""
            if same and " " not in short.strip() and " " in full.strip():
                return 0.8
    return 0.0


def _office_likeness(ours: str, theirs: str) -> float:
    """Whether two descriptions name one office of the same country or body."""
    office = described_office(ours)
    if not office or office != described_office(theirs):
        return 0.0
    a = set(description_words(ours)) - {office}
    b = set(description_words(theirs)) - {office}
    return 0.8 if a <= b or b <= a else 0.0


def _told(sort: Sort, names: Sequence[str], known: Sequence[KnownName]) -> bool:
    """Whether a person said that one of `names` is theirs; a surname says nothing beside a
    full name."""
    weighed = (_full(names) if sort is Sort.PERSON else ()) or names
    ours = {exact_key(sort, name) for name in weighed}
    return any(one.told and exact_key(sort, one.name) in ours for one in known)
