"""Deleting an article for good: text, original, index, findings, and what the journal says."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update

from annotator.domain.ids import ArticleId
from annotator.storage.file.faults import LibraryError
from annotator.storage.file.schema import (
    PAGE,
    ArticleTable,
    ClaimTable,
    DecisionTable,
    JournalTable,
    SourceMemberTable,
)
from annotator.storage.file.store import Store
from annotator.storage.journal.chain import PURGE
from annotator.storage.records import traces
from annotator.storage.records.article_rows import article_key
from annotator.storage.records.transaction import transaction
from annotator.storage.search.index import forget_names, unindex_article
from annotator.storage.sources import resolving


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an article that was deleted for good."""

    article: ArticleId
    seq: int
    """The journal's entry that says so."""
    emptied: tuple[int, ...]
    """Earlier entries that lost what they said, because they spoke of the article."""


def purge(store: Store, article: ArticleId, person: str) -> Tombstone:
    """Deletes an article so that nothing of it can be read from the library's file any more.

    The journal keeps that it was there and who deleted it. Cannot be undone. Backups made
    before still hold it, and so do the Word files that were exported. The index is written anew,
    so in a large library this takes a while.
    Raises UserFacingError when the article is unknown.
    """
    with transaction(store, person, PURGE) as change, store.writing() as connection:
        found = traces.traces_of(connection, article)
        emptied = _empty_journal(connection, article, traces.entries_about(connection, found))
        traces.remove(connection, found)
        _forget(connection, article)
        # An index keeps deleted words until its parts are merged into one.
        connection.execute(text("INSERT INTO search(search) VALUES ('optimize')"))
        connection.execute(text("INSERT INTO search_names(search_names) VALUES ('optimize')"))
        change.articles.add(article)
        change.payload = {"article": article, "emptied": list(emptied)}
    _empty_log(store)
    return Tombstone(article, change.seq, emptied)


def _empty_journal(
    connection: Connection, article: ArticleId, about: Iterable[int]
) -> tuple[int, ...]:
    speaking = connection.scalars(
        select(JournalTable.seq).where(
            JournalTable.articles.contains(f'"{article}"', autoescape=True),
            JournalTable.action != PURGE,
        )
    )
    emptied = tuple(sorted({*speaking, *about}))
    for first in range(0, len(emptied), PAGE):
        connection.execute(
            update(JournalTable)
            .where(JournalTable.seq.in_(emptied[first : first + PAGE]))
            .values(payload=None, inverse=None)
        )
    return emptied


def _forget(connection: Connection, article: ArticleId) -> None:
    key = article_key(connection, article)
    unindex_article(connection, key)
    forget_names(connection, key)
    claims = select(ClaimTable.key).where(ClaimTable.article == key)
    connection.execute(
        update(DecisionTable)
        .where(DecisionTable.claim.in_(claims))
        .values(claim=None, tag=None, note="", credibility=None, wording=None, reviewer="")
    )
    sources = connection.scalars(
        select(SourceMemberTable.source).where(SourceMemberTable.article == key).distinct()
    ).all()
    connection.execute(delete(ArticleTable).where(ArticleTable.key == key))
    resolving.tidy(connection, sources)


def _empty_log(store: Store) -> None:
    """Overwrites what the log of changes still holds of deleted words.

    What a reader or a full disk hinders is done when the library is closed.
    """
    with contextlib.suppress(LibraryError), store.driver() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
