"""The full-text indexes over articles: kept in step by the code that changes them.

That over the words holds no text of its own (FTS5 "external content" over the view `searchable`),
so it must be told the old words before they go. That over the names keeps them, for they come and
go with every analysis, and only has to be told that something changed. It has three rows for an
article, whose numbers follow one another: whom it names, what stands behind its claims, and what is
suggested for those with a source ("so+") and those without ("so-").
"""

from collections.abc import Sequence

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


_NAMED = (
    "SELECT 3 * article AS key, group_concat(DISTINCT value) AS names"
    " FROM entity, json_each(entity.names) {where} GROUP BY article"
    " UNION ALL SELECT 3 * article + 1, group_concat(DISTINCT source_name)"
    " FROM claim WHERE source_name <> '' {and_} GROUP BY article"
    " UNION ALL SELECT 3 * article + 2, group_concat(DISTINCT substr(suggestion.tag, 1, 2)"
    " || iif(source_entity IS NULL, '-', '+'))"
    " FROM claim JOIN suggestion ON suggestion.key = claim.suggestion"
    " {where} GROUP BY article ORDER BY 1"
)
_NAMED_BY = _NAMED.format(where="WHERE article = :key", and_="AND article = :key")
_MINE = "rowid IN (3 * :key, 3 * :key + 1, 3 * :key + 2)"
_KNOWN = f"SELECT rowid, names FROM search_names WHERE {_MINE}"  # noqa: S608
_FORGET = f"DELETE FROM search_names WHERE {_MINE}"  # noqa: S608
_NAME = "INSERT INTO search_names(rowid, names) VALUES (?, ?)"

REBUILD: Sequence[str] = (
    "INSERT INTO search(search) VALUES ('rebuild')",
    "DELETE FROM search_names",
    "INSERT INTO search_names(rowid, names) " + _NAMED.format(where="", and_=""),
)
"""Statements that make both indexes anew from what the library holds."""


def index_names(connection: Connection, key: int) -> None:
    """Makes an article findable by those whom it names now, and by its claims' sources."""
    of_article = {"key": key}
    names = [tuple(row) for row in connection.exec_driver_sql(_NAMED_BY, of_article)]
    known = [tuple(row) for row in connection.exec_driver_sql(_KNOWN, of_article)]
    if names == sorted(known):
        return
    forget_names(connection, key)
    if names:
        connection.exec_driver_sql(_NAME, names)


def forget_names(connection: Connection, key: int) -> None:
    """Has an article found by no name any more."""
    connection.exec_driver_sql(_FORGET, {"key": key})
