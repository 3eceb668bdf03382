"""The rows of another library, given the numbers that they have here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, insert, select, update

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Claim
from annotator.domain.ids import ArticleId, ClaimId
from annotator.storage.encoding.canonical import sha256_hex
from annotator.storage.encoding.packing import packed_time, unpacked_claim
from annotator.storage.file.schema import (
    AnalysisTable,
    ArticleTable,
    ArticleTextTable,
    Base,
    BriefingTable,
    ClaimTable,
    EntityTable,
    ExportTable,
    JournalTable,
    LabelTable,
    OriginalTable,
    ReviewImportTable,
    ReviewItemTable,
    SuggestionTable,
    table,
)
from annotator.storage.file.store import Store
from annotator.storage.journal import chain
from annotator.storage.records.article_rows import Sign
from annotator.storage.records.matching import match_spans
from annotator.storage.search.index import index_article
from annotator.storage.sources import resolving
from annotator.storage.sources.keeping import put_source
from annotator.storage.sources.register import Sources

_ARTICLE, _CLAIM = table(ArticleTable), table(ClaimTable)
_SUGGESTION, _ANALYSIS = table(SuggestionTable), table(AnalysisTable)
type _Row = dict[str, object]


@dataclass(slots=True)
class Places:
    """Where what was there is here."""

    articles: dict[int, int] = field(default_factory=dict)
    """Key there → here."""
    claims: dict[ClaimId, ClaimId] = field(default_factory=dict)
    """Id there → here; claims that are nowhere here are left out."""
    added: list[ArticleId] = field(default_factory=list)
    refused: int = 0


def take_articles(ours: Connection, theirs: Connection, sign: Sign) -> Places:
    """Copies every article that is not here, with its findings; finds the claims of the others."""
    places = Places()
    here: dict[str, int] = dict(iter(ours.execute(select(_ARTICLE.c.id, _ARTICLE.c.key))))
    deleted = _deleted(ours)
    query = select(_ARTICLE).where(~_ARTICLE.c.removed).order_by(_ARTICLE.c.key)
    for row in theirs.execute(query).mappings().all():
        article = dict(row)
        there = int(article["key"])
        if article["id"] in deleted and article["id"] not in here:
            places.refused += 1
        elif article["id"] in here:
            places.articles[there] = here[article["id"]]
            _find_claims(ours, theirs, there, here[article["id"]], places)
        else:
            key = _copy_article(ours, theirs, article, sign)
            places.articles[there] = key
            places.added.append(ArticleId(str(article["id"])))
            _copy_findings(ours, theirs, article, key, places)
            resolving.resolve(ours, [key])
    return places


def _deleted(ours: Connection) -> set[str]:
    """Articles that were deleted for good here."""
    journal = table(JournalTable)
    found: set[str] = set()
    for named in ours.scalars(select(journal.c.articles).where(journal.c.action == chain.PURGE)):
        found.update(named.strip("[]").replace('"', "").split(","))
    return found


def _rows(connection: Connection, model: type[Base], article: int) -> list[_Row]:
    query = select(table(model)).where(table(model).c.article == article)
    return [dict(row) for row in connection.execute(query).mappings()]


def _put(connection: Connection, into: Table, rows: list[_Row]) -> None:
    if rows:
        connection.execute(insert(into), rows)


def _copy_article(ours: Connection, theirs: Connection, article: _Row, sign: Sign) -> int:
    there = int(str(article["key"]))
    row = {name: value for name, value in article.items() if name != "key"}
    row |= {"analysis": None, "claims": 0, "decided": 0, "added": packed_time(datetime.now(UTC))}
    key: int = ours.execute(insert(_ARTICLE).returning(_ARTICLE.c.key), row).scalar_one()
    for model in (ArticleTextTable, OriginalTable, LabelTable, EntityTable):
        rows = _rows(theirs, model, there)
        _put(ours, table(model), [each | {"article": key} for each in rows])
        if model is ArticleTextTable:
            sign(ours, key, str(rows[0]["text"]))
    index_article(ours, key)
    return key


def _copy_findings(
    ours: Connection, theirs: Connection, article: _Row, key: int, places: Places
) -> None:
    there = int(str(article["key"]))
    runs: dict[object, int] = {}
    for run in _rows(theirs, AnalysisTable, there):
        old = run.pop("key")
        made = insert(_ANALYSIS).returning(_ANALYSIS.c.key)
        runs[old] = ours.execute(made, run | {"article": key}).scalar_one()
    if article["analysis"] in runs:
        latest = runs[article["analysis"]]
        ours.execute(update(_ARTICLE).where(_ARTICLE.c.key == key).values(analysis=latest))
    for claim in _rows(theirs, ClaimTable, there):
        _copy_claim(ours, theirs, claim, article=key, runs=runs, places=places)


def _copy_claim(
    ours: Connection,
    theirs: Connection,
    claim: _Row,
    *,
    article: int,
    runs: Mapping[object, int],
    places: Places,
) -> None:
    """A claim without its decisions, which come with the journal."""
    there, newest = claim["key"], claim["suggestion"]
    id_ = _free_id(ours, str(claim["id"]), article)
    row = {name: value for name, value in claim.items() if name != "key"}
    row |= {"id": id_, "article": article, "suggestion": None, "decision": None, "tag": None}
    key: int = ours.execute(insert(_CLAIM).returning(_CLAIM.c.key), row).scalar_one()
    places.claims[ClaimId(str(claim["id"]))] = ClaimId(id_)
    query = select(_SUGGESTION).where(_SUGGESTION.c.claim == there)
    for suggestion in theirs.execute(query).mappings().all():
        if suggestion["analysis"] not in runs:
            continue
        made = {name: value for name, value in suggestion.items() if name != "key"}
        made |= {"claim": key, "analysis": runs[suggestion["analysis"]]}
        put: int = ours.execute(insert(_SUGGESTION).returning(_SUGGESTION.c.key), made).scalar_one()
        if suggestion["key"] == newest:
            ours.execute(update(_CLAIM).where(_CLAIM.c.key == key).values(suggestion=put))


def _free_id(ours: Connection, id_: str, article: int) -> str:
    taken = ours.scalar(select(_CLAIM.c.key).where(_CLAIM.c.id == id_)) is not None
    return sha256_hex(f"{article}:{id_}")[: max(12, len(id_))] if taken else id_


def _find_claims(
    ours: Connection, theirs: Connection, there: int, here: int, places: Places
) -> None:
    """Which claim of an article that both have is which: by the words it covers. One that a
    person there decided or made, and that is not here, is added."""
    mine = [_unpacked(row) for row in _rows(ours, ClaimTable, here)]
    rows = _rows(theirs, ClaimTable, there)
    found = match_spans({c.id: c.content for c in mine}, [_unpacked(r).content for r in rows])
    for place, row in enumerate(rows):
        if place in found:
            places.claims[ClaimId(str(row["id"]))] = found[place]
        elif row["decision"] is not None or row["edited"]:
            _copy_claim(ours, theirs, row, article=here, runs={}, places=places)


def _unpacked(row: _Row) -> Claim:
    return unpacked_claim(str(row["id"]), str(row["body"]), None)


def take_papers(ours: Connection, theirs: Connection, sequences: Mapping[int, int]) -> None:
    """Copies briefings, exports and reviews that are not here."""
    for model, column in (
        (BriefingTable, "id"),
        (ExportTable, "id"),
        (ReviewImportTable, "sha256"),
        (ReviewItemTable, "id"),
    ):
        into = table(model)
        here = set(ours.scalars(select(into.c[column])))
        rows = [dict(row) for row in theirs.execute(select(into)).mappings()]
        fresh = [row for row in rows if row[column] not in here]
        if model is ReviewItemTable:
            fresh = [
                row | {"seq": sequences[int(row["seq"])]}
                for row in fresh
                if int(row["seq"]) in sequences
            ]
        _put(ours, into, fresh)


def take_sources(ours: Connection, store: Store, other: Store, places: Places) -> None:
    """Takes over what persons there said of sources, where nobody said anything here."""
    added = frozenset(places.added)
    here = {(card.name.casefold(), card.kind): card for card in Sources(store).cards()}
    ids = {card.id for card in here.values()}
    for card in Sources(other).cards():
        if not card.kept:
            continue
        same = here.get((card.name.casefold(), card.kind))
        if same is not None:
            put_source(ours, _completed(same, card), same)
        elif card.id not in ids:
            members = frozenset(member for member in card.members if member[0] in added)
            put_source(ours, replace(card, members=members, apart=frozenset()))


def _completed(card: SourceCard, by: SourceCard) -> SourceCard:
    """A card with what another says where it says nothing."""
    return replace(
        card,
        reliability=card.reliability or by.reliability,
        descriptor=card.descriptor or by.descriptor,
        notes=card.notes or by.notes,
        kept=True,
    )
