"""What can still be read of a damaged library, into a new one; and what cannot, by name."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.ids import article_id
from annotator.domain.phrase import phrase
from annotator.storage.encoding.packing import packed_time
from annotator.storage.file.encryption import driver_for
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import LibraryDamagedError, LibraryError, explained
from annotator.storage.file.schema import SCHEMA_VERSION, Base
from annotator.storage.file.unlocking import unlocked
from annotator.storage.keeping.backups import BackupFile, backups_of
from annotator.storage.keeping.damaged import Damaged, UnreadableError
from annotator.storage.keeping.opening import open_file
from annotator.storage.records.originals import unpacked_original
from annotator.storage.search.index import REBUILD
from annotator.text.normalise import NORMALISER

# Rows looked for behind the last one that can be read, when the end of a table is lost.
_BEYOND = 4_096
# Places tried before a table is given up whose end and indexes cannot be read.
_PROBES = 64
_FARTHEST = 2**62
# Tables with a row for each article.
_ONE_EACH = frozenset({"article_text", "original"})


@dataclass(frozen=True, slots=True)
class Loss:
    """How much of one kind is lost."""

    what: str
    kept: int
    lost: int
    """At least so many."""


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved from a damaged library and what was not."""

    losses: tuple[Loss, ...]
    """Of the kinds of which something is lost."""
    articles: int
    """How many were saved with their text."""
    decisions: int
    """How many were saved."""
    last_backup: BackupFile | None
    """What else could be restored."""


_NAMES = {
    "article": "articles",
    "article_text": "texts",
    "original": "originals",
    "claim": "claims",
    "decision": "decisions",
    "journal": "entries of the journal",
    "entity": "people and places",
    "suggestion": "suggestions",
    "briefing": "briefings",
    "export": "exports",
    "source": "sources",
}


def salvage(damaged: Path, to: Path, passphrase: str = "") -> SalvageReport:
    """Reads what can be read of the library at `damaged`, which is left as it is, into a new
    library at `to`, encrypted like it.

    Raises LibraryError when there is something at `to` or the disk fails, LibraryDamagedError
    when nothing at all can be read.
    """
    damaged, to = damaged.expanduser().absolute(), to.expanduser().absolute()
    if to.exists():
        raise LibraryError(
            phrase("There is a file {to} already; nothing was salvaged.", to=str(to)),
            phrase("Choose another name."),
        )
    key = unlocked(damaged, passphrase)
    open_file(to, passphrase=passphrase if key else "").close()
    try:
        with (
            closing(Damaged(damaged, key)) as source,
            closing(connect(to, unlocked(to, passphrase))) as target,
        ):
            target.execute("BEGIN IMMEDIATE")
            losses = _copy_all(source, target)
            losses += [_restore_cards(target), *_drop_orphans(target)]
            _tidy(target)
            target.execute("COMMIT")
            articles = int(target.execute("SELECT count(*) FROM article").fetchone()[0])
            decisions = int(target.execute("SELECT count(*) FROM decision").fetchone()[0])
    except BaseException as error:
        for end in ("", "-wal", "-shm"):
            to.with_name(f"{to.name}{end}").unlink(missing_ok=True)
        told = explained(error, to) if isinstance(error, driver_for(key).Error) else None
        if told is None:
            raise
        raise told from error
    backups = backups_of(damaged)
    return SalvageReport(
        tuple(loss for loss in losses if loss.lost),
        articles,
        decisions,
        backups[0] if backups else None,
    )


def _copy_all(source: Damaged, target: sqlite3.Connection) -> list[Loss]:
    try:
        version = source.rows("PRAGMA user_version")[0][0]
        tables = {row[0] for row in source.rows("SELECT name FROM sqlite_schema")}
    except UnreadableError as error:
        raise LibraryDamagedError(
            phrase(
                "Nothing can be read of the library {name}: its beginning is lost.",
                name=source.path.name,
            ),
            phrase("Restore the last backup."),
        ) from error
    if version != SCHEMA_VERSION or "article" not in tables:
        raise LibraryDamagedError(
            phrase(
                "The library {name} is of another version or kind; nothing was salvaged.",
                name=source.path.name,
            ),
            phrase("Restore the last backup."),
        )
    return [_copy(source, target, table.name) for table in Base.metadata.sorted_tables]


