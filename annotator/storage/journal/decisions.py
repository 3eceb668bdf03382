"""Decisions as rows."""

from annotator.domain.claim import Tag
from annotator.domain.decision import Credibility, Decision
from annotator.domain.ids import ClaimId
from annotator.storage.encoding.canonical import canonical, sha256_hex
from annotator.storage.encoding.packing import packed_time, unpacked_time

TAGS = {tag.value: tag for tag in Tag}


type DecisionRow = tuple[str, str | None, str, int | None, str | None, str, str, bool, str]
"""claim_id, tag, note, credibility, wording, person, time, bulk, reviewer: as in the table."""


def decision_of(row: DecisionRow) -> Decision:
    """The decision in a row. By position: names would double the time of 50,000 claims."""
    claim_id, tag, note, credibility, wording, person, time, bulk, reviewer = row
    return Decision(
        claim=ClaimId(claim_id),
        tag=None if tag is None else TAGS[tag],
        note=note,
        credibility=None if credibility is None else Credibility(credibility),
        wording=wording,
        person=person,
        time=unpacked_time(time),
        bulk=bulk,
        reviewer=reviewer,
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
