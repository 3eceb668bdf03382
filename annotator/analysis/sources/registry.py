"""Who and what one article has named so far, over all its batches.

One name is one entity and one kind through an article unless the text says otherwise. Ids ascend
with first mention and never change, so that claims may be handed out while reading goes on.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.analysis.lexicon.gazetteer import Gazetteer
from annotator.analysis.lexicon.name_lists import countries, organisations
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.text.names import LIKELY, SURE, acronym, name_words, same_person, skeleton
from annotator.text.spans import Span

_LISTED_WEIGHT, _TOLD_WEIGHT, _NAME_WEIGHT = 3.0, 2.5, 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person is given: "American Ambassador to Libya"."""

    head: str
    """Small-letter noun: "ambassador"."""
    modifiers: frozenset[str]
    """Small-letter words around it, countries by their names: "united states", "libya"."""


@dataclass(slots=True)
class Known:
    """An entity while the article is being read."""

    id: EntityId
    names: dict[str, None] = field(default_factory=dict)
    """Surface forms in order of appearance."""
    mentions: list[Span] = field(default_factory=list)
    votes: dict[EntityKind, float] = field(default_factory=dict)
    roles: set[Role] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    """ "m" and "f", as titles, given names and pronouns say."""
    guessed: bool = False
    shown: str = ""
    """The name that the user's list gives it."""

    @property
    def kind(self) -> EntityKind:
        """The kind that most of the text speaks for."""
        return max(self.votes, key=self.votes.__getitem__)

    @property
    def name(self) -> str:
        """The fullest name: most words, then most letters, then the first."""
        if self.shown:
            return self.shown
        return max(self.names, key=lambda name: (len(name_words(name)), len(name)))

    def likeness(self, name: str) -> float:
        """How likely `name` is this person's, from 0 to 1."""
        forms = [*self.names, self.shown] if self.shown else self.names
        return max(same_person(name, form) for form in forms)

    @property
    def gender(self) -> str:
        """ "m", "f" or "" when the text does not say."""
        return max(self.genders, key=self.genders.__getitem__) if self.genders else ""


