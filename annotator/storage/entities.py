"""Entities as rows: their ids are permanent within the article, as claims' ids are."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from annotator.domain.decision import Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.storage.canonical import canonical
from annotator.storage.matching import match_spans
from annotator.storage.packing import spans_of
from annotator.storage.schema import ArticleTable, ClaimTable, EntityTable, SourceMemberTable

_COLUMNS = (
    EntityTable.id,
    EntityTable.name,
    EntityTable.kind,
    EntityTable.names,
    EntityTable.mentions,
    EntityTable.guessed,
)


def of_article(connection: Connection, article: ArticleId) -> tuple[Entity, ...]:
    """An article's entities in order of appearance."""
    query = (
        select(*_COLUMNS)
        .join(ArticleTable, ArticleTable.key == EntityTable.article)
        .where(ArticleTable.id == article)
        .order_by(EntityTable.position, EntityTable.id)
    )
    return tuple(
        Entity(
            EntityId(row.id),
            row.name,
            EntityKind(row.kind),
            tuple(json.loads(row.names)),
            spans_of(json.loads(row.mentions)),
            row.guessed,
        )
        for row in connection.execute(query)
    )


def columns_of(entity: Entity) -> dict[str, object]:
    """The columns that say what an entity is."""
    return {
        "position": min((span.start for span in entity.mentions), default=0),
        "name": entity.name,
        "kind": entity.kind.value,
        "names": canonical(list(entity.names)),
        "mentions": canonical([list(span) for span in entity.mentions]),
        "guessed": entity.guessed,
    }


def put_entity(connection: Connection, article: int, entity: Entity) -> None:
    """Keeps an entity as a person made or changed it; the analysis then leaves it alone."""
    values = {**columns_of(entity), "origin": Origin.PERSON.value}
    mine = (EntityTable.article == article) & (EntityTable.id == entity.id)
    if not connection.execute(update(EntityTable).where(mine).values(**values)).rowcount:
        connection.execute(insert(EntityTable).values(article=article, id=entity.id, **values))


def remove_entity(connection: Connection, article: int, entity: EntityId) -> None:
    """Forgets an entity. Claims that name it keep its name."""
    connection.execute(
        delete(EntityTable).where(EntityTable.article == article, EntityTable.id == entity)
    )


def replace_found(
    connection: Connection, article: int, found: Sequence[Entity]
) -> Mapping[EntityId, EntityId]:
    """Takes over the entities of a new analysis; which id each of them has in the library.

    One that shares half its mentions with a known one, or else its name and kind, is that
    one. What a person made or changed stays as it is.
    """
    rows = connection.execute(
        select(*_COLUMNS, EntityTable.origin).where(EntityTable.article == article)
    ).all()
    origins = {EntityId(row.id): row.origin for row in rows}
    matched = match_spans(
        {EntityId(row.id): spans_of(json.loads(row.mentions)) for row in rows},
        [entity.mentions for entity in found],
    )
    free = {
        (row.name, row.kind): EntityId(row.id)
        for row in rows
        if row.id not in set(matched.values())
    }
    renamed: dict[EntityId, EntityId] = {}
    used = set(origins)
    for place, entity in enumerate(found):
        id_ = matched.get(place) or free.pop((entity.name, entity.kind.value), None)
        if id_ is None:
            id_ = _fresh(entity.id, used)
            used.add(id_)
            connection.execute(
                insert(EntityTable).values(
                    article=article, id=id_, origin=Origin.MACHINE.value, **columns_of(entity)
                )
            )
        elif origins[id_] != Origin.PERSON:
            connection.execute(
                update(EntityTable)
                .where(EntityTable.article == article, EntityTable.id == id_)
                .values(**columns_of(entity))
            )
        renamed[entity.id] = id_
    return renamed


def _fresh(wanted: EntityId, used: set[EntityId]) -> EntityId:
    number = 1
    while wanted in used:
        wanted = EntityId(f"e{len(used) + number}")
        number += 1
    return wanted


def drop_unused(connection: Connection, article: int, found: set[EntityId]) -> None:
    """Forgets entities that were not found again and that nothing points at."""
    named = select(ClaimTable.source_entity).where(
        ClaimTable.article == article, ClaimTable.source_entity.is_not(None)
    )
    members = select(SourceMemberTable.entity).where(SourceMemberTable.article == article)
    vanished = connection.scalars(
        select(EntityTable.id).where(
            EntityTable.article == article,
            EntityTable.origin == Origin.MACHINE.value,
            EntityTable.id.not_in(named),
            EntityTable.id.not_in(members),
        )
    ).all()
    for id_ in vanished:
        if id_ not in found:
            remove_entity(connection, article, EntityId(id_))
