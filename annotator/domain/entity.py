"""Somebody or something that an article names."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.ids import EntityId
from annotator.text.spans import Spans


class EntityKind(StrEnum):
    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    GROUP = "GROUP"
    """A people, a religion, a political camp ("Libyans", "Islamists")."""
    EVENT = "EVENT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something in one article, with all its names and mentions."""

    id: EntityId
    name: str
    """The fullest name, as shown."""
    kind: EntityKind
    names: tuple[str, ...]
    """Every surface form, `name` included, each once, in order of appearance."""
    mentions: Spans
    guessed: bool = False
    """Whether some mention was tied to it by likelihood (a title, a spelling), not by name."""
