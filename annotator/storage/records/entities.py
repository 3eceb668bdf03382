"""Entities as rows: their ids are permanent within the article, as claims' ids are."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from annotator.domain.decision import Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, EntityId
from annotator.storage.encoding.canonical import canonical
from annotator.storage.encoding.packing import NAME_IN_BODY, spans_of
from annotator.storage.file.schema import (
    ArticleTable,
    ClaimTable,
    EntityTable,
    SourceMemberTable,
    SourceTable,
    table,
)
from annotator.storage.records.matching import match_spans
from annotator.text.spans import Spans, common, covered

_COLUMNS = (
    EntityTable.id,
    EntityTable.name,
    EntityTable.kind,
    EntityTable.names,
    EntityTable.mentions,
    EntityTable.guessed,
)


def of_article(connection: Connection, article: ArticleId) -> tuple[Entity, ...]:
    """An article's entities in order of appearance; none that a person took all mentions of."""
    query = (
        select(*_COLUMNS)
        .join(ArticleTable, ArticleTable.key == EntityTable.article)
        .where(ArticleTable.id == article, EntityTable.mentions != "[]")
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


def put_entity(connection: Connection, article: int, entity: Entity) -> bool:
    """Keeps an entity as a person made or changed it; the analysis then leaves it alone.

    Claims whose source it is bear its name. Whether its names or kind are new.
    """
    values = {**columns_of(entity), "origin": Origin.PERSON.value}
    mine = (EntityTable.article == article) & (EntityTable.id == entity.id)
    before = connection.execute(
        select(EntityTable.name, EntityTable.kind, EntityTable.names).where(mine)
    ).one_or_none()
    if before is None:
        connection.execute(insert(EntityTable).values(article=article, id=entity.id, **values))
        return True
    connection.execute(update(EntityTable).where(mine).values(**values))
    if before.name != entity.name:
        _rename_source(connection, article, entity)
    return tuple(before) != (values["name"], values["kind"], values["names"])


def _rename_source(connection: Connection, article: int, entity: Entity) -> None:
    """Has the claims of an article's entity bear its new name, as the analysis would."""
    mine = (ClaimTable.article == article) & (ClaimTable.source_entity == entity.id)
    connection.execute(
        update(ClaimTable)
        .where(mine)
        .values(
            source_name=entity.name,
            body=func.json_set(ClaimTable.body, NAME_IN_BODY, entity.name),
        )
    )


def remove_entity(connection: Connection, article: int, entity: EntityId) -> None:
    """Forgets an entity. Claims that name it keep its name."""
    connection.execute(
        delete(EntityTable).where(EntityTable.article == article, EntityTable.id == entity)
    )


def replace_found(
    connection: Connection, article: int, found: Sequence[Entity]
) -> Mapping[EntityId, EntityId]:
    """Takes over the entities of a new analysis; which id each of them has in the library.

    One that shares half its mentions with a known one, lies by half in one that a person made
    or changed, or else has the name and kind of a known one, is that one. What a person made
    or changed stays as it is.
    """
    rows = connection.execute(
        select(*_COLUMNS, EntityTable.origin).where(EntityTable.article == article)
    ).all()
    origins = {EntityId(row.id): row.origin for row in rows}
    known = {EntityId(row.id): spans_of(json.loads(row.mentions)) for row in rows}
    matched = match_spans(known, [entity.mentions for entity in found])
    made = {id_: known[id_] for id_, origin in origins.items() if origin == Origin.PERSON}
    free = {
        (row.name, row.kind): EntityId(row.id)
        for row in rows
        if row.id not in set(matched.values())
    }
    renamed: dict[EntityId, EntityId] = {}
    used = set(origins)
    fresh: list[dict[str, object]] = []
    for place, entity in enumerate(found):
        id_ = matched.get(place) or _inside(made, entity.mentions)
        id_ = id_ or free.pop((entity.name, entity.kind.value), None)
        if id_ is None:
            id_ = _fresh(entity.id, used)
            used.add(id_)
            machine = {"article": article, "id": id_, "origin": Origin.MACHINE.value}
            fresh.append(machine | columns_of(entity))
        elif origins[id_] != Origin.PERSON:
            connection.execute(
                update(EntityTable)
                .where(EntityTable.article == article, EntityTable.id == id_)
                .values(**columns_of(entity))
            )
        renamed[entity.id] = id_
    if fresh:
        connection.execute(insert(table(EntityTable)), fresh)
    return renamed


def _inside(made: Mapping[EntityId, Spans], mentions: Spans) -> EntityId | None:
    """Which of those that a person made or changed holds half of `mentions`: what was merged
    into one is not found as two again."""
    shares = {id_: common(spans, mentions) for id_, spans in made.items()}
    best = max(shares, key=lambda id_: shares[id_], default=None)
    return best if best is not None and 2 * shares[best] >= covered(mentions) > 0 else None


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
    members = (
        select(SourceMemberTable.entity)
        .join(SourceTable, SourceTable.id == SourceMemberTable.source)
        .where(SourceMemberTable.article == article, SourceTable.kept)
    )
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
