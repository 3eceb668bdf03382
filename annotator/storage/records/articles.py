"""Articles: text, provenance and original of each."""

from collections.abc import Iterable, Sequence
from contextlib import closing

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import aliased

from annotator.domain.article import Article
from annotator.domain.ids import ArticleId
from annotator.storage.encoding.packing import unpacked_blocks, unpacked_phrases
from annotator.storage.file.schema import (
    ArticleTable,
    ArticleTextTable,
    OriginalTable,
    SignatureTable,
    table,
)
from annotator.storage.file.store import Store
from annotator.storage.records.article_list import (
    ArticleRow,
    Order,
    Run,
    first_undecided,
    list_ids,
    list_labels,
    list_rows,
)
from annotator.storage.records.article_rows import FIELDS, unknown_article
from annotator.storage.records.originals import unpacked_original
from annotator.storage.records.transaction import transaction

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
_CONTAINED = select(table(ArticleTable).c.key).where(
    table(ArticleTable).c.id == bindparam("id"), ~table(ArticleTable).c.removed
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
            warnings=unpacked_phrases(row["warnings"]),
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
        with self._store.reading() as connection:
            return connection.scalar(_CONTAINED, {"id": article}) is not None

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
        with self._store.reading() as connection:
            return list_ids(_run_bare(connection), order, label=label, removed=removed)

    def rows(
        self, ids: Sequence[ArticleId] | None = None, order: Order = Order.ADDED
    ) -> tuple[ArticleRow, ...]:
        """Light rows for lists: of `ids` in their order (unknown ones left out), or of all."""
        if ids is None:
            ids = self.ids(order)
        with self._store.reading() as connection:
            return list_rows(connection.exec_driver_sql, ids)

    def first_undecided(self, ids: Sequence[ArticleId]) -> ArticleId | None:
        """The first of `ids` that has claims to decide; None when none has."""
        with self._store.reading() as connection:
            return first_undecided(connection.exec_driver_sql, ids)

    def labels(self) -> tuple[tuple[str, int], ...]:
        """Every label and how many articles carry it, by name."""
        with self._store.reading() as connection:
            return list_labels(connection.exec_driver_sql)

    def same_story(self, article: ArticleId) -> tuple[ArticleId, ...]:
        """The other articles that tell the same story, the first that came in front."""
        mine, same, other = aliased(SignatureTable), aliased(SignatureTable), aliased(ArticleTable)
        query = (
            select(other.id)
            .join(same, same.article == other.key)
            .join(mine, mine.story == same.story)
            .join(ArticleTable, ArticleTable.key == mine.article)
            .where(ArticleTable.id == article, other.id != article, ~other.removed)
            .order_by(other.key)
        )
        with self._store.reading() as connection:
            return tuple(ArticleId(id_) for id_ in connection.scalars(query))

    def sign_missing(self, limit: int = 50) -> int:
        """Keeps the signatures of some articles that came in before such were kept; how many
        that were. 0 when none is left."""
        from annotator.storage.file.twins import unsigned  # noqa: PLC0415 - see Store.sign

        with self._store.reading() as connection:
            found = unsigned(connection, limit)
        if found:
            with self._store.writing() as connection:
                for key, text in found:
                    self._store.sign(connection, key, text)
        return len(found)

    def with_text(self, text_sha256: str) -> tuple[ArticleId, ...]:
        """The articles whose text is the very same, oldest first."""
        query = (
            select(ArticleTable.id)
            .where(ArticleTable.text_sha256 == text_sha256, ~ArticleTable.removed)
            .order_by(ArticleTable.key)
        )
        with self._store.reading() as connection:
            return tuple(ArticleId(id_) for id_ in connection.scalars(query))


def _run_bare(connection: Connection) -> Run:
    """Runs one statement by the driver alone: for 100,000 rows of one column, the engine's row
    objects cost more than the reading."""

    def run(statement: str, given: tuple[str | int, ...]) -> Iterable[Sequence[object]]:
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall()

    return run
