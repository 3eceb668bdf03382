"""What accepting an item of a review does (pure)."""

from enum import StrEnum

from annotator.domain.review import ReviewItem, ReviewKind
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.plan_corrections import corrected

SPOKEN = frozenset({ReviewKind.COMMENT, ReviewKind.REPLY})
REWORDED = frozenset(
    {ReviewKind.INSERTION, ReviewKind.DELETION, ReviewKind.REPLACEMENT, ReviewKind.RETYPED}
)


class Effect(StrEnum):
    TAG = "tag"
    """The claim is decided anew."""
    NOTE = "note"
    """The words are added to the claim's note."""
    WORDING = "wording"
    """The claim is worded anew in the briefing."""
    LEFT_OUT = "left out"
    """The claim leaves the briefing."""
    PLAN = "plan"
    """What the analyst wrote herself is corrected: title, author, reference, summary."""
    NONE = "none"
    """Nothing but that it is remembered as accepted."""


def effect_of(item: ReviewItem, plan: BriefingPlan | None) -> Effect:
    """What accepting `item` would do now; `plan` is the briefing's, if it is still there."""
    if item.claim is None:
        changed = plan is not None and corrected(plan, item) != plan
        return Effect.PLAN if changed else Effect.NONE
    if item.kind is ReviewKind.TAG:
        return Effect.TAG
    if item.kind in SPOKEN:
        return Effect.NOTE
    if item.kind in REWORDED and item.after.strip():
        return Effect.WORDING
    if item.kind is ReviewKind.CLAIM_DELETED and plan is not None:
        return Effect.LEFT_OUT
    return Effect.NONE
