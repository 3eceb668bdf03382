"""The full-text index over articles: kept in step by the code that changes them.

The index holds no text of its own (FTS5 "external content" over the view `searchable`), so
it must be told the old words before they go.
"""

from sqlalchemy import Connection, text

_ADD = text(
    "INSERT INTO search(rowid, title, author, publisher, body)"
    " SELECT key, title, author, publisher, body FROM searchable WHERE key = :key"
)
_REMOVE = text(
    "INSERT INTO search(search, rowid, title, author, publisher, body)"
    " SELECT 'delete', key, title, author, publisher, body FROM searchable WHERE key = :key"
)


def index_article(connection: Connection, key: int) -> None:
    """Makes an article's present words findable."""
    connection.execute(_ADD, {"key": key})


def unindex_article(connection: Connection, key: int) -> None:
    """Forgets an article's present words; call it before they change."""
    connection.execute(_REMOVE, {"key": key})
