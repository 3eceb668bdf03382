"""Articles: text, provenance and original of each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import ColumnElement, Connection, Row, UnaryExpression, bindparam, func, select

from annotator.domain.article import Article
from annotator.domain.ids import ArticleId
from annotator.storage.article_rows import FIELDS, unknown_article
from annotator.storage.asides import undecided_asides
from annotator.storage.originals import unpacked_original
from annotator.storage.packing import unpacked_blocks, unpacked_time
from annotator.storage.schema import (
    PAGE,
    ArticleTable,
    ArticleTextTable,
    LabelTable,
    OriginalTable,
    table,
)
from annotator.storage.store import Store
from annotator.storage.transaction import transaction

type Ordering = UnaryExpression[int] | UnaryExpression[str] | ColumnElement[str]


class Order(StrEnum):
    """How a list of articles is sorted."""

    ADDED = "added"
    """The newest arrival first."""
    PUBLISHED = "published"
    """The newest first; those without a date last."""
    TITLE = "title"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article."""

    id: ArticleId
    title: str
    publisher: str
    published: str
    added: datetime
    language: str
    file_name: str
    claims: int
    """Those to decide: intentions, attitudes and decrees count once they are decided."""
    decided: int
    analysed: bool
    labels: tuple[str, ...]


_ORDERS: dict[Order, tuple[Ordering, ...]] = {
    Order.ADDED: (ArticleTable.key.desc(),),
    Order.PUBLISHED: (ArticleTable.published.desc(), ArticleTable.key.desc()),
    Order.TITLE: (func.lower(ArticleTable.title), ArticleTable.key.asc()),
    Order.PUBLISHER: (func.lower(ArticleTable.publisher), ArticleTable.key.desc()),
}


_ARTICLE = (
    select(
        table(ArticleTextTable).c.text,
        table(ArticleTextTable).c.blocks,
        table(ArticleTextTable).c.warnings,
        *(table(ArticleTable).c[field] for field in FIELDS),
    )
    .join(table(ArticleTable), table(ArticleTable).c.key == table(ArticleTextTable).c.article)
    .where(table(ArticleTable).c.id == bindparam("id"))
)


