"""Signatures of texts, by which the same story elsewhere is found; an index for the list by date.

Those of the articles that are there are made later, beside the work: a large library has no
minutes to spare when it is opened.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table and what the list asks of it."""
    # With the key before the id, the index has the order of the list: nothing is left to sort.
    op.execute("DROP INDEX ix_article_published")
    op.execute('CREATE INDEX ix_article_published ON article (removed, published, "key", id)')
    op.execute(
        """CREATE TABLE signature (
        article INTEGER NOT NULL,
        story INTEGER NOT NULL,
        numbers BLOB NOT NULL,
        PRIMARY KEY (article),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )"""
    )
    op.execute("CREATE INDEX ix_signature_story ON signature (story)")
