"""The journal as it is read: everything a person did, in order, and what can be taken back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, select

from annotator.storage.encoding.canonical import JSON
from annotator.storage.encoding.packing import unpacked_time
from annotator.storage.file.schema import JournalTable, table
from annotator.storage.file.store import Store
from annotator.storage.journal.chain import JournalReport, content_digest, verify

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


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry as a list shows it."""

    seq: int
    time: datetime
    person: str
    action: str
    bulk: bool
    takes_back: str
    """The action that an entry which takes one back, or does it again, is about."""
    payload: Mapping[str, JSON] | None
    """What was done; of very much the beginning alone. None when nothing was noted of it, and
    once it was forgotten."""
    parts: int
    """How many edits or items the payload lists."""
    forgotten: bool
    """Whether it speaks of an article that was deleted for good."""


_LINES = """
SELECT entry.seq, entry.time, entry.person, entry.action, entry.bulk,
 coalesce(first.action, undone.action, ''),
 CASE WHEN length(entry.payload) <= ? THEN entry.payload
  ELSE json_object('edits', json_array(json_extract(entry.payload, '$.edits[0]')),
   'sha256', json_extract(entry.payload, '$.sha256'), 'items', json_array(),
   'article', json_extract(entry.payload, '$.article'),
   'library', json_extract(entry.payload, '$.library')) END,
 coalesce(json_array_length(entry.payload, '$.edits'),
  json_array_length(entry.payload, '$.items'), 0),
 entry.payload IS NULL AND entry.content_sha256 <> ?
FROM journal AS entry
LEFT JOIN journal AS undone ON undone.seq = entry.undoes
LEFT JOIN journal AS first ON first.seq = undone.undoes
WHERE entry.seq IN (SELECT value FROM json_each(?))
"""
_READ_WHOLE = 50_000
"""Letters of a payload that a list reads; an act on thousands of claims is longer."""


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

    def newest(self) -> int:
        """The number of the last entry; 0 when there is none. They are numbered from 1 on, and
        none is left out but in a library that was salvaged."""
        with self._store.reading() as connection:
            return connection.scalar(select(func.max(_JOURNAL.c.seq))) or 0

    def lines(self, numbers: Sequence[int]) -> tuple[JournalLine, ...]:
        """What a list shows of some entries, in their order; unknown ones are left out."""
        with self._store.reading() as connection:
            rows = connection.exec_driver_sql(
                _LINES, (_READ_WHOLE, content_digest(None, None), json.dumps(list(numbers)))
            )
            found = {row[0]: _line(tuple(row)) for row in rows}
        return tuple(found[seq] for seq in numbers if seq in found)

    def newest_of(self, action: str, word: str) -> JournalEntry | None:
        """The newest entry of one kind of act that holds `word`, such as an id; None without."""
        query = (
            select(_JOURNAL)
            .where(JournalTable.action == action, func.instr(JournalTable.payload, word) > 0)
            .order_by(JournalTable.seq.desc())
            .limit(1)
        )
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _entry(row) if row is not None else None

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


def _line(row: tuple[int, str, str, str, int, str, str | None, int, int]) -> JournalLine:
    seq, time, person, action, bulk, takes_back, payload, parts, forgotten = row
    return JournalLine(
        seq,
        unpacked_time(time),
        person,
        action,
        bool(bulk),
        takes_back,
        None if payload is None else json.loads(payload),
        parts,
        bool(forgotten),
    )


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
