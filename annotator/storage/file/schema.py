"""The tables of a library, typed. Migrations make them; a test holds the two together.

Spans and other small structures are JSON text: one row per claim instead of one per span,
which loads an order of magnitude faster. What is searched or counted has a column of its
own. Times are ISO 8601 text in UTC with microseconds, so that they sort as they stand.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import ForeignKey, Index, LargeBinary, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPLICATION_ID = 0x414E4E4F
"""In the header of the file ("ANNO"): tells a library from any other SQLite file."""
SCHEMA_VERSION = 5
"""In the header of the file too; the number of the newest migration."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A version of the schema and the scripts that lead to it."""

    version: int
    scripts: Path


CURRENT = Schema(SCHEMA_VERSION, Path(__file__).parent / "migrations")
PAGE = 900
"""How many values are bound to one statement at most: old builds of SQLite take 999."""


class Base(DeclarativeBase):
    """Metadata of all tables."""


class ArticleTable(Base):
    """One row per article, without its text, so that lists are read fast."""

    __tablename__ = "article"
    # Each holds all that a list needs, in its order.
    __table_args__ = (
        Index("ix_article_added", "removed", "added", "key", "id"),
        Index("ix_article_published", "removed", "published", "added", "key", "id"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    author: Mapped[str]
    publisher: Mapped[str]
    published: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(index=True)
    normaliser: Mapped[str]
    accessed: Mapped[str]
    added: Mapped[str]
    removed: Mapped[bool]
    claims: Mapped[int]
    """Claims that are shown; kept up to date by every change of them."""
    decided: Mapped[int]
    analysis: Mapped[int | None]
    """Key of the newest analysis; no foreign key, because the two tables point at each other."""


class ArticleTextTable(Base):
    """The text that every offset points into, and what its stretches are."""

    __tablename__ = "article_text"

    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str]
    blocks: Mapped[str]
    warnings: Mapped[str]


class OriginalTable(Base):
    """The bytes an article was read from."""

    __tablename__ = "original"

    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    packing: Mapped[str]
    """How `content` is to be unpacked: see `annotator.storage.records.originals`."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


class SignatureTable(Base):
    """What the text of an article is recognised by elsewhere; see `twins`."""

    __tablename__ = "signature"

    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    story: Mapped[int] = mapped_column(index=True)
    """The same number in all articles that tell the same story: the key of the first."""
    numbers: Mapped[bytes] = mapped_column(LargeBinary)
    """The signature, four bytes a number, the lowest first; empty for a text of few words."""


class LabelTable(Base):
    """A word the analyst files an article under."""

    __tablename__ = "label"

    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    label: Mapped[str] = mapped_column(primary_key=True, index=True)


class AnalysisTable(Base):
    """One run of the analysis over one article."""

    __tablename__ = "analysis"

    key: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[int] = mapped_column(ForeignKey("article.key", ondelete="CASCADE"), index=True)
    model: Mapped[str]
    version: Mapped[str]
    sha256: Mapped[str]
    components: Mapped[str]
    language: Mapped[str]
    time: Mapped[str]
    events: Mapped[str]
    limits: Mapped[str]


class EntityTable(Base):
    """Somebody or something in one article; its id is permanent within the article."""

    __tablename__ = "entity"

    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    names: Mapped[str]
    mentions: Mapped[str]
    guessed: Mapped[bool]
    origin: Mapped[str]


class ClaimTable(Base):
    """A claim; its standing decision and newest suggestion are pointed at."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_article_tag", "article", "hidden", "tag"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    article: Mapped[int] = mapped_column(ForeignKey("article.key", ondelete="CASCADE"))
    start: Mapped[int]
    stop: Mapped[int]
    origin: Mapped[str]
    edited: Mapped[bool]
    """Whether a person changed its spans or source; the analysis then leaves it alone."""
    hidden: Mapped[int]
    """0 shown, 1 no longer found by the analysis, 2 removed by a person."""
    tag: Mapped[str | None]
    """The decided tag, again, so that it can be counted and searched."""
    source_entity: Mapped[str | None]
    """What stands for its source within the article: an entity's id or a description's words."""
    source_name: Mapped[str | None]
    body: Mapped[str]
    suggestion: Mapped[int | None]
    decision: Mapped[int | None]


class SuggestionTable(Base):
    """What one analysis proposed for one claim; never counts as a decision."""

    __tablename__ = "suggestion"

    key: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(ForeignKey("claim.key", ondelete="CASCADE"), index=True)
    analysis: Mapped[int] = mapped_column(
        ForeignKey("analysis.key", ondelete="CASCADE"), index=True
    )
    tag: Mapped[str]
    reason: Mapped[str]
    confidence: Mapped[float]


class DecisionTable(Base):
    """What a person decided; only ever added to. `digest` is what the journal vouches for."""

    __tablename__ = "decision"

    key: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(
        ForeignKey("journal.seq", deferrable=True, initially="DEFERRED")
    )
    claim: Mapped[int | None] = mapped_column(ForeignKey("claim.key"), index=True)
    """NULL once the article was deleted for good."""
    claim_id: Mapped[str]
    tag: Mapped[str | None]
    note: Mapped[str]
    credibility: Mapped[int | None]
    wording: Mapped[str | None]
    person: Mapped[str]
    time: Mapped[str]
    bulk: Mapped[bool]
    reviewer: Mapped[str]
    digest: Mapped[str]


class JournalTable(Base):
    """One act of a person. Rows are never changed, only emptied when an article is deleted
    for good; the hash covers the digest of the content, so the chain still holds then."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True)
    time: Mapped[str]
    person: Mapped[str]
    action: Mapped[str]
    bulk: Mapped[bool]
    origin: Mapped[str]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("journal.seq"))
    articles: Mapped[str]
    """Which articles it speaks of, so that they can be forgotten."""
    payload: Mapped[str | None]
    inverse: Mapped[str | None]
    content_sha256: Mapped[str]
    decisions_sha256: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class SourceTable(Base):
    """A source in the library's register."""

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    reliability: Mapped[str | None]
    descriptor: Mapped[str]
    notes: Mapped[str]
    kept: Mapped[bool] = mapped_column(server_default="1")
    """Whether a person ever touched it; otherwise it is what the articles say."""


class SourceNameTable(Base):
    """A name or office of a source, with what it is found by; made from its members."""

    __tablename__ = "source_name"
    __table_args__ = (
        Index("ix_source_name_exact", "sort", "exact"),
        Index("ix_source_name_sound", "sort", "sound"),
    )

    source: Mapped[str] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True
    )
    sort: Mapped[str] = mapped_column(primary_key=True)
    exact: Mapped[str] = mapped_column(primary_key=True)
    sound: Mapped[str]
    name: Mapped[str]
    told: Mapped[bool]


