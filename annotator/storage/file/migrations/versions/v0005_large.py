"""Indexes that a large library is listed and searched by.

One is over the names in articles: whom each names, what stands behind its claims, and what is
suggested for them. Without it, a search for a name that few articles hold reads those of all.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    # Both lists are read from these alone, in their order.
    "DROP INDEX ix_article_published",
    'CREATE INDEX ix_article_published ON article (removed, published, added, "key", id)',
    'CREATE INDEX ix_article_added ON article (removed, added, "key", id)',
    # Three letters each, so that any part of a name is found; only in which rows, not where.
    """CREATE VIRTUAL TABLE search_names USING fts5(
        names, tokenize="trigram", detail=none, columnsize=0
    )""",
    # Three rows for an article: whom it names, its sources, and what is suggested for claims with a
    # source ("so+") and without ("so-").
    """INSERT INTO search_names(rowid, names)
        SELECT 3 * article, group_concat(DISTINCT value)
        FROM entity, json_each(entity.names) GROUP BY article
        UNION ALL SELECT 3 * article + 1, group_concat(DISTINCT source_name)
        FROM claim WHERE source_name <> '' GROUP BY article
        UNION ALL SELECT 3 * article + 2, group_concat(DISTINCT substr(suggestion.tag, 1, 2)
            || iif(source_entity IS NULL, '-', '+'))
        FROM claim JOIN suggestion ON suggestion."key" = claim.suggestion
        GROUP BY article ORDER BY 1""",
)


def upgrade() -> None:
    """Adds the indexes, and what is found in the articles that are there."""
    for statement in _STATEMENTS:
        op.execute(statement)