def _copy(source: Damaged, target: sqlite3.Connection, table: str) -> Loss:
    columns = [str(row[1]) for row in source.rows(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO {table}({names}) VALUES ({marks})"  # noqa: S608
    last = _last_row(source, table)
    kept = 0
    for rows in _readable(source, f"SELECT {names} FROM {table}", 1, last):  # noqa: S608
        target.executemany(insert, rows)
        kept += len(rows)
    return Loss(_NAMES.get(table, table), kept, max(0, _expected(source, table, kept) - kept))


def _expected(source: Damaged, table: str, kept: int) -> int:
    """How many rows there were, at least."""
    counted = _counted(source, table)
    if counted is None and table in _ONE_EACH:
        counted = _counted(source, "article")
    # What nobody can count is not whole.
    return kept + 1 if counted is None else counted


def _last_row(source: Damaged, table: str) -> int:
    """The last row number to look for, though the table's own end may be unreadable."""
    found: list[int] = []
    for via in ("", *_indexes(source, table)):
        try:
            last = source.number(f"SELECT max(rowid) FROM {table} {via}")  # noqa: S608
        except UnreadableError:
            continue
        if not via:
            return last
        found.append(last)
    if found:
        return max(found)
    steps = range(1, _BEYOND, _BEYOND // _PROBES)
    return _BEYOND if any(_can_read(source, table, row) for row in (*steps, _FARTHEST)) else 0


def _can_read(source: Damaged, table: str, row: int) -> bool:
    """Whether the way to a row can be followed, whether there is one or not."""
    try:
        source.rows(f"SELECT rowid FROM {table} WHERE rowid = ?", (row,))  # noqa: S608
    except UnreadableError:
        return False
    return True


def _indexes(source: Damaged, table: str) -> list[str]:
    try:
        rows = source.rows(f"PRAGMA index_list({table})")
    except UnreadableError:
        return []
    return [f'INDEXED BY "{row[1]}"' for row in rows if not row[4]]


def _counted(source: Damaged, table: str) -> int | None:
    """How many rows there were, as some index that can be read still knows."""
    counts: list[int] = []
    for via in ("", *_indexes(source, table)):
        try:
            counts.append(source.number(f"SELECT count(*) FROM {table} {via}"))  # noqa: S608
        except UnreadableError:
            continue
    return max(counts) if counts else None


def _readable(
    source: Damaged, query: str, first: int, last: int
) -> Iterator[list[tuple[object, ...]]]:
    """The rows numbered `first` to `last` that can be read: a stretch that cannot is halved
    until what is lost is alone."""
    todo = [(first, last)]
    while todo:
        low, high = todo.pop()
        if high < low:
            continue
        # A range looks one row ahead, into a page that may be lost; a single number does not.
        where = "rowid BETWEEN ? AND ?" if low < high else "rowid = ? AND ?"
        try:
            rows = source.rows(f"{query} WHERE {where}", (low, high))
        except UnreadableError:
            if low < high:
                middle = (low + high) // 2
                todo += [(middle + 1, high), (low, middle)]
            continue
        if rows:
            yield rows


def _restore_cards(target: sqlite3.Connection) -> Loss:
    """Makes the row of an article anew whose text and original are there: its identity comes
    from the original, its title is the first line."""
    query = """
        SELECT article_text.article, text, packing, content FROM article_text
        JOIN original ON original.article = article_text.article
        WHERE article_text.article NOT IN (SELECT key FROM article)"""
    made = 0
    for key, text, packing, content in target.execute(query).fetchall():
        try:
            original = unpacked_original(packing, content, text)
        except ValueError:
            continue
        row = {
            "key": key,
            "id": article_id(original),
            "title": text.split("\n", 1)[0][:200],
            "sha256": hashlib.sha256(original).hexdigest(),
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "normaliser": NORMALISER,
            "added": packed_time(datetime.now(UTC)),
            **dict.fromkeys(("author", "publisher", "published", "address", "language"), ""),
            **dict.fromkeys(("file_name", "media_type", "accessed"), ""),
            **dict.fromkeys(("removed", "claims", "decided"), 0),
        }
        target.execute(
            f"INSERT INTO article({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608
            tuple(row.values()),
        )
        made += 1
    return Loss("titles and dates of articles", 0, made)


def _drop_orphans(target: sqlite3.Connection) -> list[Loss]:
    """Takes out what belongs to rows that are lost; decisions stay, without their claim."""
    lost = target.execute(
        "DELETE FROM article WHERE key NOT IN (SELECT article FROM article_text)"
    ).rowcount
    losses = [Loss("articles without their text", 0, lost)]
    for table in Base.metadata.sorted_tables:
        if table.name in {"decision", "journal", "review_item"}:
            continue
        for link in table.foreign_keys:
            column, there = link.parent.name, link.column
            gone = target.execute(
                f'DELETE FROM "{table.name}" WHERE "{column}" NOT IN'  # noqa: S608
                f' (SELECT "{there.name}" FROM "{there.table.name}")'
            ).rowcount
            if table.name in _NAMES:
                losses.append(Loss(f"{_NAMES[table.name]} of lost articles", 0, gone))
    target.execute("UPDATE decision SET claim = NULL WHERE claim NOT IN (SELECT key FROM claim)")
    return losses


def _tidy(target: sqlite3.Connection) -> None:
    """Points at what is there, counts anew, and makes the indexes again."""
    shown = "FROM claim WHERE claim.article = article.key AND NOT claim.hidden"
    for statement in (
        "UPDATE article SET analysis = NULL WHERE analysis NOT IN (SELECT key FROM analysis)",
        "UPDATE claim SET suggestion = NULL WHERE suggestion NOT IN (SELECT key FROM suggestion)",
        """UPDATE claim SET decision =
        (SELECT max(decision.key) FROM decision WHERE decision.claim = claim.key)""",
        "UPDATE claim SET tag = (SELECT tag FROM decision WHERE decision.key = claim.decision)",
        f"UPDATE article SET claims = (SELECT count(*) {shown})",  # noqa: S608
        f"UPDATE article SET decided = (SELECT count(tag) {shown})",  # noqa: S608
        *REBUILD,
    ):
        target.execute(statement)
