"""The journal as it is read: everything a person did, in order, and what can be taken back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select

from annotator.storage.encoding.canonical import JSON
from annotator.storage.encoding.packing import unpacked_time
from annotator.storage.file.schema import JournalTable, table
from annotator.storage.file.store import Store
from annotator.storage.journal.chain import JournalReport, verify

_JOURNAL = table(JournalTable)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act of a person."""

    seq: int
    """The order of acts; times may jump with the computer's clock, this does not."""
    time: datetime
    person: str
    action: str
    bulk: bool
    origin: str
    """What part of the program started it, so that a view can ignore its own."""
    undoes: int | None
    """The entry that this one takes back (which may itself have taken one back)."""
    payload: Mapping[str, JSON] | None
    """What was done; None once its article was deleted for good."""
    inverse: Mapping[str, JSON] | None
    """What takes it back; None when it cannot be taken back."""


class Journal:
    """Reads the journal; `Library.transaction` writes it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, *, after: int = 0, limit: int | None = None) -> tuple[JournalEntry, ...]:
        """Entries later than `after`, oldest first."""
        query = (
            select(_JOURNAL).where(JournalTable.seq > after).order_by(JournalTable.seq).limit(limit)
        )
        with self._store.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def of(self, action: str) -> tuple[JournalEntry, ...]:
        """The entries of one kind of act, oldest first."""
        query = select(_JOURNAL).where(JournalTable.action == action).order_by(JournalTable.seq)
        with self._store.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def get(self, seq: int) -> JournalEntry:
        """One entry. Raises KeyError when there is none."""
        with self._store.reading() as connection:
            row = connection.execute(select(_JOURNAL).where(JournalTable.seq == seq)).one_or_none()
        if row is None:
            raise KeyError(seq)
        return _entry(row)

    def undoable(self) -> JournalEntry | None:
        """The last act that still stands and can be taken back."""
        with self._store.reading() as connection:
            for entry, stands in _backwards(connection):
                if stands and entry.undoes is None and entry.inverse is not None:
                    return entry
        return None

    def redoable(self) -> JournalEntry | None:
        """The last undoing that still stands and that nothing new was done after; to redo is
        to do again what the entry it `undoes` did, in an entry that undoes this one. What was
        done to an article that is deleted for good cannot be done again."""
        with self._store.reading() as connection:
            for entry, stands in _backwards(connection):
                if entry.undoes is None:
                    if entry.inverse is not None:
                        return None
                elif stands:
                    undone = self.get(entry.undoes)
                    if undone.undoes is None and undone.payload is not None:
                        return entry
        return None

    def verify(self) -> JournalReport:
        """Follows the chain and compares every decision with what the journal says of it."""
        with self._store.reading() as connection:
            return verify(connection)


def _backwards(connection: Connection) -> Iterator[tuple[JournalEntry, bool]]:
    """Entries from the newest on, and whether each still stands."""
    taken_back: set[int] = set()
    query = select(_JOURNAL).order_by(JournalTable.seq.desc())
    for row in connection.execution_options(stream_results=True).execute(query):
        entry = _entry(row)
        stands = entry.seq not in taken_back
        if stands and entry.undoes is not None:
            taken_back.add(entry.undoes)
        yield entry, stands


def _entry(row: Row[*tuple[object, ...]]) -> JournalEntry:
    return JournalEntry(
        row.seq,
        unpacked_time(row.time),
        row.person,
        row.action,
        row.bulk,
        row.origin,
        row.undoes,
        None if row.payload is None else json.loads(row.payload),
        None if row.inverse is None else json.loads(row.inverse),
    )
