"""Decisions as rows."""

from sqlalchemy import Row

from annotator.domain.claim import Tag
from annotator.domain.decision import Credibility, Decision
from annotator.domain.ids import ClaimId
from annotator.storage.canonical import canonical, sha256_hex
from annotator.storage.packing import packed_time, unpacked_time


def decision_of(row: Row[*tuple[object, ...]]) -> Decision:
    """The decision in a row that has the columns of the table, among others."""
    return Decision(
        claim=ClaimId(row.claim_id),
        tag=Tag(row.tag) if row.tag is not None else None,
        note=row.note,
        credibility=Credibility(row.credibility) if row.credibility is not None else None,
        wording=row.wording,
        person=row.person,
        time=unpacked_time(row.time),
        bulk=row.bulk,
        reviewer=row.reviewer,
    )


def columns_of(decision: Decision) -> dict[str, object]:
    """The columns that hold a decision, without its place in the library."""
    return {
        "claim_id": decision.claim,
        "tag": decision.tag.value if decision.tag else None,
        "note": decision.note,
        "credibility": int(decision.credibility) if decision.credibility else None,
        "wording": decision.wording,
        "person": decision.person,
        "time": packed_time(decision.time),
        "bulk": decision.bulk,
        "reviewer": decision.reviewer,
    }


def decision_digest(seq: int, decision: Decision) -> str:
    """What vouches for one decision."""
    return sha256_hex(
        canonical(
            [
                seq,
                decision.claim,
                decision.tag.value if decision.tag else None,
                decision.note,
                int(decision.credibility) if decision.credibility else None,
                decision.wording,
                decision.person,
                packed_time(decision.time),
                decision.bulk,
                decision.reviewer,
            ]
        )
    )
