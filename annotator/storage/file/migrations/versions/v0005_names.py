"""An index over the names in articles: whom each names, and what stands behind its claims.

Without it, a search for a name that few articles hold reads the names of all.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    # Three letters each, so that any part of a name is found; only in which rows, not where.
    """CREATE VIRTUAL TABLE search_names USING fts5(
        names, tokenize="trigram", detail=none, columnsize=0
    )""",
    # Two rows for an article: the even one of those whom it names, the odd one of its sources.
    """INSERT INTO search_names(rowid, names)
        SELECT 2 * article, group_concat(DISTINCT value)
        FROM entity, json_each(entity.names) GROUP BY article
        UNION ALL SELECT 2 * article + 1, group_concat(DISTINCT source_name)
        FROM claim WHERE source_name <> '' GROUP BY article ORDER BY 1""",
)


def upgrade() -> None:
    """Adds the index and what it finds in the articles that are there."""
    for statement in _STATEMENTS:
        op.execute(statement)
