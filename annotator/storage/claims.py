"""Claims as the library keeps them: with suggestion and standing decision."""

from sqlalchemy import Connection, Row, Select, func, select, update

from annotator.domain.claim import Claim, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.storage.decisions import decision_of
from annotator.storage.packing import packed_claim, unpacked_claim
from annotator.storage.schema import (
    ArticleTable,
    ClaimTable,
    DecisionTable,
    SuggestionTable,
)
from annotator.storage.store import Store
from annotator.text.spans import hull

SHOWN, VANISHED, REMOVED = 0, 1, 2
"""Why a claim is hidden: not at all, the analysis no longer finds it, a person removed it."""

_RECORDS = (
    select(
        ClaimTable.id,
        ArticleTable.id.label("article_id"),
        ClaimTable.origin,
        ClaimTable.body,
        SuggestionTable.tag.label("suggested"),
        SuggestionTable.reason,
        SuggestionTable.confidence,
        DecisionTable.key.label("decision"),
        DecisionTable.claim_id,
        DecisionTable.tag,
        DecisionTable.note,
        DecisionTable.credibility,
        DecisionTable.wording,
        DecisionTable.person,
        DecisionTable.time,
        DecisionTable.bulk,
        DecisionTable.reviewer,
    )
    .join(ArticleTable, ArticleTable.key == ClaimTable.article)
    .outerjoin(SuggestionTable, SuggestionTable.key == ClaimTable.suggestion)
    .outerjoin(DecisionTable, DecisionTable.key == ClaimTable.decision)
)
_HISTORY = (
    select(
        DecisionTable.claim_id,
        DecisionTable.tag,
        DecisionTable.note,
        DecisionTable.credibility,
        DecisionTable.wording,
        DecisionTable.person,
        DecisionTable.time,
        DecisionTable.bulk,
        DecisionTable.reviewer,
    )
    .join(ClaimTable, ClaimTable.key == DecisionTable.claim)
    .order_by(DecisionTable.key)
)


class Claims:
    """The claims of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article: ArticleId, *, hidden: bool = False) -> tuple[ClaimRecord, ...]:
        """An article's claims in text order, outer before inner; with `hidden`, those too
        that the analysis no longer finds or a person removed."""
        query = _RECORDS.where(ArticleTable.id == article).order_by(
            ClaimTable.start, ClaimTable.stop.desc(), ClaimTable.key
        )
        return self._records(query if hidden else query.where(ClaimTable.hidden == SHOWN))

    def get(self, claim: ClaimId) -> ClaimRecord:
        """One claim, hidden or not. Raises UserFacingError when unknown."""
        found = self._records(_RECORDS.where(ClaimTable.id == claim))
        if not found:
            raise unknown_claim(claim)
        return found[0]

    def history(self, claim: ClaimId) -> tuple[Decision, ...]:
        """Everything that persons decided about a claim, in the order they did."""
        with self._store.reading() as connection:
            rows = connection.execute(_HISTORY.where(ClaimTable.id == claim))
            return tuple(decision_of(row) for row in rows)

    def _records(self, query: Select[*tuple[object, ...]]) -> tuple[ClaimRecord, ...]:
        with self._store.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query))


def unknown_claim(claim: str) -> UserFacingError:
    """What to say when a claim is asked for that is not there."""
    return UserFacingError(
        f"The library has no claim {claim}.", "Its article may have been deleted."
    )


def claim_keys(connection: Connection, claim: str) -> tuple[int, int]:
    """The rows of a claim and of its article. Raises UserFacingError when there are none."""
    found = connection.execute(
        select(ClaimTable.key, ClaimTable.article).where(ClaimTable.id == claim)
    ).one_or_none()
    if found is None:
        raise unknown_claim(claim)
    return found[0], found[1]


def columns_of(claim: Claim) -> dict[str, object]:
    """The columns that say what a claim says."""
    around = hull(claim.content)
    source = claim.source
    return {
        "start": around.start,
        "stop": around.end,
        "source_entity": source.entity if source else None,
        "source_name": source.name if source else None,
        "body": packed_claim(claim),
    }


def recount(connection: Connection, article: int) -> None:
    """Brings an article's numbers of claims and decided claims up to date."""
    shown = (ClaimTable.article == article) & (ClaimTable.hidden == SHOWN)
    claims, decided = connection.execute(
        select(func.count(), func.count(ClaimTable.tag)).where(shown)
    ).one()
    connection.execute(
        update(ArticleTable)
        .where(ArticleTable.key == article)
        .values(claims=claims, decided=decided)
    )


def _record(row: Row[*tuple[object, ...]]) -> ClaimRecord:
    suggestion = None
    if row.suggested is not None:
        suggestion = Suggestion(Tag(row.suggested), row.reason, row.confidence)
    claim = unpacked_claim(row.id, row.body, suggestion)
    decision = decision_of(row) if row.decision is not None else None
    return ClaimRecord(claim, ArticleId(row.article_id), Origin(row.origin), decision)
