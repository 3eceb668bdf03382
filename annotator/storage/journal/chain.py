"""The chain of the journal: each entry seals the one before, so that a change shows.

An entry's hash is SHA-256 over the canonical JSON list

    [seq, time, person, action, bulk, origin, undoes, articles,
     content_sha256, decisions_sha256, previous]

where `content_sha256` is over the canonical JSON of [payload, inverse], `decisions_sha256`
over the joined digests of the decisions that the entry made (in their order), and `previous`
is the hash of the entry before (sixty-four zeros for the first). Because the chain holds
digests, an entry can be emptied when an article is deleted for good and still be vouched for.

Somebody who may write the file and knows all this can forge the whole chain. Who wants to be
sure of that too notes the last hash down elsewhere (`JournalReport.head`).
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Row, func, insert, or_, select

from annotator.storage.encoding.canonical import JSON, canonical, sha256_hex
from annotator.storage.encoding.packing import packed_time
from annotator.storage.file.schema import ClaimTable, DecisionTable, JournalTable, table
from annotator.storage.journal.decisions import DecisionRow, decision_digest, decision_of

_JOURNAL = table(JournalTable)
FIRST_PREVIOUS = "0" * 64
PURGE = "delete for good"
"""The action whose entry is the tombstone of an article."""


@dataclass(frozen=True, slots=True)
class JournalFault:
    """A place where the journal does not hold together."""

    seq: int
    problem: str


@dataclass(frozen=True, slots=True)
class JournalReport:
    """The result of following the chain from its beginning."""

    entries: int
    faults: tuple[JournalFault, ...]
    clock_set_back: tuple[int, ...]
    """Entries that bear an earlier time than the one before: the clock's doing, no fault."""
    head: str = FIRST_PREVIOUS
    """The hash of the last entry, which stands for all of them."""

    @property
    def sound(self) -> bool:
        return not self.faults


def sealed(row: Mapping[str, JSON]) -> str:
    """The hash of an entry, from its columns."""
    fields = (
        "seq",
        "time",
        "person",
        "action",
        "bulk",
        "origin",
        "undoes",
        "articles",
        "content_sha256",
        "decisions_sha256",
        "previous",
    )
    return sha256_hex(canonical([row[field] for field in fields]))


def content_digest(payload: str | None, inverse: str | None) -> str:
    """What vouches for an entry's payload and inverse, given as canonical JSON."""
    return sha256_hex(f"[{payload or 'null'},{inverse or 'null'}]")


def decisions_digest(digests: Iterable[str]) -> str:
    """What vouches for the decisions of one entry."""
    return sha256_hex("".join(digests))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal, where the next entry goes."""

    seq: int
    """Of the next entry."""
    previous: str
    """Hash of the last one."""


_HEAD = select(_JOURNAL.c.seq, _JOURNAL.c.hash).order_by(_JOURNAL.c.seq.desc()).limit(1)
_APPEND = insert(_JOURNAL)


def head(connection: Connection) -> Head:
    """Where the entry of the present transaction will go."""
    last = connection.execute(_HEAD).one_or_none()
    return Head(last[0] + 1, last[1]) if last else Head(1, FIRST_PREVIOUS)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry about to be written."""

    head: Head
    time: datetime
    person: str
    action: str
    bulk: bool
    origin: str
    undoes: int | None
    payload: Mapping[str, JSON] | None
    inverse: Mapping[str, JSON] | None
    digests: tuple[str, ...]
    articles: frozenset[str]


def append(connection: Connection, draft: Draft) -> None:
    """Writes an entry and seals it."""
    payload = None if draft.payload is None else canonical(draft.payload)
    inverse = None if draft.inverse is None else canonical(draft.inverse)
    row: dict[str, JSON] = {
        "seq": draft.head.seq,
        "time": packed_time(draft.time),
        "person": draft.person,
        "action": draft.action,
        "bulk": draft.bulk,
        "origin": draft.origin,
        "undoes": draft.undoes,
        "articles": canonical(sorted(draft.articles)),
        "payload": payload,
        "inverse": inverse,
        "content_sha256": content_digest(payload, inverse),
        "decisions_sha256": decisions_digest(draft.digests),
        "previous": draft.head.previous,
    }
    connection.execute(_APPEND, {**row, "hash": sealed(row)})