class Articles:
    """The articles of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, article: Article, original: bytes, *, person: str = "") -> bool:
        """Keeps an article with the bytes it was read from, journalled as an act of `person`.

        False when the same bytes are there already; one that was removed is back then and
        True. To add many at once, use `Change.add_article` in one transaction.
        """
        if self.contains(article.id):
            return False
        with transaction(self._store, person, "add article") as change:
            change.payload = {"article": article.id, "sha256": article.sha256}
            change.inverse = {"remove": article.id}
            return change.add_article(article, original)

    def get(self, article: ArticleId) -> Article:
        """One article with its text, removed or not. Raises UserFacingError when unknown."""
        with self._store.reading() as connection:
            row = connection.execute(_ARTICLE, {"id": article}).mappings().one_or_none()
        if row is None:
            raise unknown_article(article)
        return Article(
            **{field: row[field] for field in FIELDS},
            text=row["text"],
            blocks=unpacked_blocks(row["blocks"]),
            warnings=tuple(json.loads(row["warnings"])),
        )

    def original(self, article: ArticleId) -> bytes:
        """The very bytes the article was read from. Raises UserFacingError when unknown."""
        query = (
            select(OriginalTable.packing, OriginalTable.content, ArticleTextTable.text)
            .join(ArticleTable, ArticleTable.key == OriginalTable.article)
            .join(ArticleTextTable, ArticleTextTable.article == ArticleTable.key)
            .where(ArticleTable.id == article)
        )
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise unknown_article(article)
        return unpacked_original(row.packing, row.content, row.text)

    def contains(self, article: ArticleId) -> bool:
        """Whether the article is there and not removed."""
        query = select(ArticleTable.key).where(ArticleTable.id == article, ~ArticleTable.removed)
        with self._store.reading() as connection:
            return connection.scalar(query) is not None

    def count(self) -> int:
        """How many articles are there, without the removed ones."""
        query = select(func.count()).select_from(ArticleTable).where(~ArticleTable.removed)
        with self._store.reading() as connection:
            return connection.scalar(query) or 0

    def ids(
        self, order: Order = Order.ADDED, *, label: str = "", removed: bool = False
    ) -> tuple[ArticleId, ...]:
        """The ids of all articles (or those with a label, or the removed ones), sorted.

        Cheap for any number; fetch what is seen with `rows`.
        """
        query = select(ArticleTable.id).where(ArticleTable.removed == removed)
        if label:
            query = query.join(LabelTable, LabelTable.article == ArticleTable.key).where(
                LabelTable.label == label
            )
        with self._store.reading() as connection:
            found = connection.scalars(query.order_by(*_ORDERS[order])).all()
        return cast(tuple[ArticleId, ...], tuple(found))

    def rows(
        self, ids: Sequence[ArticleId] | None = None, order: Order = Order.ADDED
    ) -> tuple[ArticleRow, ...]:
        """Light rows for lists: of `ids` in their order (unknown ones left out), or of all."""
        if ids is None:
            ids = self.ids(order)
        found: dict[str, ArticleRow] = {}
        with self._store.reading() as connection:
            for first in range(0, len(ids), PAGE):
                page = ids[first : first + PAGE]
                labels = _labels(connection, page)
                rows = connection.execute(_ROWS.where(ArticleTable.id.in_(page))).all()
                asides = undecided_asides(connection, [row.key for row in rows])
                for row in rows:
                    kept_back = asides.get(row.key, 0)
                    found[row.id] = _as_row(row, labels.get(row.key, ()), kept_back)
        return tuple(found[id_] for id_ in ids if id_ in found)

    def labels(self) -> tuple[tuple[str, int], ...]:
        """Every label and how many articles carry it, by name."""
        query = (
            select(LabelTable.label, func.count())
            .join(ArticleTable, ArticleTable.key == LabelTable.article)
            .where(~ArticleTable.removed)
            .group_by(LabelTable.label)
            .order_by(func.lower(LabelTable.label))
        )
        with self._store.reading() as connection:
            return tuple((label, count) for label, count in connection.execute(query))

    def with_text(self, text_sha256: str) -> tuple[ArticleId, ...]:
        """The articles whose text is the very same, oldest first."""
        query = (
            select(ArticleTable.id)
            .where(ArticleTable.text_sha256 == text_sha256, ~ArticleTable.removed)
            .order_by(ArticleTable.key)
        )
        with self._store.reading() as connection:
            return tuple(ArticleId(id_) for id_ in connection.scalars(query))


_ROWS = select(
    ArticleTable.key,
    ArticleTable.id,
    ArticleTable.title,
    ArticleTable.publisher,
    ArticleTable.published,
    ArticleTable.added,
    ArticleTable.language,
    ArticleTable.file_name,
    ArticleTable.claims,
    ArticleTable.decided,
    ArticleTable.analysis,
)


def _labels(connection: Connection, ids: Iterable[str]) -> dict[int, tuple[str, ...]]:
    query = (
        select(LabelTable.article, LabelTable.label)
        .join(ArticleTable, ArticleTable.key == LabelTable.article)
        .where(ArticleTable.id.in_(ids))
        .order_by(LabelTable.label)
    )
    labels: dict[int, tuple[str, ...]] = {}
    for key, label in connection.execute(query):
        labels[key] = (*labels.get(key, ()), label)
    return labels


def _as_row(
    row: Row[int, str, str, str, str, str, str, str, int, int, int | None],
    labels: tuple[str, ...],
    asides: int,
) -> ArticleRow:
    return ArticleRow(
        ArticleId(row.id),
        row.title,
        row.publisher,
        row.published,
        unpacked_time(row.added),
        row.language,
        row.file_name,
        row.claims - asides,
        row.decided,
        row.analysis is not None,
        labels,
    )
