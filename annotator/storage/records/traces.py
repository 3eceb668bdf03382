"""What exports and their reviews hold of an article's words, found and taken out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from annotator.domain.ids import ArticleId
from annotator.storage.encoding.canonical import canonical
from annotator.storage.file.schema import (
    ArticleTable,
    BriefingTable,
    ClaimTable,
    ExportTable,
    JournalTable,
    ReviewImportTable,
    ReviewItemTable,
)

_NO_CLAIM = '"claim":null'


@dataclass(frozen=True, slots=True)
class Traces:
    """Where an article's words stand outside its own rows."""

    claims: frozenset[str]
    """Its claims, hidden ones among them."""
    exports: frozenset[str]
    """Exports of a briefing that it was or is part of."""
    files: frozenset[str]
    """SHA-256 of the reviewed files of those briefings."""


def traces_of(connection: Connection, article: ArticleId) -> Traces:
    """The traces of an article that is still there."""
    claims = frozenset(
        connection.scalars(
            select(ClaimTable.id)
            .join(ArticleTable, ArticleTable.key == ClaimTable.article)
            .where(ArticleTable.id == article)
        )
    )
    planned = BriefingTable.content.contains(f'"{article}"', autoescape=True)
    briefings = set(connection.scalars(select(BriefingTable.id).where(planned)))
    exports: dict[str, str] = {}
    for id_, briefing, manifest in connection.execute(
        select(ExportTable.id, ExportTable.briefing, ExportTable.manifest)
    ):
        exports[id_] = briefing
        if any(entry[0] in claims for entry in json.loads(manifest).get("claims", ())):
            briefings.add(briefing)
    files = select(ReviewImportTable.sha256).where(ReviewImportTable.briefing.in_(briefings))
    return Traces(
        claims,
        frozenset(id_ for id_, briefing in exports.items() if briefing in briefings),
        frozenset(connection.scalars(files)),
    )


def entries_about(connection: Connection, traces: Traces) -> Iterator[int]:
    """The journal's entries that settle what a reviewer did to the article's words, or to
    words of no claim, which may be its."""
    if not traces.files:
        return
    about = re.compile("|".join(map(re.escape, (*(f'"{c}"' for c in traces.claims), _NO_CLAIM))))
    query = select(JournalTable.seq, JournalTable.payload).where(JournalTable.payload.is_not(None))
    for seq, payload in connection.execute(query):
        if payload and any(f in payload for f in traces.files) and about.search(payload):
            yield seq


def remove(connection: Connection, traces: Traces) -> None:
    """Takes the article's words out of what was exported and what came back."""
    query = select(ExportTable.id, ExportTable.manifest).where(ExportTable.id.in_(traces.exports))
    for id_, packed in connection.execute(query).all():
        manifest = json.loads(packed)
        kept = [entry for entry in manifest.get("claims", ()) if entry[0] not in traces.claims]
        connection.execute(
            update(ExportTable)
            .where(ExportTable.id == id_)
            .values(manifest=canonical(manifest | {"claims": kept}))
        )
    items = select(ReviewItemTable.id, ReviewItemTable.claim_id, ReviewItemTable.import_sha256)
    for id_, claim, file in connection.execute(items).all():
        if claim in traces.claims or (claim is None and file in traces.files):
            connection.execute(
                update(ReviewItemTable).where(ReviewItemTable.id == id_).values(content="{}")
            )
