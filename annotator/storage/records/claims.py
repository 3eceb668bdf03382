"""Claims as the library keeps them: with suggestion and standing decision."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection, Select, bindparam, func, select, update

from annotator.domain.claim import Claim, Suggestion
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, ClaimId
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.storage.encoding.packing import packed_claim, unpacked_claim, unpacked_phrase
from annotator.storage.file.schema import (
    ArticleTable,
    ClaimTable,
    DecisionTable,
    SuggestionTable,
    table,
)
from annotator.storage.file.store import Store
from annotator.storage.journal.decisions import TAGS, DecisionRow, decision_of
from annotator.text.spans import hull

SHOWN, VANISHED, REMOVED = 0, 1, 2
"""Why a claim is hidden: not at all, the analysis no longer finds it, a person removed it."""

_CLAIM, _ARTICLE = table(ClaimTable).c, table(ArticleTable).c
_SUGGESTION, _DECISION = table(SuggestionTable).c, table(DecisionTable).c
_RECORDS = (
    select(
        _CLAIM.id,
        _ARTICLE.id,
        _CLAIM.origin,
        _CLAIM.body,
        _SUGGESTION.tag,
        _SUGGESTION.reason,
        _SUGGESTION.confidence,
        _DECISION.key,
        _DECISION.claim_id,
        _DECISION.tag,
        _DECISION.note,
        _DECISION.credibility,
        _DECISION.wording,
        _DECISION.person,
        _DECISION.time,
        _DECISION.bulk,
        _DECISION.reviewer,
    )
    .join(table(ArticleTable), _ARTICLE.key == _CLAIM.article)
    .outerjoin(table(SuggestionTable), _SUGGESTION.key == _CLAIM.suggestion)
    .outerjoin(table(DecisionTable), _DECISION.key == _CLAIM.decision)
)
_ALL_OF = _RECORDS.where(_ARTICLE.id == bindparam("article")).order_by(
    _CLAIM.start, _CLAIM.stop.desc(), _CLAIM.key
)
_SHOWN_OF = _ALL_OF.where(_CLAIM.hidden == SHOWN)
_ONE = _RECORDS.where(_CLAIM.id == bindparam("claim"))
_EDITED = select(_CLAIM.edited).where(_CLAIM.id == bindparam("claim"))
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


_ORIGINS = {origin.value: origin for origin in Origin}


class Claims:
    """The claims of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article: ArticleId, *, hidden: bool = False) -> tuple[ClaimRecord, ...]:
        """An article's claims in text order, outer before inner; with `hidden`, those too
        that the analysis no longer finds or a person removed."""
        return self._records(_ALL_OF if hidden else _SHOWN_OF, {"article": article})

    def get(self, claim: ClaimId) -> ClaimRecord:
        """One claim, hidden or not. Raises UserFacingError when unknown."""
        found = self._records(_ONE, {"claim": claim})
        if not found:
            raise unknown_claim(claim)
        return found[0]

    def edited(self, claim: ClaimId) -> bool:
        """Whether a person changed a claim's words, source or cue."""
        with self._store.reading() as connection:
            return bool(connection.scalar(_EDITED, {"claim": claim}))

    def history(self, claim: ClaimId) -> tuple[Decision, ...]:
        """Everything that persons decided about a claim, in the order they did."""
        with self._store.reading() as connection:
            rows = connection.execute(_HISTORY.where(ClaimTable.id == claim))
            return tuple([decision_of(row) for row in cast(Iterable[DecisionRow], rows)])

    def _records(
        self, query: Select[*tuple[object, ...]], values: dict[str, str]
    ) -> tuple[ClaimRecord, ...]:
        with self._store.reading() as connection:
            rows = cast(Iterable[_Row], connection.execute(query, values))
            return tuple([_record(row) for row in rows])


def unknown_claim(claim: str) -> UserFacingError:
    """What to say when a claim is asked for that is not there."""
    return UserFacingError(
        phrase("The library has no claim {claim}.", claim=claim),
        phrase("Its article may have been deleted."),
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
        "source_entity": source.member if source else None,
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


type _Row = tuple[
    str,
    str,
    str,
    str,
    str | None,
    str,
    float,
    int | None,
    *tuple[str, str | None, str, int | None, str | None, str, str, bool, str],
]


def _record(row: _Row) -> ClaimRecord:
    """A row of _RECORDS."""
    suggested, reason, confidence = row[4:7]
    suggestion = None
    if suggested is not None:
        suggestion = Suggestion(TAGS[suggested], unpacked_phrase(reason), confidence)
    return ClaimRecord(
        unpacked_claim(row[0], row[3], suggestion),
        ArticleId(row[1]),
        _ORIGINS[row[2]],
        None if row[7] is None else decision_of(row[8:17]),
    )
