"""Sources across articles: descriptions as members, guesses told from what persons said.

Until now a description ("two officials") was one source in all articles, known by its words; it
is now one for each article. Cards that persons kept of descriptions keep all they stood for.
"""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE source ADD COLUMN kept BOOLEAN DEFAULT '1' NOT NULL",
    "ALTER TABLE source_member ADD COLUMN guessed BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE source_member ADD COLUMN told BOOLEAN DEFAULT '0' NOT NULL",
    """CREATE TABLE source_name (
        source VARCHAR NOT NULL,
        sort VARCHAR NOT NULL,
        exact VARCHAR NOT NULL,
        sound VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        told BOOLEAN NOT NULL,
        PRIMARY KEY (source, sort, exact),
        FOREIGN KEY(source) REFERENCES source (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_source_name_exact ON source_name (sort, exact)",
    "CREATE INDEX ix_source_name_sound ON source_name (sort, sound)",
    """CREATE TABLE source_apart (
        one VARCHAR NOT NULL,
        other VARCHAR NOT NULL,
        PRIMARY KEY (one, other),
        FOREIGN KEY(one) REFERENCES source (id) ON DELETE CASCADE,
        FOREIGN KEY(other) REFERENCES source (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_source_apart_other ON source_apart (other)",
)


def _member(words: str) -> str:
    return "~" + " ".join(words.casefold().split())


def upgrade() -> None:
    """Adds what resolving across articles needs and ties descriptions to their cards."""
    for statement in _STATEMENTS:
        op.execute(statement)
    connection = op.get_bind()
    described = connection.execute(
        text(
            'SELECT "key", article, source_name FROM claim'
            " WHERE source_entity IS NULL AND source_name IS NOT NULL"
        )
    ).all()
    if described:
        connection.execute(
            text('UPDATE claim SET source_entity = :member WHERE "key" = :key'),
            [{"member": _member(name), "key": key} for key, _, name in described],
        )
    homes: dict[str, set[int]] = {}
    for _, article, name in described:
        homes.setdefault(_member(name), set()).add(article)
    cards = connection.execute(
        text(
            "SELECT id, name FROM source"
            " WHERE id NOT IN (SELECT source FROM source_member) ORDER BY id"
        )
    ).all()
    for id_, name in cards:
        for article in sorted(homes.pop(_member(name), ())):
            connection.execute(
                text(
                    "INSERT INTO source_member (source, article, entity)"
                    " VALUES (:source, :article, :member)"
                ),
                {"source": id_, "article": article, "member": _member(name)},
            )