class Registry:
    """The entities of one article."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer()
        self._known: dict[EntityId, Known] = {}
        self._by_words: dict[tuple[str, ...], list[EntityId]] = {}
        self._persons_by_word: dict[str, list[EntityId]] = {}
        self._by_acronym: dict[str, EntityId] = {}
        self._bodies_by_word: dict[str, list[EntityId]] = {}
        self._by_office: dict[str, dict[EntityId, None]] = {}
        self._recency: dict[EntityId, int] = {}

    def __getitem__(self, entity: EntityId) -> Known:
        return self._known[entity]

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def add(self, name: str, kind: EntityKind, span: Span, *, told: bool = False) -> EntityId:
        """The entity that `name` at `span` belongs to, known or new.

        `told` when the words around it say of which kind it is.
        """
        name = " ".join(name.split())
        own = self._gazetteer.name_of(name)
        sure = own is not None or is_listed(name, kind)
        entity, likelihood = self._find(own or name, kind, sure)
        if entity is None:
            entity = EntityId(f"e{len(self._known) + 1}")
            self._known[entity] = Known(entity)
        known = self._known[entity]
        known.names.setdefault(name)
        known.mentions.append(span)
        weight = _LISTED_WEIGHT if sure else _TOLD_WEIGHT if told else _weight(name, kind)
        known.votes[kind] = known.votes.get(kind, 0.0) + weight
        known.guessed = known.guessed or likelihood < SURE
        if own is not None:
            known.shown = own
        self._index(own or name, entity, kind)
        self._recency[entity] = max(span.start, self._recency.get(entity, 0))
        return entity

    def refer(self, entity: EntityId, span: Span) -> None:
        """Note that `span` speaks of `entity` without its name: by office or by pronoun."""
        known = self._known[entity]
        known.mentions.append(span)
        known.guessed = True
        self._recency[entity] = max(span.start, self._recency[entity])

    def give(self, entity: EntityId, role: Role) -> None:
        """Note that the text gives `entity` an office."""
        self._known[entity].roles.add(role)
        self._by_office.setdefault(role.head, {})[entity] = None

    def bearers(self, office: str) -> list[Known]:
        """The persons who are given an office of that name."""
        return [self._known[entity] for entity in self._by_office.get(office, ())]

    def bodies_called(self, word: str) -> list[Known]:
        """The bodies with that small-letter word in their name, the last mentioned first."""
        found = sorted(self._bodies_by_word.get(word, ()), key=lambda body: -self._recency[body])
        return [self._known[body] for body in found]

    def genders(self) -> dict[EntityId, str]:
        """ "m" or "f" for every person of whom the text or the name tells it."""
        return {known.id: known.gender for known in self._known.values() if known.genders}

    def _find(self, name: str, kind: EntityKind, sure: bool) -> tuple[EntityId | None, float]:
        words = _key(name, kind)
        for entity in self._by_words.get(words, ()):
            if self._one_kind(self._known[entity], kind, sure):
                return entity, 1.0
        single = len(name_words(name)) == 1 and not sure and _may_be_person(name)
        if kind is EntityKind.PERSON or single:
            return self._person(name, kind)
        if kind is EntityKind.ORG and name.isupper() and name in self._by_acronym:
            return self._by_acronym[name], SURE
        return None, 1.0

    def _one_kind(self, known: Known, kind: EntityKind, sure: bool) -> bool:
        """Whether a mention of `kind` may be one of `known`, which has the same words."""
        if known.kind is kind:
            return True
        listed = any(is_listed(name, known.kind) for name in known.names)
        return not (sure or listed) and EntityKind.GROUP not in {known.kind, kind}

    def _person(self, name: str, kind: EntityKind) -> tuple[EntityId | None, float]:
        """The person that `name` most likely is, the last mentioned of equals."""
        words = name_words(name)
        if not words:
            return None, 1.0
        near = {*self._persons_by_word.get(words[-1], ())}
        near.update(self._persons_by_word.get(f"~{skeleton(name)}", ()))
        best, likelihood, most = None, 0.0, (0.0, 0)
        for entity in near:
            likeness = self._known[entity].likeness(name)
            rank = (likeness, self._recency[entity])
            if rank > most:
                best, likelihood, most = entity, likeness, rank
        least = LIKELY if kind is EntityKind.PERSON or len(words[0]) > 4 else SURE
        if best is None or likelihood < least:
            return None, 1.0
        rivals = [
            entity
            for entity in near
            if entity != best and self._known[entity].likeness(name) >= SURE
        ]
        return best, 0.8 if rivals else likelihood

    def _index(self, name: str, entity: EntityId, kind: EntityKind) -> None:
        _put(self._by_words, _key(name, kind), entity)
        if kind is EntityKind.PERSON:
            for word in name_words(name)[-1:]:
                _put(self._persons_by_word, word, entity)
                _put(self._persons_by_word, f"~{skeleton(name)}", entity)
        if kind is EntityKind.ORG and len(name.split()) > 1:
            for word in name.lower().split():
                _put(self._bodies_by_word, word, entity)
            short = acronym(name)
            if len(short) > 1:
                self._by_acronym.setdefault(short, entity)

    def entities(self) -> tuple[Entity, ...]:
        """All entities, each with its mentions in text order."""
        return tuple(
            Entity(
                known.id,
                known.name,
                known.kind,
                tuple(known.names),
                tuple(sorted(set(known.mentions))),
                known.guessed,
            )
            for known in self._known.values()
        )


def is_listed(name: str, kind: EntityKind) -> bool:
    """Whether a shipped list says that `name` is of `kind`."""
    if kind is EntityKind.PLACE:
        return name in countries().names
    if kind is EntityKind.GROUP:
        return name in countries().adjectives
    return kind is EntityKind.ORG and name in organisations().known


def _weight(name: str, kind: EntityKind) -> float:
    """How much one mention says of its kind: a full name of a person says more than one word."""
    return 2.0 if kind is EntityKind.PERSON and len(name.split()) > 1 else _NAME_WEIGHT


def _may_be_person(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and name.replace("-", "").isalpha()


def _key(name: str, kind: EntityKind) -> tuple[str, ...]:
    """What makes two names the same without thought: words, a country's own name."""
    if kind is EntityKind.PLACE:
        country = countries().country_of.get(name.lower())
        if country is not None:
            return ("", country)
    if kind is EntityKind.PERSON:
        return name_words(name)
    return tuple(name.casefold().replace("-", " ").split())


def _put[K](index: dict[K, list[EntityId]], key: K, entity: EntityId) -> None:
    known = index.setdefault(key, [])
    if entity not in known:
        known.append(entity)