def _emptied(connection: Connection) -> set[int]:
    """Entries that may lack their content, because a tombstone says so."""
    allowed: set[int] = set()
    query = select(JournalTable.payload).where(JournalTable.action == PURGE)
    for payload in connection.scalars(query):
        # One that cannot be read was tampered with, which its seal tells.
        with contextlib.suppress(AttributeError, TypeError, ValueError):
            allowed.update(json.loads(payload or "{}").get("emptied", ()))
    return allowed


def verify(connection: Connection) -> JournalReport:
    """Follows the chain and compares every decision with what the journal says of it."""
    allowed = _emptied(connection)
    digests = _decision_digests(connection, allowed)
    faults = [*digests.faults, *_standing_faults(connection)]
    set_back: list[int] = []
    previous, time, count = FIRST_PREVIOUS, "", 0
    for row in connection.execute(select(_JOURNAL).order_by(JournalTable.seq)):
        count += 1
        entry = dict(row._mapping)
        problems = _problems(entry, count, previous, digests.of.pop(row.seq, []), allowed)
        faults.extend(JournalFault(row.seq, problem) for problem in problems)
        if row.time < time:
            set_back.append(row.seq)
        previous, time = row.hash, row.time
    faults.extend(
        JournalFault(seq, "decisions without an entry in the journal") for seq in digests.of
    )
    return JournalReport(count, tuple(faults), tuple(set_back), previous)


def _problems(
    entry: Mapping[str, JSON], place: int, previous: str, digests: list[str], allowed: set[int]
) -> Iterator[str]:
    if entry["seq"] != place:
        yield "entries are missing before this one"
    if entry["previous"] != previous:
        yield "it does not follow from the entry before"
    if entry["hash"] != sealed(entry):
        yield "it was changed after it was written"
    payload, inverse = entry["payload"], entry["inverse"]
    if payload is None and inverse is None and entry["seq"] in allowed:
        pass
    elif entry["content_sha256"] != content_digest(
        None if payload is None else str(payload), None if inverse is None else str(inverse)
    ):
        yield "what it says was changed after it was written"
    if entry["decisions_sha256"] != decisions_digest(digests):
        yield "its decisions were changed after they were made"


@dataclass(frozen=True, slots=True)
class _Digests:
    of: dict[int, list[str]]
    faults: tuple[JournalFault, ...]


def _decision_digests(connection: Connection, allowed: set[int]) -> _Digests:
    """The digests of all decisions by entry, recomputed from what stands in the table."""
    of: dict[int, list[str]] = {}
    faults: list[JournalFault] = []
    for row in connection.execute(select(table(DecisionTable)).order_by(DecisionTable.key)):
        digest = row.digest
        if row.claim is not None or row.seq not in allowed:
            digest = _digest_now(row)
        if digest != row.digest:
            faults.append(
                JournalFault(row.seq, f"the decision on claim {row.claim_id} was changed")
            )
        of.setdefault(row.seq, []).append(digest)
    return _Digests(of, tuple(faults))


def _digest_now(row: Row[*tuple[object, ...]]) -> str:
    """The digest of what stands in a row of the table; empty when no decision can say that."""
    try:
        # key, seq and claim come before the decision itself, its digest after.
        return decision_digest(row.seq, decision_of(cast(DecisionRow, row[3:12])))
    except (KeyError, TypeError, ValueError):
        return ""


def _standing_faults(connection: Connection) -> Iterator[JournalFault]:
    """Claims that show anything but the last decision on them."""
    claim, decision = table(ClaimTable).c, table(DecisionTable).c
    last = (
        select(decision.claim, func.max(decision.key).label("key"))
        .where(decision.claim.is_not(None))
        .group_by(decision.claim)
        .subquery()
    )
    query = (
        select(claim.id, decision.seq)
        .outerjoin(last, last.c.claim == claim.key)
        .outerjoin(table(DecisionTable), decision.key == last.c.key)
        .where(
            or_(
                claim.decision.is_distinct_from(last.c.key),
                claim.tag.is_distinct_from(decision.tag),
                decision.claim_id != claim.id,
            )
        )
    )
    for id_, seq in connection.execute(query):
        yield JournalFault(seq or 0, f"claim {id_} does not show what was last decided on it")
