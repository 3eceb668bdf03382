"""The register of sources: who stands behind claims, across all articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, select, text

from annotator.domain.briefing import Member, SourceCard
from annotator.domain.claim import SourceKind, Tag, is_described
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.domain.phrase import phrase
from annotator.domain.resolution import LikelySource
from annotator.errors import UserFacingError
from annotator.storage.encoding.asides import UNDECIDED_ASIDE
from annotator.storage.file.schema import (
    PAGE,
    ArticleTable,
    ClaimTable,
    SourceApartTable,
    SourceMemberTable,
    SourceTable,
    table,
)
from annotator.storage.file.store import Store
from annotator.storage.sources import resolving
from annotator.storage.sources.likely import likely_sources
from annotator.storage.sources.names import described, named_in
from annotator.storage.sources.titles import note_titles

# Articles of which some source belongs to nobody yet, as after an update of the program.
_UNRESOLVED = text(
    'SELECT DISTINCT article."key" FROM article'
    ' JOIN claim ON claim.article = article."key"'
    " LEFT JOIN source_member AS m ON m.article = claim.article"
    " AND m.entity = claim.source_entity"
    " WHERE article.id IN :page AND claim.source_entity IS NOT NULL"
    " AND claim.source_name <> '' AND claim.hidden = 0 AND m.source IS NULL"
).bindparams(bindparam("page", expanding=True))
_MOST_DESCRIBED = 20
_CLAIM, _MEMBER, _ARTICLE = table(ClaimTable).c, table(SourceMemberTable).c, table(ArticleTable).c
_SAID = (
    select(_MEMBER.source, _CLAIM.tag, func.count())
    .select_from(table(ClaimTable))
    .join(table(ArticleTable), _ARTICLE.key == _CLAIM.article)
    .join(
        table(SourceMemberTable),
        (_MEMBER.article == _CLAIM.article) & (_MEMBER.entity == _CLAIM.source_entity),
    )
    .where(_CLAIM.hidden == 0, text(f"NOT {UNDECIDED_ASIDE}"))
    .group_by(_MEMBER.source, _CLAIM.tag)
)


class Sources:
    """The sources of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cards(self) -> tuple[SourceCard, ...]:
        """Every source, by name."""
        with self._store.reading() as connection:
            return _cards(connection, None)

    def names(self) -> tuple[tuple[SourceId, str], ...]:
        """Every source with the name it is shown under, by name."""
        query = select(SourceTable.id, SourceTable.name).order_by(
            func.lower(SourceTable.name), SourceTable.id
        )
        with self._store.reading() as connection:
            return tuple((SourceId(id_), name) for id_, name in connection.execute(query))

    def note_titles(self, limit: int = 50) -> int:
        """Notes who holds a public office in some of the articles that came in before this was
        noted; how many articles those were. 0 when none is left."""
        with self._store.writing() as connection:
            return note_titles(connection, limit)

    def get(self, source: SourceId) -> SourceCard:
        """One source. Raises UserFacingError when unknown."""
        with self._store.reading() as connection:
            found = _cards(connection, [source])
        if not found:
            raise UserFacingError(
                phrase("The library has no source {source}.", source=source),
                phrase("It may have been merged into another."),
            )
        return found[0]

    def some(self, sources: Iterable[SourceId]) -> tuple[SourceCard, ...]:
        """Those of `sources` that are there, by name."""
        with self._store.reading() as connection:
            return _cards(connection, list(sources))

    def of(self, article: ArticleId) -> dict[EntityId, SourceId]:
        """Which source an article's entities and descriptions are."""
        query = (
            select(SourceMemberTable.entity, SourceMemberTable.source)
            .join(ArticleTable, ArticleTable.key == SourceMemberTable.article)
            .where(ArticleTable.id == article)
        )
        with self._store.reading() as connection:
            return {
                EntityId(entity): SourceId(source) for entity, source in connection.execute(query)
            }

    def counts(self, articles: Sequence[ArticleId]) -> Mapping[SourceId, Mapping[Tag | None, int]]:
        """How many claims of `articles` rest on each source, by decided tag; those that the
        queue keeps back do not count."""
        counted: dict[SourceId, dict[Tag | None, int]] = {}
        with self._store.reading() as connection:
            for page in _pages(articles):
                for source, tag, number in connection.execute(_SAID.where(_ARTICLE.id.in_(page))):
                    by_tag = counted.setdefault(SourceId(source), {})
                    key = Tag(tag) if tag else None
                    by_tag[key] = by_tag.get(key, 0) + number
        return counted

    def resolve(self, articles: Sequence[ArticleId]) -> None:
        """Ties what stands behind the claims of `articles` to sources, where that has not been
        done. Does nothing in a library that can only be read."""
        if self._store.read_only:
            return
        keys: list[int] = []
        with self._store.reading() as connection:
            for page in _pages(articles):
                keys += connection.scalars(_UNRESOLVED, {"page": list(page)})
        if keys:
            with self._store.writing() as connection:
                resolving.resolve(connection, keys)

    def find(self, article: ArticleId, member: EntityId) -> SourceId | None:
        """The source that somebody whom an article names most likely is, when one is."""
        with self._store.reading() as connection:
            keys = article_keys(connection, [article])
            if article not in keys or is_described(member):
                return None
            for named in named_in(connection, keys[article], [member]):
                match = resolving.find(connection, named)
                return match.source if match else None
        return None

    def likely(self, card: SourceCard, most: int = 5) -> tuple[LikelySource, ...]:
        """Other sources that `card` may be as well, the likeliest first; none that a person
        said is another."""
        some = sorted(card.members)[:_MOST_DESCRIBED]
        with self._store.reading() as connection:
            keys = article_keys(connection, {article for article, _ in some})
            named = [
                described(keys[article], member, card.name, card.kind)
                for article, member in some
                if article in keys and is_described(member)
            ]
            if not card.kept:
                for article, member in some:
                    named += named_in(connection, keys.get(article, 0), [member])
            return likely_sources(connection, card, named, most)


