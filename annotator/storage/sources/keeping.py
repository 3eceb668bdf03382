"""Keeping what a person made of sources: what changed of a card, and nothing beside it."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, update

from annotator.domain.briefing import Member, SourceCard
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.storage.file.schema import SourceMemberTable, SourceTable
from annotator.storage.sources import resolving
from annotator.storage.sources.register import article_keys


def put_source(
    connection: Connection, card: SourceCard, before: SourceCard | None = None
) -> frozenset[int]:
    """Keeps a source as the card says; the articles (by key) that then hold something loose.

    What was tied to it since `before` stays, unless members were taken out: then all that the
    machine tied since is looked at again. Members leave whatever source they were in.
    """
    _put_row(connection, card)
    old = before or SourceCard(card.id, "", card.kind)
    keys = article_keys(connection, {article for article, _ in card.members | old.members})
    loose: set[int] = set()
    taken = old.members - card.members
    if before is None or taken:
        loose = _take_out(connection, card, keys)
    changed = {
        member
        for member in card.members
        if before is None
        or member not in old.members
        or (member in card.guesses) != (member in old.guesses)
        or (member in card.told) != (member in old.told)
    }
    losers = _put_members(connection, card, changed, keys)
    for other in sorted(card.apart - old.apart):
        resolving.put_apart(connection, card.id, other)
    for other in sorted(old.apart - card.apart):
        resolving.put_together(connection, card.id, other)
    if changed or taken:
        resolving.tidy(connection, (*sorted(losers - {card.id}), card.id))
    return frozenset(loose)


def _put_row(connection: Connection, card: SourceCard) -> None:
    values = {
        "name": card.name,
        "kind": card.kind.value,
        "reliability": card.reliability.value if card.reliability else None,
        "descriptor": card.descriptor,
        "notes": card.notes,
        "kept": card.kept,
    }
    known = connection.execute(
        update(SourceTable).where(SourceTable.id == card.id).values(**values)
    )
    if not known.rowcount:
        connection.execute(insert(SourceTable).values(id=card.id, **values))


def _take_out(connection: Connection, card: SourceCard, keys: dict[ArticleId, int]) -> set[int]:
    """Takes out every member that the card does not list."""
    listed = {(keys[article], entity) for article, entity in card.members if article in keys}
    rows = connection.execute(
        SourceMemberTable.__table__.select().where(SourceMemberTable.source == card.id)
    ).all()
    loose = set()
    for row in rows:
        if (row.article, row.entity) not in listed:
            resolving.untie(connection, row.article, EntityId(row.entity))
            loose.add(row.article)
    return loose


def _put_members(
    connection: Connection,
    card: SourceCard,
    members: Iterable[Member],
    keys: dict[ArticleId, int],
) -> set[SourceId]:
    """Ties members as the card says; the sources that had them before."""
    losers: set[SourceId] = set()
    for member in sorted(members):
        article, entity = member
        if article not in keys:
            continue
        mine = (SourceMemberTable.article == keys[article]) & (SourceMemberTable.entity == entity)
        gone = connection.execute(
            delete(SourceMemberTable).where(mine).returning(SourceMemberTable.source)
        )
        losers.update(SourceId(source) for source in gone.scalars())
        connection.execute(
            insert(SourceMemberTable).values(
                source=card.id,
                article=keys[article],
                entity=entity,
                guessed=member in card.guesses,
                told=member in card.told,
            )
        )
    return losers


def remove_source(connection: Connection, source: SourceId) -> frozenset[int]:
    """Forgets a source and who belonged to it; the articles that now hold something loose."""
    gone = connection.execute(
        delete(SourceMemberTable)
        .where(SourceMemberTable.source == source)
        .returning(SourceMemberTable.article)
    )
    loose = frozenset(gone.scalars())
    connection.execute(delete(SourceTable).where(SourceTable.id == source))
    return loose
