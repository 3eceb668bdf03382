"""The first schema: articles, findings, decisions, journal, sources, briefings, search.

Written out as SQL, so that it stays what it was when the tables' definitions move on.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """CREATE TABLE article (
        "key" INTEGER NOT NULL,
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        author VARCHAR NOT NULL,
        publisher VARCHAR NOT NULL,
        published VARCHAR NOT NULL,
        address VARCHAR NOT NULL,
        language VARCHAR NOT NULL,
        file_name VARCHAR NOT NULL,
        media_type VARCHAR NOT NULL,
        sha256 VARCHAR NOT NULL,
        text_sha256 VARCHAR NOT NULL,
        normaliser VARCHAR NOT NULL,
        accessed VARCHAR NOT NULL,
        added VARCHAR NOT NULL,
        removed BOOLEAN NOT NULL,
        claims INTEGER NOT NULL,
        decided INTEGER NOT NULL,
        analysis INTEGER,
        PRIMARY KEY ("key"),
        UNIQUE (id)
    )""",
    "CREATE INDEX ix_article_published ON article (removed, published, id)",
    "CREATE INDEX ix_article_text_sha256 ON article (text_sha256)",
    """CREATE TABLE briefing (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        changed VARCHAR NOT NULL,
        content VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE export (
        id VARCHAR NOT NULL,
        briefing VARCHAR NOT NULL,
        version INTEGER NOT NULL,
        time VARCHAR NOT NULL,
        person VARCHAR NOT NULL,
        file_name VARCHAR NOT NULL,
        sha256 VARCHAR NOT NULL,
        manifest VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    "CREATE INDEX ix_export_briefing ON export (briefing)",
    """CREATE TABLE journal (
        seq INTEGER NOT NULL,
        time VARCHAR NOT NULL,
        person VARCHAR NOT NULL,
        action VARCHAR NOT NULL,
        bulk BOOLEAN NOT NULL,
        origin VARCHAR NOT NULL,
        undoes INTEGER,
        articles VARCHAR NOT NULL,
        payload VARCHAR,
        inverse VARCHAR,
        content_sha256 VARCHAR NOT NULL,
        decisions_sha256 VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        hash VARCHAR NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(undoes) REFERENCES journal (seq)
    )""",
    """CREATE TABLE review_import (
        sha256 VARCHAR NOT NULL,
        briefing VARCHAR,
        export VARCHAR,
        file_name VARCHAR NOT NULL,
        time VARCHAR NOT NULL,
        person VARCHAR NOT NULL,
        PRIMARY KEY (sha256)
    )""",
    "CREATE INDEX ix_review_import_briefing ON review_import (briefing)",
    """CREATE TABLE setting (
        name VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY (name)
    )""",
    """CREATE TABLE source (
        id VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        reliability VARCHAR,
        descriptor VARCHAR NOT NULL,
        notes VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    "CREATE INDEX ix_source_name ON source (name)",
    """CREATE TABLE analysis (
        "key" INTEGER NOT NULL,
        article INTEGER NOT NULL,
        model VARCHAR NOT NULL,
        version VARCHAR NOT NULL,
        sha256 VARCHAR NOT NULL,
        components VARCHAR NOT NULL,
        language VARCHAR NOT NULL,
        time VARCHAR NOT NULL,
        events VARCHAR NOT NULL,
        limits VARCHAR NOT NULL,
        PRIMARY KEY ("key"),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_analysis_article ON analysis (article)",
    """CREATE TABLE article_text (
        article INTEGER NOT NULL,
        text VARCHAR NOT NULL,
        blocks VARCHAR NOT NULL,
        warnings VARCHAR NOT NULL,
        PRIMARY KEY (article),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE claim (
        "key" INTEGER NOT NULL,
        id VARCHAR NOT NULL,
        article INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        origin VARCHAR NOT NULL,
        edited BOOLEAN NOT NULL,
        hidden INTEGER NOT NULL,
        tag VARCHAR,
        source_entity VARCHAR,
        source_name VARCHAR,
        body VARCHAR NOT NULL,
        suggestion INTEGER,
        decision INTEGER,
        PRIMARY KEY ("key"),
        UNIQUE (id),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_claim_article_tag ON claim (article, hidden, tag)",
    """CREATE TABLE entity (
        article INTEGER NOT NULL,
        id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        names VARCHAR NOT NULL,
        mentions VARCHAR NOT NULL,
        guessed BOOLEAN NOT NULL,
        origin VARCHAR NOT NULL,
        PRIMARY KEY (article, id),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE label (
        article INTEGER NOT NULL,
        label VARCHAR NOT NULL,
        PRIMARY KEY (article, label),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_label_label ON label (label)",
    """CREATE TABLE original (
        article INTEGER NOT NULL,
        packing VARCHAR NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (article),
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE review_item (
        id VARCHAR NOT NULL,
        import_sha256 VARCHAR NOT NULL,
        verdict VARCHAR NOT NULL,
        claim_id VARCHAR,
        content VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(seq) REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_review_item_claim_id ON review_item (claim_id)",
    "CREATE INDEX ix_review_item_import_sha256 ON review_item (import_sha256)",
    """CREATE TABLE source_member (
        source VARCHAR NOT NULL,
        article INTEGER NOT NULL,
        entity VARCHAR NOT NULL,
        PRIMARY KEY (source, article, entity),
        UNIQUE (article, entity),
        FOREIGN KEY(source) REFERENCES source (id) ON DELETE CASCADE,
        FOREIGN KEY(article) REFERENCES article ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE decision (
        "key" INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        claim INTEGER,
        claim_id VARCHAR NOT NULL,
        tag VARCHAR,
        note VARCHAR NOT NULL,
        credibility INTEGER,
        wording VARCHAR,
        person VARCHAR NOT NULL,
        time VARCHAR NOT NULL,
        bulk BOOLEAN NOT NULL,
        reviewer VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        PRIMARY KEY ("key"),
        FOREIGN KEY(seq) REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(claim) REFERENCES claim ("key")
    )""",
    "CREATE INDEX ix_decision_claim ON decision (claim)",
    """CREATE TABLE suggestion (
        "key" INTEGER NOT NULL,
        claim INTEGER NOT NULL,
        analysis INTEGER NOT NULL,
        tag VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        confidence DOUBLE NOT NULL,
        PRIMARY KEY ("key"),
        FOREIGN KEY(claim) REFERENCES claim ("key") ON DELETE CASCADE,
        FOREIGN KEY(analysis) REFERENCES analysis ("key") ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_suggestion_analysis ON suggestion (analysis)",
    "CREATE INDEX ix_suggestion_claim ON suggestion (claim)",
    """CREATE VIEW searchable AS
    SELECT article."key" AS "key", article.title AS title, article.author AS author,
        article.publisher AS publisher, article_text.text AS body
    FROM article JOIN article_text ON article_text.article = article.key""",
    """CREATE VIRTUAL TABLE search USING fts5(
        title, author, publisher, body,
        content='searchable', content_rowid='key',
        tokenize="unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END""",
    """CREATE TRIGGER journal_is_never_rewritten BEFORE UPDATE ON journal
    WHEN NEW.payload IS NOT NULL OR NEW.inverse IS NOT NULL OR NEW.seq <> OLD.seq
        OR NEW.time <> OLD.time OR NEW.person <> OLD.person OR NEW.action <> OLD.action
        OR NEW.bulk <> OLD.bulk OR NEW.origin <> OLD.origin OR NEW.undoes IS NOT OLD.undoes
        OR NEW.articles <> OLD.articles
        OR NEW.content_sha256 <> OLD.content_sha256
        OR NEW.decisions_sha256 <> OLD.decisions_sha256
        OR NEW.previous <> OLD.previous OR NEW.hash <> OLD.hash
    BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END""",
    """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END""",
    """CREATE TRIGGER decisions_are_never_rewritten BEFORE UPDATE ON decision
    WHEN NEW.claim IS NOT NULL OR NEW.digest <> OLD.digest OR NEW.seq <> OLD.seq
        OR NEW.person <> OLD.person OR NEW.time <> OLD.time
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END""",
)


def upgrade() -> None:
    """Makes every table, index, view and trigger of schema 1."""
    for statement in _STATEMENTS:
        op.execute(statement)
