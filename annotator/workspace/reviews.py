"""A reviewed document comes home: its items accepted or declined, each by the analyst."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.ids import BriefingId, ClaimId, ExportId
from annotator.domain.plain import from_plain
from annotator.domain.review import Provenance, Review, ReviewItem, ReviewKind
from annotator.errors import UserFacingError
from annotator.storage import ReviewImport, SettledItem, Verdict
from annotator.workspace.briefings import plan_of
from annotator.workspace.edits import DecisionEdit, Edit, PlanEdit, VerdictEdit
from annotator.workspace.session import Session
from annotator.workspace.wording import merged_wording

_SPOKEN = frozenset({ReviewKind.COMMENT, ReviewKind.REPLY})
_REWORDED = frozenset({ReviewKind.INSERTION, ReviewKind.DELETION, ReviewKind.RETYPED})
_UNDECIDED = "undecided"

PROVENANCE_SENTENCES = {
    Provenance.CURRENT: "This is the newest version of the briefing.",
    Provenance.OLDER_EXPORT: "This is an older version of the briefing; a newer one was exported "
    "since.",
    Provenance.OTHER_BRIEFING: "This file belongs to a briefing that this library does not have.",
    Provenance.NOT_OURS: "This file was not exported by Annotator.",
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed file as the analyst settles it."""

    name: str
    review: Review
    provenance: Provenance
    settled: dict[str, Verdict]
    """What was done before with its items, by their id."""

    @property
    def sentence(self) -> str:
        """How the file relates to the library, in words."""
        return PROVENANCE_SENTENCES[self.provenance]

    def open_items(self) -> tuple[ReviewItem, ...]:
        """The placed items that nobody has settled."""
        return tuple(item for item in self.review.items if item.id not in self.settled)


