"""What changed since the version exported last."""

from collections.abc import Mapping, Sequence

from annotator.briefing.anchors import UNDECIDED
from annotator.briefing.cleaning import clean
from annotator.briefing.layout import Change, ClaimView
from annotator.briefing.wording import TAG
from annotator.domain.briefing import PreviousExport
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId


def added_since(previous: PreviousExport, claims: Sequence[ClaimView]) -> tuple[ClaimView, ...]:
    """The claims that the last version did not have."""
    before = {claim for claim, _, _ in previous.claims}
    return tuple(view for view in claims if view.record.claim.id not in before)


def changes_since(
    previous: PreviousExport, claims: Sequence[ClaimView], numbers: Mapping[ClaimId, int]
) -> tuple[Change, ...]:
    """Changed tags and wordings in the order of the text; then what is gone, under the `numbers`
    by which earlier versions called it."""
    before = {claim: (tag, clean(wording)) for claim, tag, wording in previous.claims}
    changes: list[Change] = []
    for view in claims:
        old = before.pop(view.record.claim.id, None)
        if old is None:
            continue
        tag, wording = old
        now = tag_value(view.tag)
        if tag != now:
            changes.append(Change(view.number, "tag", _shown(tag), _shown(now)))
        if wording != view.wording:
            changes.append(Change(view.number, "wording", wording, view.wording))
    changes += [
        Change(numbers.get(claim), "no longer included", wording, "")
        for claim, (_, wording) in before.items()
    ]
    return tuple(changes)


def tag_value(tag: Tag | None) -> str:
    """How manifests and previous exports write a tag."""
    return UNDECIDED if tag is None else tag.value


def _shown(value: str) -> str:
    return TAG[Tag(value)] if value in set(Tag) else value
