"""Articles as rows: kept, corrected, found by their id."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from annotator.domain.article import Article
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.storage.encoding.packing import packed_blocks, packed_phrases, packed_time
from annotator.storage.file.schema import ArticleTable, ArticleTextTable, OriginalTable, table
from annotator.storage.records.originals import packed_original
from annotator.storage.search.index import index_article, unindex_article

type Sign = Callable[[Connection, int, str], None]
"""Keeps by what the text of a new article (by its key) is recognised elsewhere."""
FIELDS = (
    "id",
    "title",
    "author",
    "publisher",
    "published",
    "address",
    "language",
    "file_name",
    "media_type",
    "sha256",
    "text_sha256",
    "normaliser",
    "accessed",
)
EDITABLE = ("title", "author", "publisher", "published", "address", "language")
"""What a person may correct; the text is never edited."""


def unknown_article(article: str) -> UserFacingError:
    """What to say when an article is asked for that is not there."""
    return UserFacingError(
        phrase("The library has no article {article}.", article=article),
        phrase("It may have been deleted; see the list."),
    )


def article_key(connection: Connection, article: str) -> int:
    """The row of an article. Raises UserFacingError when there is none."""
    found: int | None = connection.scalar(_KEY, {"id": article})
    if found is None:
        raise unknown_article(article)
    return found


_KEY = select(table(ArticleTable).c.key).where(table(ArticleTable).c.id == bindparam("id"))
_INSERT = insert(table(ArticleTable)).returning(table(ArticleTable).c.key)
_INSERT_TEXT = insert(table(ArticleTextTable))
_INSERT_ORIGINAL = insert(table(OriginalTable))


def insert_article(
    connection: Connection, article: Article, original: bytes, sign: Sign, added: datetime
) -> bool:
    """Keeps an article that came in at `added`; False when the same bytes are there already."""
    if connection.scalar(_KEY, {"id": article.id}) is not None:
        return False
    row: dict[str, object] = {field: getattr(article, field) for field in FIELDS}
    row |= {"added": packed_time(added), "removed": False, "claims": 0, "decided": 0}
    key = connection.execute(_INSERT, row).scalar_one()
    connection.execute(
        _INSERT_TEXT,
        {
            "article": key,
            "text": article.text,
            "blocks": packed_blocks(article.blocks),
            "warnings": packed_phrases(article.warnings),
        },
    )
    packing, content = packed_original(article.text, original)
    connection.execute(_INSERT_ORIGINAL, {"article": key, "packing": packing, "content": content})
    index_article(connection, key)
    sign(connection, key, article.text)
    return True


def edit_article(connection: Connection, article: Article) -> None:
    """Takes over what a person may correct. Raises UserFacingError when unknown."""
    key = article_key(connection, article.id)
    unindex_article(connection, key)
    connection.execute(
        update(ArticleTable)
        .where(ArticleTable.key == key)
        .values(**{field: getattr(article, field) for field in EDITABLE})
    )
    index_article(connection, key)