class Reviews:
    """Reads reviewed files and turns what is accepted into decisions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, path: Path, wanted: BriefingId | None = None) -> Reviewed:
        """What a reviewer did, each act on its claim; changes nothing.

        Raises UserFacingError for a file that cannot be read.
        """
        from annotator.briefing.review import (  # noqa: PLC0415 - heavy, and seldom needed
            find_changes,
            read_review,
            reconcile,
        )

        review = self._with_conflicts(find_changes(read_review(path)))
        settled = self._session.library.reviews.settled([i.id for i in _all(review)])
        return Reviewed(
            path.name,
            review,
            reconcile(review, self._exports(), wanted),
            {key: item.verdict for key, item in settled.items()},
        )

    def _with_conflicts(self, review: Review) -> Review:
        """The review with every changed tag to be confirmed whose claim the analyst has
        decided otherwise since the export: nothing of hers is overwritten unasked."""
        return replace(review, items=tuple(self._confirmed_first(item) for item in review.items))

    def _confirmed_first(self, item: ReviewItem) -> ReviewItem:
        if item.kind is not ReviewKind.TAG or item.claim is None:
            return item
        try:
            tag = self._session.library.claims.get(item.claim).tag
        except UserFacingError:  # a claim of another library: the provenance says so
            return item
        now = tag.value if tag else _UNDECIDED
        if now in (item.before, item.after):
            return item
        note = f"{item.text} Since the export it was decided: {now}."
        return replace(item, certain=False, text=note)

    def accept(
        self, reviewed: Reviewed, items: Sequence[ReviewItem], *, origin: str = ""
    ) -> tuple[str, ...]:
        """Makes decisions and notes, in the reviewer's name, of the items not settled yet;
        returns the ids of these. One act, that can be undone.

        Raises UserFacingError when a claim of theirs is not in the library.
        """
        fresh = self._fresh(items)
        edits: list[Edit] = []
        by_claim: dict[ClaimId, list[ReviewItem]] = {}
        for item in fresh:
            if item.claim is not None:
                by_claim.setdefault(item.claim, []).append(item)
        for claim, acts in by_claim.items():
            edits += self._decided(claim, acts, reviewed.name)
        edits += self._left_out(reviewed, fresh)
        return self._settle(reviewed, fresh, Verdict.ACCEPTED, edits, origin)

    def decline(
        self, reviewed: Reviewed, items: Sequence[ReviewItem], *, origin: str = ""
    ) -> tuple[str, ...]:
        """Keeps that these items were turned down; they change nothing."""
        fresh = self._fresh(items)
        return self._settle(reviewed, fresh, Verdict.DECLINED, [], origin)

    def _settle(
        self,
        reviewed: Reviewed,
        items: Sequence[ReviewItem],
        verdict: Verdict,
        edits: list[Edit],
        origin: str,
    ) -> tuple[str, ...]:
        if not items:
            return ()
        self._record(reviewed)
        file = reviewed.review.sha256
        verdicts = [VerdictEdit(item, file, None, verdict) for item in items]
        action = "accept a review" if verdict is Verdict.ACCEPTED else "decline a review"
        self._session.perform(action, [*edits, *verdicts], bulk=len(items) > 1, origin=origin)
        return tuple(item.id for item in items)

    def _record(self, reviewed: Reviewed) -> None:
        """Keeps that the file came in; once."""
        review = reviewed.review
        if self._session.library.reviews.knows(review.sha256):
            return
        record = ReviewImport(
            review.sha256,
            review.briefing,
            review.export,
            reviewed.name,
            datetime.now(UTC),
            self._session.person,
        )
        with self._session.library.transaction(
            self._session.person, "import a review", payload={"sha256": review.sha256}
        ) as steps:
            steps.record_review(record)

    def _fresh(self, items: Iterable[ReviewItem]) -> list[ReviewItem]:
        many = {item.id: item for item in items}
        settled = self._session.library.reviews.settled(many)
        return [item for key, item in many.items() if key not in settled]

    def _exports(self) -> dict[BriefingId, list[ExportId]]:
        known: dict[BriefingId, list[ExportId]] = {}
        for export in self._session.library.briefings.exports():
            known.setdefault(export.briefing, []).append(export.id)
        return known

    def _decided(self, claim: ClaimId, items: Sequence[ReviewItem], file: str) -> list[Edit]:
        """The decision that stands when `items`, all of one claim, are accepted."""
        record = self._session.library.claims.get(claim)
        before = record.decision or _blank(record, self._session.person)
        after = before
        for item in items:
            after = _with_item(after, item)
        wording = self._wording(claim, items)
        if wording is not None:
            after = replace(after, wording=wording)
        if after == before:
            return []
        reviewers = sorted({item.reviewer for item in items if item.reviewer})
        # A file that does not say who saved it is named itself.
        after = replace(after, reviewer=", ".join(reviewers) or file, bulk=False)
        return [DecisionEdit(claim, record.decision, after)]

    def _wording(self, claim: ClaimId, items: Sequence[ReviewItem]) -> str | None:
        """How the claim reads with all its accepted corrections, or None without any new."""
        corrections = [item for item in items if item.kind in _REWORDED and item.after.strip()]
        if not corrections:
            return None
        before = corrections[-1].before
        earlier = [
            item
            for item in self._accepted(claim)
            if item.kind in _REWORDED and item.before == before
        ]
        afters = [item.after for item in [*earlier, *corrections] if item.before == before]
        return merged_wording(before, afters)

    def _accepted(self, claim: ClaimId) -> list[ReviewItem]:
        settled = self._session.library.reviews.settled().values()
        return [
            _item(each)
            for each in settled
            if each.claim == claim and each.verdict is Verdict.ACCEPTED
        ]

    def _left_out(self, reviewed: Reviewed, items: Sequence[ReviewItem]) -> list[Edit]:
        """The claims that the reviewer deleted leave the briefing; the library keeps them."""
        gone = {i.claim for i in items if i.kind is ReviewKind.CLAIM_DELETED and i.claim}
        drafts = self._session.library.briefings.list()
        draft = next((d for d in drafts if d.id == reviewed.review.briefing), None)
        if not gone or draft is None:
            return []
        plan = plan_of(draft)
        return [PlanEdit(plan, replace(plan, left_out=plan.left_out | gone))]


def _all(review: Review) -> tuple[ReviewItem, ...]:
    return (*review.items, *review.unplaced)


def _blank(record: ClaimRecord, person: str) -> Decision:
    return Decision(record.claim.id, None, "", None, None, person, datetime.now(UTC))


def _with_item(decision: Decision, item: ReviewItem) -> Decision:
    """What stands when one item is accepted, but for its wording."""
    if item.kind is ReviewKind.TAG:
        return replace(decision, tag=None if item.after == _UNDECIDED else Tag(item.after))
    if item.kind in _SPOKEN:
        line = f"{item.reviewer}: {item.text}" if item.reviewer else item.text
        return replace(decision, note=f"{decision.note}\n{line}".strip())
    return decision


def _item(settled: SettledItem) -> ReviewItem:
    try:
        return from_plain(ReviewItem, settled.content["item"])
    except (KeyError, ValueError) as error:
        raise UserFacingError(
            "An accepted correction was kept by another version and cannot be read.",
            "Correct the claim's wording by hand.",
        ) from error
