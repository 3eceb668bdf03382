"""What came back held against what the analyst did since the export."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ClaimId
from annotator.domain.phrase import Phrase, phrase
from annotator.domain.review import Review, ReviewItem, ReviewKind
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.workspace.effects import REWORDED
from annotator.workspace.wording import merged_wording

UNDECIDED = "undecided"
_TAGS = {
    None: phrase("undecided"),
    Tag.SOURCED: phrase("sourced"),
    Tag.SPECULATIVE: phrase("speculative"),
    Tag.UNSOURCED: phrase("unsourced"),
    Tag.REJECTED: phrase("not a claim"),
}


class ClaimsAtHand:
    """Claims asked for one by one, and read an article at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[ClaimId, ClaimRecord] = {}

    def get(self, claim: ClaimId) -> ClaimRecord:
        """One claim. Raises UserFacingError when the library does not have it."""
        if claim not in self._known:
            article = self._library.claims.get(claim).article
            every = self._library.claims.of(article, hidden=True)
            self._known |= {record.claim.id: record for record in every}
        return self._known[claim]


def with_conflicts(
    review: Review, claims: ClaimsAtHand, accepted: Mapping[ClaimId, Sequence[ReviewItem]]
) -> Review:
    """The review with everything to be confirmed whose claim the analyst has decided or worded
    otherwise since the export: nothing of hers is overwritten unasked.

    `accepted` are the corrections of wording that were accepted before, by claim.
    """
    items = (_confirmed_first(item, claims, accepted) for item in review.items)
    return replace(review, items=tuple(items))


def _confirmed_first(
    item: ReviewItem, claims: ClaimsAtHand, accepted: Mapping[ClaimId, Sequence[ReviewItem]]
) -> ReviewItem:
    if item.claim is None or item.kind not in {ReviewKind.TAG, *REWORDED}:
        return item
    try:
        record = claims.get(item.claim)
    except UserFacingError:  # a claim of another library: the provenance says so
        return item
    if item.kind is ReviewKind.TAG:
        note = _decided_since(item, record)
    else:
        note = _worded_since(item, record, accepted.get(item.claim, ()))
    return replace(item, certain=False, text=_both(item.text, note)) if note else item


def _both(happened: Phrase, note: Phrase) -> Phrase:
    return phrase("{happened} {note}", happened=happened, note=note)


def _decided_since(item: ReviewItem, record: ClaimRecord) -> Phrase | None:
    """The tag that the analyst gave the claim since the export, in a sentence; None when she
    gave it none, or the reviewer's."""
    now = record.tag.value if record.tag else UNDECIDED
    if now in (item.before, item.after):
        return None
    return phrase("Since the export it was decided: {tag}.", tag=_TAGS[record.tag])


def _worded_since(
    item: ReviewItem, record: ClaimRecord, accepted: Sequence[ReviewItem]
) -> Phrase | None:
    """The words that the analyst gave the claim since the export, in a sentence; None when
    she gave it none, or the reviewer's."""
    now = " ".join((record.decision.wording or "").split()) if record.decision else ""
    if not now:
        return None
    afters = [other.after for other in accepted if other.before == item.before]
    known = (item.before, item.after, merged_wording(item.before, afters))
    if now in (" ".join(words.split()) for words in known):
        return None
    return phrase("Since the export it was worded: “{words}”.", words=now)
