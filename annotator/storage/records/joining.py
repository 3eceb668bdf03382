"""Taking an exported library into another: articles once, decisions with their persons and
times, the journal of the one behind that of the other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection, Row, select

from annotator.domain.decision import Decision
from annotator.domain.ids import ArticleId, ClaimId
from annotator.storage.encoding.packing import unpacked_time
from annotator.storage.file.schema import (
    ArticleTable,
    ClaimTable,
    DecisionTable,
    JournalTable,
    table,
)
from annotator.storage.file.store import Store
from annotator.storage.journal import chain
from annotator.storage.journal.decisions import DecisionRow, decision_of
from annotator.storage.records import joining_rows
from annotator.storage.records.claims import recount
from annotator.storage.records.deciding import insert_decisions, standing
from annotator.storage.records.joining_rows import Places
from annotator.storage.search.index import index_names

JOIN = "import a library"
"""The action whose entry stands behind those that came with a library."""
_ELSEWHERE = "delete for good, elsewhere"
_JOURNAL, _DECISION = table(JournalTable), table(DecisionTable)
type Entry = Row[*tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Joined:
    """What came in with a library."""

    added: tuple[ArticleId, ...]
    known: int
    """Articles that were there already."""
    refused: int
    """Articles that were deleted for good here and stay so."""
    decisions: int
    entries: int
    """Of its journal; 0 when it came in before."""


def join(store: Store, other: Store, person: str) -> Joined:
    """Takes the library `other` into `store`, as a whole or not at all; an act of `person`.

    What both have stays as it is here; on a claim that was decided in both, the later decision
    stands and the history shows all. The same library again brings only what is new in it.
    Nothing takes it back but the backup from before. Raises LibraryError.
    """
    with other.reading() as theirs, store.journalling() as ours:
        known = _known_entries(ours, theirs)
        places = joining_rows.take_articles(ours, theirs, store.sign)
        before = _decided(ours, places)
        brought = _Replay(ours, theirs, places).run(known, other.path.name)
        joining_rows.take_papers(ours, theirs, brought.sequences)
        joining_rows.take_sources(ours, store, other, places)
        _seal(
            ours,
            theirs,
            person=person,
            name=other.path.name,
            places=places,
            brought=brought,
            before=before,
        )
        for key in set(places.articles.values()):
            recount(ours, key)
            index_names(ours, key)
    return Joined(
        tuple(places.added),
        len(places.articles) - len(places.added),
        places.refused,
        brought.decisions,
        len(brought.sequences),
    )


def _known_entries(ours: Connection, theirs: Connection) -> int:
    """How many of their entries came in before: as the beginning that both share, or with an
    earlier import."""
    heads = set(ours.scalars(select(_JOURNAL.c.hash)))
    for payload in ours.scalars(select(_JOURNAL.c.payload).where(_JOURNAL.c.action == JOIN)):
        if payload is not None:
            heads.add(json.loads(payload).get("head", ""))
    rows = theirs.execute(select(_JOURNAL.c.seq, _JOURNAL.c.hash).order_by(_JOURNAL.c.seq.desc()))
    return next((int(row.seq) for row in rows if row.hash in heads), 0)


def _decided(ours: Connection, places: Places) -> dict[ClaimId, Decision]:
    """What stands here on claims of articles that both have."""
    if not places.claims:
        return {}
    query = (
        select(_DECISION)
        .join(table(ClaimTable), table(ClaimTable).c.decision == _DECISION.c.key)
        .where(_DECISION.c.claim.is_not(None))
    )
    wanted = set(places.claims.values())
    return {
        decision.claim: decision
        for row in ours.execute(query)
        if (decision := _decision(row)).claim in wanted
    }


def _decision(row: Entry) -> Decision:
    # key, seq and claim come before the decision itself, its digest after.
    return decision_of(cast(DecisionRow, tuple(row)[3:12]))


@dataclass(slots=True)
class _Brought:
    """What the replay of a journal brought."""

    sequences: dict[int, int]
    """Number of an entry there → here."""
    decisions: int
    last: dict[ClaimId, Decision]
    """The last that came in on each claim."""


class _Replay:
    """Writes the entries of another journal behind our own, each with its decisions."""

    def __init__(self, ours: Connection, theirs: Connection, places: Places) -> None:
        self._ours = ours
        self._theirs = theirs
        self._places = places

    def run(self, known: int, origin: str) -> _Brought:
        """All entries after the first `known`."""
        brought = _Brought({}, 0, {})
        made = self._decisions(known)
        query = select(_JOURNAL).where(_JOURNAL.c.seq > known).order_by(_JOURNAL.c.seq)
        for entry in self._theirs.execute(query).all():
            head = chain.head(self._ours)
            decisions = made.get(entry.seq, [])
            ids = [decision.claim for decision in decisions]
            digests = insert_decisions(self._ours, head.seq, decisions, standing(self._ours, ids))
            chain.append(self._ours, _draft(entry, head, digests, origin))
            brought.sequences[entry.seq] = head.seq
            brought.decisions += len(decisions)
            brought.last.update({decision.claim: decision for decision in decisions})
        return brought

    def _decisions(self, known: int) -> dict[int, list[Decision]]:
        """Their decisions by entry, on the claims as they are called here."""
        made: dict[int, list[Decision]] = {}
        query = select(_DECISION).where(_DECISION.c.seq > known, _DECISION.c.claim.is_not(None))
        for row in self._theirs.execute(query.order_by(_DECISION.c.key)):
            here = self._places.claims.get(ClaimId(row.claim_id))
            if here is not None:
                made.setdefault(row.seq, []).append(replace(_decision(row), claim=here))
        return made


def _draft(entry: Entry, head: chain.Head, digests: list[str], origin: str) -> chain.Draft:
    purge = entry.action == chain.PURGE
    return chain.Draft(
        head,
        unpacked_time(entry.time),
        entry.person,
        # A tombstone vouches for entries by their number, which is another here.
        _ELSEWHERE if purge else entry.action,
        entry.bulk,
        origin,
        None,
        None if purge or entry.payload is None else json.loads(entry.payload),
        None,
        tuple(digests),
        frozenset(json.loads(entry.articles)),
    )


def _seal(
    ours: Connection,
    theirs: Connection,
    *,
    person: str,
    name: str,
    places: Places,
    brought: _Brought,
    before: Mapping[ClaimId, Decision],
) -> None:
    """Writes the entry of the import itself; on claims that were decided later here than
    there, what stood says so again, so that it is the last."""
    head = chain.head(ours)
    later = [
        decision
        for claim, decision in before.items()
        if claim in brought.last and decision.time > brought.last[claim].time
    ]
    ids = [decision.claim for decision in later]
    digests = insert_decisions(ours, head.seq, later, standing(ours, ids))
    last = theirs.scalar(select(_JOURNAL.c.hash).order_by(_JOURNAL.c.seq.desc()).limit(1))
    payload = {
        "library": name,
        "head": last or "",
        "articles": list(places.added),
        "entries": len(brought.sequences),
    }
    touched = frozenset(
        ours.scalars(
            select(table(ArticleTable).c.id).where(
                table(ArticleTable).c.key.in_(set(places.articles.values()))
            )
        )
    )
    chain.append(
        ours,
        chain.Draft(
            head,
            datetime.now(UTC),
            person,
            JOIN,
            True,
            "",
            None,
            payload,
            None,
            tuple(digests),
            touched,
        ),
    )
