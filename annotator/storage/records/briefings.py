"""Briefings being written, and what was exported of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from annotator.domain.ids import BriefingId, ExportId
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.storage.encoding.canonical import JSON, canonical
from annotator.storage.encoding.packing import packed_time, unpacked_time
from annotator.storage.file.schema import BriefingTable, ExportTable
from annotator.storage.file.store import Store


@dataclass(frozen=True, slots=True)
class BriefingDraft:
    """A briefing being written: which articles and claims, the summary, the switches.

    `content` is the composer's own; the library keeps it as it is.
    """

    id: BriefingId
    title: str
    content: Mapping[str, JSON]
    changed: datetime | None = None
    """When it was last saved; set by the library."""


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One file that was written, and the manifest of what it said."""

    id: ExportId
    briefing: BriefingId
    version: int
    time: datetime
    person: str
    file_name: str
    sha256: str
    """Over the file's bytes."""
    manifest: Mapping[str, JSON]


class Briefings:
    """The briefings of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> tuple[BriefingDraft, ...]:
        """Every briefing being written, the last saved first."""
        query = select(BriefingTable.__table__).order_by(BriefingTable.changed.desc())
        with self._store.reading() as connection:
            return tuple(_draft(row) for row in connection.execute(query))

    def get(self, briefing: BriefingId) -> BriefingDraft:
        """One briefing. Raises UserFacingError when unknown."""
        query = select(BriefingTable.__table__).where(BriefingTable.id == briefing)
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UserFacingError(
                phrase("The library has no briefing {briefing}.", briefing=briefing),
                phrase("It may have been deleted."),
            )
        return _draft(row)

    def exports(self, briefing: BriefingId | None = None) -> tuple[ExportRecord, ...]:
        """What was exported (of one briefing), oldest first."""
        query = select(ExportTable.__table__).order_by(ExportTable.time, ExportTable.version)
        if briefing is not None:
            query = query.where(ExportTable.briefing == briefing)
        with self._store.reading() as connection:
            return tuple(_export(row) for row in connection.execute(query))

    def export(self, export: ExportId) -> ExportRecord | None:
        """One export; None when it was not made from this library."""
        query = select(ExportTable.__table__).where(ExportTable.id == export)
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _export(row) if row else None


def _draft(row: Row[*tuple[object, ...]]) -> BriefingDraft:
    return BriefingDraft(
        BriefingId(row.id), row.title, json.loads(row.content), unpacked_time(row.changed)
    )


def _export(row: Row[*tuple[object, ...]]) -> ExportRecord:
    return ExportRecord(
        ExportId(row.id),
        BriefingId(row.briefing),
        row.version,
        unpacked_time(row.time),
        row.person,
        row.file_name,
        row.sha256,
        json.loads(row.manifest),
    )


def save_briefing(connection: Connection, draft: BriefingDraft, now: datetime) -> None:
    """Keeps a briefing in place of what was kept under its id."""
    values = {
        "title": draft.title,
        "content": canonical(draft.content),
        "changed": packed_time(now),
    }
    known = connection.execute(
        update(BriefingTable).where(BriefingTable.id == draft.id).values(**values)
    )
    if not known.rowcount:
        connection.execute(
            insert(BriefingTable).values(id=draft.id, created=packed_time(now), **values)
        )


def remove_briefing(connection: Connection, briefing: BriefingId) -> None:
    """Forgets a briefing being written."""
    connection.execute(delete(BriefingTable).where(BriefingTable.id == briefing))


def record_export(connection: Connection, export: ExportRecord) -> None:
    """Keeps an export and its manifest."""
    connection.execute(
        insert(ExportTable).values(
            id=export.id,
            briefing=export.briefing,
            version=export.version,
            time=packed_time(export.time),
            person=export.person,
            file_name=export.file_name,
            sha256=export.sha256,
            manifest=canonical(export.manifest),
        )
    )