def _pages(ids: Sequence[ArticleId]) -> Iterator[Sequence[ArticleId]]:
    for first in range(0, len(ids), PAGE):
        yield ids[first : first + PAGE]


def _cards(connection: Connection, wanted: Sequence[SourceId] | None) -> tuple[SourceCard, ...]:
    if wanted is None:
        return _page_of_cards(connection, None)
    pages = (wanted[first : first + PAGE] for first in range(0, len(wanted), PAGE))
    found = [card for page in pages for card in _page_of_cards(connection, page)]
    return tuple(sorted(found, key=lambda card: (card.name.casefold(), card.id)))


def _page_of_cards(
    connection: Connection, wanted: Sequence[SourceId] | None
) -> tuple[SourceCard, ...]:
    members = select(
        SourceMemberTable.source,
        ArticleTable.id,
        SourceMemberTable.entity,
        SourceMemberTable.guessed,
        SourceMemberTable.told,
    ).join(ArticleTable, ArticleTable.key == SourceMemberTable.article)
    query = select(SourceTable.__table__).order_by(func.lower(SourceTable.name), SourceTable.id)
    apart = select(SourceApartTable.one, SourceApartTable.other)
    if wanted is not None:
        members = members.where(SourceMemberTable.source.in_(wanted))
        query = query.where(SourceTable.id.in_(wanted))
        apart = apart.where(SourceApartTable.one.in_(wanted) | SourceApartTable.other.in_(wanted))
    of: dict[str, list[tuple[Member, bool, bool]]] = {}
    for id_, article, entity, guessed, told in connection.execute(members):
        member = (ArticleId(article), EntityId(entity))
        of.setdefault(id_, []).append((member, guessed, told))
    others: dict[str, set[SourceId]] = {}
    for one, other in connection.execute(apart):
        others.setdefault(one, set()).add(SourceId(other))
        others.setdefault(other, set()).add(SourceId(one))
    return tuple(
        SourceCard(
            SourceId(row.id),
            row.name,
            SourceKind(row.kind),
            Reliability(row.reliability) if row.reliability else None,
            row.descriptor,
            row.notes,
            frozenset(member for member, _, _ in of.get(row.id, ())),
            frozenset(member for member, guessed, _ in of.get(row.id, ()) if guessed),
            frozenset(member for member, _, told in of.get(row.id, ()) if told),
            frozenset(others.get(row.id, ())),
            row.kept,
        )
        for row in connection.execute(query)
    )


def article_keys(connection: Connection, ids: Iterable[ArticleId]) -> dict[ArticleId, int]:
    """The keys of those articles that are there."""
    every = sorted(ids)
    found: dict[ArticleId, int] = {}
    for first in range(0, len(every), PAGE):
        query = select(ArticleTable.id, ArticleTable.key).where(
            ArticleTable.id.in_(every[first : first + PAGE])
        )
        found |= {ArticleId(id_): key for id_, key in connection.execute(query)}
    return found
