"""Who and what one article has named so far, over all its batches."""

from dataclasses import dataclass, field

from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span


@dataclass(slots=True)
class Known:
    """An entity while the article is being read."""

    id: EntityId
    kind: EntityKind
    names: dict[str, None] = field(default_factory=dict)
    """Surface forms in order of appearance."""
    mentions: list[Span] = field(default_factory=list)
    guessed: bool = False

    @property
    def name(self) -> str:
        """The fullest name: most words, then most letters, then the first."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


class Registry:
    """Entities of one article; ids ascend in the order of first mention."""

    def __init__(self) -> None:
        self._known: dict[EntityId, Known] = {}
        self._by_name: dict[tuple[EntityKind, str], EntityId] = {}

    def __getitem__(self, entity: EntityId) -> Known:
        return self._known[entity]

    def add(self, name: str, kind: EntityKind, span: Span) -> EntityId:
        """The entity that `name` at `span` belongs to, known or new."""
        key = (kind, " ".join(name.split()).casefold())
        entity = self._by_name.get(key)
        if entity is None:
            entity = EntityId(f"e{len(self._known) + 1}")
            self._known[entity] = Known(entity, kind)
            self._by_name[key] = entity
        known = self._known[entity]
        known.names.setdefault(" ".join(name.split()))
        known.mentions.append(span)
        return entity

    def entities(self) -> tuple[Entity, ...]:
        """All entities, each with its mentions in text order."""
        return tuple(
            Entity(
                known.id,
                known.name,
                known.kind,
                tuple(known.names),
                tuple(sorted(known.mentions)),
                known.guessed,
            )
            for known in self._known.values()
        )
