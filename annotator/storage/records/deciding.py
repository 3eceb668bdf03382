"""Making decisions stand: the shortest way from a key press to the disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from annotator.domain.decision import Decision
from annotator.domain.ids import ArticleId, ClaimId
from annotator.storage.file.schema import PAGE, ArticleTable, ClaimTable, DecisionTable, table
from annotator.storage.journal.decisions import columns_of, decision_digest
from annotator.storage.records.claims import SHOWN, unknown_claim


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as a decision finds it."""

    key: int
    article: int
    article_id: ArticleId
    hidden: int
    tag: str | None


_STANDING = (
    select(
        table(ClaimTable).c.id,
        table(ClaimTable).c.key,
        table(ClaimTable).c.article,
        table(ArticleTable).c.id,
        table(ClaimTable).c.hidden,
        table(ClaimTable).c.tag,
    )
    .join(table(ArticleTable), table(ArticleTable).c.key == table(ClaimTable).c.article)
    .where(table(ClaimTable).c.id.in_(bindparam("ids", expanding=True)))
)


def standing(connection: Connection, ids: Sequence[ClaimId]) -> dict[ClaimId, Standing]:
    """How claims stand before a decision. Raises UserFacingError when one is unknown."""
    found: dict[ClaimId, Standing] = {}
    for first in range(0, len(ids), PAGE):
        page = {"ids": list(ids[first : first + PAGE])}
        for id_, key, article, article_id, hidden, tag in connection.execute(_STANDING, page):
            found[ClaimId(id_)] = Standing(key, article, ArticleId(article_id), hidden, tag)
    for id_ in ids:
        if id_ not in found:
            raise unknown_claim(id_)
    return found


_LAST = select(func.max(table(DecisionTable).c.key))
_INSERT = insert(table(DecisionTable))
_STAND = update(table(ClaimTable)).where(table(ClaimTable).c.key == bindparam("claim_key"))
_COUNT = (
    update(table(ArticleTable))
    .where(table(ArticleTable).c.key == bindparam("article_key"))
    .values(decided=table(ArticleTable).c.decided + bindparam("more"))
)


def insert_decisions(
    connection: Connection,
    seq: int,
    made: Sequence[Decision],
    standing: Mapping[ClaimId, Standing],
) -> list[str]:
    """Adds decisions of one journal entry and makes them stand; their digests."""
    if not made:
        return []
    if len({decision.claim for decision in made}) < len(made):
        raise ValueError("two decisions on one claim in one step")
    first = (connection.scalar(_LAST) or 0) + 1
    digests = [decision_digest(seq, decision) for decision in made]
    rows: list[dict[str, object]] = []
    stand: list[dict[str, object]] = []
    more: dict[int, int] = {}
    for key, (decision, digest) in enumerate(zip(made, digests, strict=True), first):
        claim = standing[decision.claim]
        columns = columns_of(decision)
        rows.append({"key": key, "seq": seq, "claim": claim.key, "digest": digest, **columns})
        stand.append({"claim_key": claim.key, "decision": key, "tag": columns["tag"]})
        if claim.hidden == SHOWN:
            change = int(decision.tag is not None) - int(claim.tag is not None)
            more[claim.article] = more.get(claim.article, 0) + change
    connection.execute(_INSERT, rows)
    connection.execute(_STAND, stand)
    changed = [{"article_key": key, "more": by} for key, by in more.items() if by]
    if changed:
        connection.execute(_COUNT, changed)
    return digests
