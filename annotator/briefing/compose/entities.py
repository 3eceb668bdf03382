"""The index of entities, over all articles, and where the text mentions them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.briefing.cleaning import clean
from annotator.briefing.layout import EntityMark, EntityRow
from annotator.briefing.wording import ENTITY_KIND
from annotator.domain.briefing import BriefingArticle, SourceCard
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.text.spans import Span, trimmed


@dataclass(slots=True)
class _Gathered:
    name: str
    kind: EntityKind
    names: dict[str, None] = field(default_factory=dict)
    mentions: int = 0
    articles: dict[int, None] = field(default_factory=dict)
    """Those in which a mention is shown."""


def index_of(
    articles: Sequence[BriefingArticle], cards: Sequence[SourceCard]
) -> tuple[tuple[EntityRow, ...], tuple[tuple[EntityMark, ...], ...]]:
    """The rows of the index by name, and for each article its mentions in the order of the text.

    Entities of several articles are one when they are members of one card, under whose name they
    stand, or have the same name and kind.
    """
    same = {member: card for card in cards for member in card.members}
    gathered: dict[str, _Gathered] = {}
    placed: list[list[tuple[Span, str]]] = []
    for number, chosen in enumerate(articles):
        marks: list[tuple[Span, str]] = []
        for entity in chosen.entities:
            key = _key(chosen.article.id, entity, same)
            spans = _shown(chosen.article.text, entity)
            card = same.get((chosen.article.id, entity.id))
            _gather(gathered, key, entity, card.name if card else entity.name)
            if spans:
                gathered[key].articles[number] = None
            marks += [(span, key) for span in spans]
        placed.append(sorted(marks))
    order = sorted(gathered, key=lambda key: (gathered[key].name.casefold(), key))
    rows = {key: row for row, key in enumerate(order)}
    return (
        tuple(_row(gathered[key]) for key in order),
        tuple(_marks(marks, rows) for marks in placed),
    )


def _key(
    article: ArticleId, entity: Entity, same: dict[tuple[ArticleId, EntityId], SourceCard]
) -> str:
    card = same.get((article, entity.id))
    if card is not None:
        return f"card {card.id}"
    return f"{entity.kind.value} {' '.join(entity.name.casefold().split())}"


def _gather(gathered: dict[str, _Gathered], key: str, entity: Entity, name: str) -> None:
    row = gathered.setdefault(key, _Gathered(clean(name), entity.kind))
    row.names.update(dict.fromkeys(clean(name) for name in entity.names))
    row.mentions += len(entity.mentions)


def _shown(text: str, entity: Entity) -> list[Span]:
    """The mentions as the text shows them: inside it, without white space at their ends."""
    inside = (Span(max(0, span.start), min(span.end, len(text))) for span in entity.mentions)
    spans = (trimmed(text, span) for span in inside if span.length > 0)
    return [span for span in spans if span.length > 0]


def _row(found: _Gathered) -> EntityRow:
    return EntityRow(
        name=found.name,
        kind=ENTITY_KIND[found.kind],
        also=tuple(name for name in found.names if name != found.name),
        mentions=found.mentions,
        articles=tuple(found.articles),
    )


def _marks(marks: Sequence[tuple[Span, str]], rows: dict[str, int]) -> tuple[EntityMark, ...]:
    seen: set[str] = set()
    out: list[EntityMark] = []
    for span, key in marks:
        out.append(EntityMark(span, rows[key], first=key not in seen))
        seen.add(key)
    return tuple(out)