class SourceApartTable(Base):
    """Two sources that a person said are not the same; the smaller id first."""

    __tablename__ = "source_apart"

    one: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    other: Mapped[str] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SourceMemberTable(Base):
    """What an article names or describes that is a source; it is one source at most."""

    __tablename__ = "source_member"
    __table_args__ = (UniqueConstraint("article", "entity"),)

    source: Mapped[str] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True
    )
    article: Mapped[int] = mapped_column(
        ForeignKey("article.key", ondelete="CASCADE"), primary_key=True
    )
    entity: Mapped[str] = mapped_column(primary_key=True)
    guessed: Mapped[bool] = mapped_column(server_default="0")
    """Whether it was tied by likelihood and nobody confirmed it."""
    told: Mapped[bool] = mapped_column(server_default="0")
    """Whether a person put or confirmed it here."""


class BriefingTable(Base):
    """A briefing being written."""

    __tablename__ = "briefing"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    created: Mapped[str]
    changed: Mapped[str]
    content: Mapped[str]


class ExportTable(Base):
    """A version of a briefing that was written to a file."""

    __tablename__ = "export"

    id: Mapped[str] = mapped_column(primary_key=True)
    briefing: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    time: Mapped[str]
    person: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    manifest: Mapped[str]


class ReviewImportTable(Base):
    """A reviewed file that came back."""

    __tablename__ = "review_import"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    briefing: Mapped[str | None] = mapped_column(index=True)
    export: Mapped[str | None]
    file_name: Mapped[str]
    time: Mapped[str]
    person: Mapped[str]


class ReviewItemTable(Base):
    """What was done with one item of a review; its id is the same in every file that holds it."""

    __tablename__ = "review_item"

    id: Mapped[str] = mapped_column(primary_key=True)
    import_sha256: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[str]
    claim_id: Mapped[str | None] = mapped_column(index=True)
    content: Mapped[str]
    seq: Mapped[int] = mapped_column(
        ForeignKey("journal.seq", deferrable=True, initially="DEFERRED")
    )


class SettingTable(Base):
    """Something the library remembers that is no work of a person: reading positions, names."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def table(model: type[Base]) -> Table:
    """The plain table behind a model. Statements on it skip the ORM, which matters where one
    key press or thousands of rows wait for them."""
    return cast(Table, model.__table__)
