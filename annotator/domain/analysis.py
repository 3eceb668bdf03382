"""What the analysis of one article found."""

from dataclasses import dataclass

from annotator.domain.claim import Claim
from annotator.domain.entity import Entity
from annotator.domain.phrase import Phrase
from annotator.text.spans import Span


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which language model and which of our own models made the findings."""

    name: str
    """Package of the language pipeline, such as "en_core_web_md"."""
    version: str
    sha256: str
    """Over the pipeline's own files, in hex."""
    components: str
    """Version and short hash of our attribution model and lexicons."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something said to happen, and how sure the author is of it."""

    span: Span
    certainty: float
    """-3 (surely not) to 3 (surely so); 0 is open."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Part of an analysis, streamed while it runs; entity and claim ids are those of the end."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    done: int
    """Code points analysed so far."""
    total: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article; ids are local to it ("c1", "e1")."""

    model: ModelInfo
    language: str
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    """In the order of their first code point."""
    events: tuple[Event, ...]
    limits: tuple[Phrase, ...] = ()
    """What could not be done for this text, one sentence each."""
