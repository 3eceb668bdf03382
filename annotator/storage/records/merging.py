"""The claims of a new analysis beside those that are already there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, insert, select, update

from annotator.domain.claim import Claim
from annotator.domain.decision import Origin
from annotator.domain.ids import ArticleId, ClaimId, EntityId, claim_id
from annotator.storage.encoding.canonical import sha256_hex
from annotator.storage.encoding.packing import packed_phrase, spans_of
from annotator.storage.file.schema import ClaimTable, SuggestionTable, table
from annotator.storage.records.claims import REMOVED, SHOWN, VANISHED, columns_of
from annotator.storage.records.matching import match_spans
from annotator.text.spans import Spans


@dataclass(frozen=True, slots=True)
class FindingsChange:
    """What a new analysis did to an article's claims; ids are permanent ones."""

    added: tuple[ClaimId, ...]
    kept: tuple[ClaimId, ...]
    """Found again, or left alone because a person decided or made them."""
    hidden: tuple[ClaimId, ...]
    """No longer found, and nobody had decided."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A claim that is already there."""

    key: int
    id: ClaimId
    body: str
    content: Spans
    hidden: int
    ours: bool
    """Whether a person made, changed or decided it."""


def with_entities(
    claims: Iterable[Claim], renamed: Mapping[EntityId, EntityId]
) -> tuple[Claim, ...]:
    """`claims` with the library's entity ids in place of the analysis' own."""
    out: list[Claim] = []
    for claim in claims:
        attribution = claim.attribution
        if attribution and attribution.source and attribution.source.entity:
            entity = renamed.get(attribution.source.entity)
            attribution = replace(attribution, source=replace(attribution.source, entity=entity))
        out.append(replace(claim, attribution=attribution))
    return tuple(out)


_REFRESH = update(table(ClaimTable)).where(table(ClaimTable).c.key == bindparam("claim_key"))


_LAST_SUGGESTION = select(func.max(table(SuggestionTable).c.key))
_INSERT_SUGGESTION = insert(table(SuggestionTable))


class Merging:
    """One new analysis of one article while it is taken over."""

    def __init__(self, connection: Connection, article: ArticleId, key: int, run: int) -> None:
        self._connection = connection
        self._article = article
        self._key = key
        self._run = run
        self._known = _known(connection, key)

    def take_over(self, found: Sequence[Claim]) -> FindingsChange:
        """Adds, refreshes, hides and suggests; see `Findings.store`."""
        taken = self._matched(found)
        claims = self._made_permanent(found, taken)
        kept = [claim.id for place, claim in enumerate(claims) if place in taken]
        fresh = [claim for place, claim in enumerate(claims) if place not in taken]
        self._refresh([(self._known[key], claims[place]) for place, key in taken.items()])
        self._add(fresh)
        again = set(taken.values())
        gone = [row for key, row in self._known.items() if key not in again and row.hidden == SHOWN]
        hidden = [row for row in gone if not row.ours]
        if hidden:
            gone_rows = [{"claim_key": row.key, "hidden": VANISHED} for row in hidden]
            self._connection.execute(_REFRESH, gone_rows)
        self._suggest(claims)
        kept.extend(row.id for row in gone if row.ours)
        return FindingsChange(
            tuple(claim.id for claim in fresh), tuple(kept), tuple(row.id for row in hidden)
        )

    def _matched(self, found: Sequence[Claim]) -> dict[int, int]:
        """For each place in `found` that is a known claim, its key: by overlap, and by id for
        what is found again where it was before a person moved it."""
        taken = match_spans(
            {row.key: row.content for row in self._known.values()},
            [claim.content for claim in found],
        )
        used = set(taken.values())
        by_id = {row.id: row.key for row in self._known.values()}
        for place, claim in enumerate(found):
            key = by_id.get(claim_id(self._article, claim.content))
            if place not in taken and key is not None and key not in used:
                taken[place] = key
                used.add(key)
        return taken

    def _made_permanent(self, found: Sequence[Claim], taken: Mapping[int, int]) -> list[Claim]:
        """`found` with permanent ids in place of the analysis' own."""
        used = {row.id for row in self._known.values()}
        local: dict[ClaimId, ClaimId] = {}
        for place, claim in enumerate(found):
            if place in taken:
                local[claim.id] = self._known[taken[place]].id
                continue
            id_ = claim_id(self._article, claim.content)
            while id_ in used:
                id_ = ClaimId(sha256_hex(id_)[:12])
            used.add(id_)
            local[claim.id] = id_
        return [
            replace(
                claim,
                id=local[claim.id],
                parent=local.get(claim.parent) if claim.parent else None,
            )
            for claim in found
        ]

    def _refresh(self, found_again: Sequence[tuple[_Known, Claim]]) -> None:
        """Brings what the machine says of claims up to date; their spans stay."""
        rows: list[dict[str, object]] = []
        for known, claim in found_again:
            if known.ours or known.hidden == REMOVED:
                continue
            columns = columns_of(replace(claim, content=known.content))
            if columns["body"] != known.body or known.hidden != SHOWN:
                rows.append({"claim_key": known.key, "hidden": SHOWN, **columns})
        if rows:
            self._connection.execute(_REFRESH, rows)

    def _add(self, claims: Sequence[Claim]) -> None:
        machine = {"origin": Origin.MACHINE.value, "edited": False, "hidden": SHOWN}
        rows = [
            {"id": claim.id, "article": self._key, **machine, **columns_of(claim)}
            for claim in claims
        ]
        if rows:
            self._connection.execute(insert(table(ClaimTable)), rows)

    def _suggest(self, claims: Sequence[Claim]) -> None:
        keys = {
            row.id: row.key
            for row in self._connection.execute(
                select(ClaimTable.id, ClaimTable.key).where(ClaimTable.article == self._key)
            )
        }
        first = (self._connection.scalar(_LAST_SUGGESTION) or 0) + 1
        suggested = [(claim, claim.suggestion) for claim in claims if claim.suggestion]
        rows: list[dict[str, object]] = [
            {
                "key": key,
                "claim": keys[claim.id],
                "analysis": self._run,
                "tag": suggestion.tag.value,
                "reason": packed_phrase(suggestion.reason),
                "confidence": suggestion.confidence,
            }
            for key, (claim, suggestion) in enumerate(suggested, first)
        ]
        if rows:
            self._connection.execute(_INSERT_SUGGESTION, rows)
            newest = [{"claim_key": row["claim"], "suggestion": row["key"]} for row in rows]
            self._connection.execute(_REFRESH, newest)


def _known(connection: Connection, article: int) -> dict[int, _Known]:
    query = (
        select(
            ClaimTable.key,
            ClaimTable.id,
            ClaimTable.body,
            ClaimTable.hidden,
            ClaimTable.origin,
            ClaimTable.edited,
            ClaimTable.decision,
        )
        .where(ClaimTable.article == article)
        .order_by(ClaimTable.start, ClaimTable.key)
    )
    return {
        row.key: _Known(
            row.key,
            ClaimId(row.id),
            row.body,
            spans_of(json.loads(row.body)[0]),
            row.hidden,
            row.edited or row.origin == Origin.PERSON or row.decision is not None,
        )
        for row in connection.execute(query)
    }
