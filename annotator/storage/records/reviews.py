"""Reviewed files that came back, and what was done with each item in them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from annotator.domain.ids import BriefingId, ClaimId, ExportId
from annotator.storage.encoding.canonical import JSON, canonical
from annotator.storage.encoding.packing import packed_time, unpacked_time
from annotator.storage.file.schema import ReviewImportTable, ReviewItemTable
from annotator.storage.file.store import Store


class Verdict(StrEnum):
    """What the analyst did with an item of a review."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ReviewImport:
    """A reviewed file that came in."""

    sha256: str
    """Over the file's bytes."""
    briefing: BriefingId | None
    export: ExportId | None
    file_name: str
    time: datetime
    person: str


@dataclass(frozen=True, slots=True)
class SettledItem:
    """An item of a review with the analyst's verdict on it."""

    id: str
    """The item's own, stable id: the same act in the same file has the same."""
    import_sha256: str
    verdict: Verdict
    claim: ClaimId | None
    content: Mapping[str, JSON]
    """The item itself, as the workspace wants to show it again."""


class Reviews:
    """The reviews that came into a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def imports(self, briefing: BriefingId | None = None) -> tuple[ReviewImport, ...]:
        """The reviewed files that came in (for one briefing), oldest first."""
        query = select(ReviewImportTable.__table__).order_by(ReviewImportTable.time)
        if briefing is not None:
            query = query.where(ReviewImportTable.briefing == briefing)
        with self._store.reading() as connection:
            return tuple(
                ReviewImport(
                    row.sha256,
                    None if row.briefing is None else BriefingId(row.briefing),
                    None if row.export is None else ExportId(row.export),
                    row.file_name,
                    unpacked_time(row.time),
                    row.person,
                )
                for row in connection.execute(query)
            )

    def knows(self, sha256: str) -> bool:
        """Whether this very file came in before."""
        query = select(ReviewImportTable.sha256).where(ReviewImportTable.sha256 == sha256)
        with self._store.reading() as connection:
            return connection.scalar(query) is not None

    def settled(self, ids: Iterable[str] | None = None) -> dict[str, SettledItem]:
        """What was settled before, by item id: of `ids`, or everything."""
        query = select(ReviewItemTable.__table__)
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        wanted = None if ids is None else set(ids)
        return {
            row.id: SettledItem(
                row.id,
                row.import_sha256,
                Verdict(row.verdict),
                None if row.claim_id is None else ClaimId(row.claim_id),
                json.loads(row.content),
            )
            for row in rows
            if wanted is None or row.id in wanted
        }


def record_review(connection: Connection, record: ReviewImport) -> None:
    """Keeps that a reviewed file came in; once."""
    known = connection.scalar(
        select(ReviewImportTable.sha256).where(ReviewImportTable.sha256 == record.sha256)
    )
    if known is not None:
        return
    connection.execute(
        insert(ReviewImportTable).values(
            sha256=record.sha256,
            briefing=record.briefing,
            export=record.export,
            file_name=record.file_name,
            time=packed_time(record.time),
            person=record.person,
        )
    )


def settle(connection: Connection, seq: int, items: Iterable[SettledItem]) -> tuple[str, ...]:
    """Keeps verdicts; the ids of the items that had none before, the others stay as they are."""
    items = list(items)
    known = set(
        connection.scalars(
            select(ReviewItemTable.id).where(ReviewItemTable.id.in_([i.id for i in items]))
        )
    )
    fresh = {item.id: item for item in items if item.id not in known}
    if fresh:
        connection.execute(
            insert(ReviewItemTable),
            [
                {
                    "id": item.id,
                    "import_sha256": item.import_sha256,
                    "verdict": item.verdict.value,
                    "claim_id": item.claim,
                    "content": canonical(item.content),
                    "seq": seq,
                }
                for item in fresh.values()
            ],
        )
    return tuple(fresh)


def reopen(connection: Connection, items: Iterable[str]) -> None:
    """Forgets the verdicts on items, so that they can be settled again."""
    connection.execute(delete(ReviewItemTable).where(ReviewItemTable.id.in_(list(items))))
