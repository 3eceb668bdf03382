"""Who speaks for whom: spokespeople and their bodies are linked, never made one."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Source
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, SourceId
from annotator.storage import Library
from annotator.text.descriptions import spoken_for

_MOST_ARTICLES = 40
"""Of a source named in more articles, these many are read."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A link between a spokesperson and a body, as an article puts it."""

    name: str
    """Of the other one."""
    source: SourceId | None
    """The other one, when it stands behind claims itself."""
    speaks: bool
    """Whether the other one speaks for this source, rather than this for it."""


def voices(library: Library, card: SourceCard) -> tuple[Voice, ...]:
    """For whom the articles of a card say that it speaks, and who speaks for it."""
    found: dict[tuple[str, bool], Voice] = {}
    for article in sorted({article for article, _ in card.members})[:_MOST_ARTICLES]:
        for voice in _voices_in(library, article, card):
            found.setdefault((voice.name, voice.speaks), voice)
    return tuple(found.values())


def _voices_in(library: Library, article: ArticleId, card: SourceCard) -> Iterator[Voice]:
    text = library.articles.get(article).text
    entities = library.findings.entities(article)
    homes = library.sources.of(article)
    for record in library.claims.of(article):
        source = record.claim.source
        body = _spoken_for(text, source, entities) if source else None
        if source is None or body is None:
            continue
        if (article, source.member) in card.members:
            home = homes.get(body.id) or library.sources.find(article, body.id)
            yield Voice(body.name, home, speaks=False)
        elif (article, body.id) in card.members:
            yield Voice(source.name, homes.get(source.member), speaks=True)


def _spoken_for(text: str, source: Source, entities: tuple[Entity, ...]) -> Entity | None:
    """The body for which the words that name a source say that it speaks."""
    if source.span is None:
        return None
    if spoken_for(text[source.span.start : source.span.end]) is None:
        return None
    for entity in entities:
        if entity.kind is EntityKind.PERSON or entity.id == source.entity:
            continue
        if any(source.span.contains(mention) for mention in entity.mentions):
            return entity
    return None
