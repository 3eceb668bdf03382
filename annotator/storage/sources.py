"""The register of sources: who stands behind claims, across all articles."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select, update

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.errors import UserFacingError
from annotator.storage.schema import ArticleTable, SourceMemberTable, SourceTable
from annotator.storage.store import Store


class Sources:
    """The sources of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cards(self) -> tuple[SourceCard, ...]:
        """Every source, by name."""
        with self._store.reading() as connection:
            return _cards(connection, None)

    def get(self, source: SourceId) -> SourceCard:
        """One source. Raises UserFacingError when unknown."""
        with self._store.reading() as connection:
            found = _cards(connection, source)
        if not found:
            raise UserFacingError(
                f"The library has no source {source}.", "It may have been merged into another."
            )
        return found[0]

    def of(self, article: ArticleId) -> dict[EntityId, SourceId]:
        """Which of an article's entities are which sources."""
        query = (
            select(SourceMemberTable.entity, SourceMemberTable.source)
            .join(ArticleTable, ArticleTable.key == SourceMemberTable.article)
            .where(ArticleTable.id == article)
        )
        with self._store.reading() as connection:
            return {
                EntityId(entity): SourceId(source) for entity, source in connection.execute(query)
            }


def _cards(connection: Connection, source: SourceId | None) -> tuple[SourceCard, ...]:
    members = select(SourceMemberTable.source, ArticleTable.id, SourceMemberTable.entity).join(
        ArticleTable, ArticleTable.key == SourceMemberTable.article
    )
    query = select(SourceTable.__table__).order_by(func.lower(SourceTable.name), SourceTable.id)
    if source is not None:
        members = members.where(SourceMemberTable.source == source)
        query = query.where(SourceTable.id == source)
    of: dict[str, set[tuple[ArticleId, EntityId]]] = {}
    for id_, article, entity in connection.execute(members):
        of.setdefault(id_, set()).add((ArticleId(article), EntityId(entity)))
    return tuple(
        SourceCard(
            SourceId(row.id),
            row.name,
            SourceKind(row.kind),
            Reliability(row.reliability) if row.reliability else None,
            row.descriptor,
            row.notes,
            frozenset(of.get(row.id, ())),
        )
        for row in connection.execute(query)
    )


def put_source(connection: Connection, card: SourceCard) -> None:
    """Keeps a source as the card says; its members leave whatever source they were in."""
    values = {
        "name": card.name,
        "kind": card.kind.value,
        "reliability": card.reliability.value if card.reliability else None,
        "descriptor": card.descriptor,
        "notes": card.notes,
    }
    known = connection.execute(
        update(SourceTable).where(SourceTable.id == card.id).values(**values)
    )
    if not known.rowcount:
        connection.execute(insert(SourceTable).values(id=card.id, **values))
    connection.execute(delete(SourceMemberTable).where(SourceMemberTable.source == card.id))
    keys = _article_keys(connection, {article for article, _ in card.members})
    for article, entity in sorted(card.members):
        if article not in keys:
            continue
        connection.execute(
            delete(SourceMemberTable).where(
                SourceMemberTable.article == keys[article], SourceMemberTable.entity == entity
            )
        )
        connection.execute(
            insert(SourceMemberTable).values(source=card.id, article=keys[article], entity=entity)
        )


def _article_keys(connection: Connection, ids: Iterable[ArticleId]) -> dict[ArticleId, int]:
    query = select(ArticleTable.id, ArticleTable.key).where(ArticleTable.id.in_(ids))
    return {ArticleId(id_): key for id_, key in connection.execute(query)}


def remove_source(connection: Connection, source: SourceId) -> None:
    """Forgets a source and who belonged to it."""
    connection.execute(delete(SourceTable).where(SourceTable.id == source))
