"""Articles as rows: kept, corrected, found by their id."""

import zlib
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from annotator.domain.article import Article
from annotator.errors import UserFacingError
from annotator.storage.canonical import canonical
from annotator.storage.packing import packed_blocks, packed_time
from annotator.storage.schema import ArticleTable, ArticleTextTable, OriginalTable
from annotator.storage.search_index import index_article, unindex_article

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
        f"The library has no article {article}.", "It may have been deleted; see the list."
    )


def article_key(connection: Connection, article: str) -> int:
    """The row of an article. Raises UserFacingError when there is none."""
    found = connection.scalar(select(ArticleTable.key).where(ArticleTable.id == article))
    if found is None:
        raise unknown_article(article)
    return found


def insert_article(connection: Connection, article: Article, original: bytes) -> bool:
    """Keeps an article; False when the same bytes are there already."""
    known = connection.scalar(select(ArticleTable.key).where(ArticleTable.id == article.id))
    if known is not None:
        return False
    row = {field: getattr(article, field) for field in FIELDS}
    key = connection.execute(
        insert(ArticleTable)
        .values(**row, added=packed_time(datetime.now(UTC)), removed=False, claims=0, decided=0)
        .returning(ArticleTable.key)
    ).scalar_one()
    connection.execute(
        insert(ArticleTextTable).values(
            article=key,
            text=article.text,
            blocks=packed_blocks(article.blocks),
            warnings=canonical(list(article.warnings)),
        )
    )
    packing, content = _packed_original(article.text, original)
    connection.execute(insert(OriginalTable).values(article=key, packing=packing, content=content))
    index_article(connection, key)
    return True


def _packed_original(text: str, original: bytes) -> tuple[str, bytes]:
    if original == text.encode():
        return "text", b""
    small = zlib.compress(original, 6)
    return ("zlib", small) if len(small) < len(original) else ("raw", original)


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


def unpacked_original(packing: str, content: bytes, text: str) -> bytes:
    """The original bytes, from how they are kept."""
    if packing == "text":
        return text.encode()
    return zlib.decompress(content) if packing == "zlib" else content
