"""The reviews that came in before: what was in each, and how much of it is settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from annotator.domain.phrase import phrase
from annotator.domain.plain import Plain, from_plain, to_plain
from annotator.domain.review import Review, ReviewItem, ReviewKind
from annotator.errors import UserFacingError
from annotator.storage import Library, ReviewImport, SettledItem, Verdict

IMPORT = "import a review"
"""The journal's name for a reviewed file that came in; its entry keeps the items."""


@dataclass(frozen=True, slots=True)
class PastReview:
    """A reviewed file that came in."""

    name: str
    """Of the file."""
    time: datetime
    """When it came in."""
    person: str
    """Who opened it."""
    review: Review
    accepted: int
    declined: int

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who did something in it, by name."""
        items = (*self.review.items, *self.review.unplaced)
        return tuple(sorted({item.reviewer for item in items if item.reviewer}))

    @property
    def open(self) -> int:
        """How many items nobody has settled."""
        items = len(self.review.items) + len(self.review.unplaced)
        return items - self.accepted - self.declined


def past_reviews(library: Library) -> tuple[PastReview, ...]:
    """Every review that came in and of which something is left to show, the last one first.

    Of one that speaks of an article deleted for good, and of one that an earlier version of
    the app took in, only what was settled is known.
    """
    settled = library.reviews.settled()
    kept = {
        str(entry.payload.get("sha256")): entry.payload
        for entry in library.journal.of(IMPORT)
        if entry.payload is not None
    }
    found = (
        _past(record, kept.get(record.sha256, {}), settled) for record in library.reviews.imports()
    )
    shown = [each for each in found if each.review.items or each.review.unplaced]
    return tuple(reversed(shown))


def payload_of(review: Review) -> dict[str, Plain]:
    """What the journal keeps of a review."""
    items = (*review.items, *review.unplaced)
    return {"sha256": review.sha256, "items": [to_plain(item) for item in items]}


def item_of(settled: SettledItem) -> ReviewItem:
    """The item that was settled. Raises UserFacingError when it cannot be read."""
    try:
        return from_plain(ReviewItem, settled.content["item"])
    except (KeyError, ValueError) as error:
        raise UserFacingError(
            phrase("An accepted correction was kept by another version and cannot be read."),
            phrase("Correct the claim's wording by hand."),
        ) from error


def kind_of(settled: SettledItem) -> ReviewKind | None:
    """The kind of a settled item; None when its words were deleted for good."""
    item = settled.content.get("item")
    kind = item.get("kind") if isinstance(item, Mapping) else None
    return ReviewKind(kind) if kind in set(ReviewKind) else None


def _past(
    record: ReviewImport, payload: Mapping[str, object], settled: Mapping[str, SettledItem]
) -> PastReview:
    items = _items(payload)
    if not items:
        here = [each for each in settled.values() if each.import_sha256 == record.sha256]
        items = tuple(item_of(each) for each in here if kind_of(each) is not None)
    verdicts = [settled[item.id].verdict for item in items if item.id in settled]
    return PastReview(
        record.file_name,
        record.time,
        record.person,
        Review(
            record.briefing,
            record.export,
            record.sha256,
            tuple(item for item in items if item.claim is not None),
            tuple(item for item in items if item.claim is None),
        ),
        verdicts.count(Verdict.ACCEPTED),
        verdicts.count(Verdict.DECLINED),
    )


def _items(payload: Mapping[str, object]) -> tuple[ReviewItem, ...]:
    rows = payload.get("items")
    try:
        return tuple(from_plain(ReviewItem, row) for row in rows) if isinstance(rows, list) else ()
    except ValueError:  # kept by a later version: the file can be opened again
        return ()
