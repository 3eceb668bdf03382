"""A reviewed document comes home: its items accepted or declined, each by the analyst."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.ids import BriefingId, ClaimId, ExportId
from annotator.domain.review import Provenance, Review, ReviewItem, ReviewKind
from annotator.errors import UserFacingError
from annotator.storage import ReviewImport, Verdict
from annotator.workspace.briefings import BriefingPlan, plan_of
from annotator.workspace.edits import DecisionEdit, Edit, PlanEdit, VerdictEdit
from annotator.workspace.effects import REWORDED, SPOKEN, Effect, effect_of
from annotator.workspace.past_reviews import (
    IMPORT,
    PastReview,
    item_of,
    kind_of,
    past_reviews,
    payload_of,
)
from annotator.workspace.plan_corrections import corrected
from annotator.workspace.review_conflicts import UNDECIDED, ClaimsAtHand, with_conflicts
from annotator.workspace.session import Session
from annotator.workspace.wording import merged_wording

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
    found: Review
    """As the file has it, before it was held against what was decided since the export."""

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

        review = find_changes(read_review(path), resolved_before=self._resolved())
        return self._shown(path.name, review, reconcile(review, self._exports(), wanted))

    @staticmethod
    def recognises(path: Path) -> bool:
        """Whether a file is a briefing that was exported and has come back, not an article."""
        from annotator.briefing.review.recognising import is_briefing  # noqa: PLC0415 - see above

        return path.suffix.lower() == ".docx" and is_briefing(path)

    def again(self, past: PastReview) -> Reviewed:
        """A review that came in before, as it stands now; its file is not needed."""
        from annotator.briefing.review import reconcile  # noqa: PLC0415 - see above

        review = past.review
        return self._shown(past.name, review, reconcile(review, self._exports()))

    def past(self) -> tuple[PastReview, ...]:
        """The reviews that came in, the last one first."""
        return past_reviews(self._session.library)

    def remember(self, reviewed: Reviewed) -> None:
        """Keeps what a file of ours holds, so that it can be settled without it.

        Nothing is kept of a file that belongs elsewhere or holds nothing, nor in a library
        that can only be read.
        """
        ours = reviewed.provenance in (Provenance.CURRENT, Provenance.OLDER_EXPORT)
        if ours and _all(reviewed.review) and not self._session.library.read_only:
            self._record(reviewed)

    def effects(self, reviewed: Reviewed) -> dict[str, Effect]:
        """What accepting each item does, or would do if it were not settled; by item id."""
        plan = self._plan(reviewed)
        return {item.id: effect_of(item, plan) for item in _all(reviewed.review)}

    def _shown(self, name: str, review: Review, provenance: Provenance) -> Reviewed:
        settled = self._session.library.reviews.settled([i.id for i in _all(review)])
        verdicts = {key: item.verdict for key, item in settled.items()}
        claims = ClaimsAtHand(self._session.library)
        held = with_conflicts(review, claims, self._corrections())
        return Reviewed(name, held, provenance, verdicts, review)

    def _resolved(self) -> frozenset[str]:
        """The items by which comments were resolved before."""
        settled = self._session.library.reviews.settled().values()
        return frozenset(
            each.id
            for each in settled
            if each.verdict is Verdict.ACCEPTED and kind_of(each) is ReviewKind.RESOLVED
        )

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
        earlier, claims = self._corrections(), ClaimsAtHand(self._session.library)
        for claim, acts in by_claim.items():
            edits += self._decided(claims.get(claim), acts, earlier.get(claim, []), reviewed.name)
        edits += self._planned(reviewed, fresh)
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
            self._session.person, IMPORT, payload=payload_of(reviewed.found)
        ) as steps:
            steps.record_review(record)
            steps.articles |= self._spoken_of(reviewed)

    def _spoken_of(self, reviewed: Reviewed) -> set[str]:
        """The articles whose words the review may quote: deleting one for good empties it."""
        plan = self._plan(reviewed)
        found: set[str] = set(plan.articles if plan else ())
        claims = ClaimsAtHand(self._session.library)
        for claim in {item.claim for item in reviewed.review.items if item.claim}:
            with suppress(UserFacingError):  # a claim that was deleted for good
                found.add(claims.get(claim).article)
        return found

    def _fresh(self, items: Iterable[ReviewItem]) -> list[ReviewItem]:
        many = {item.id: item for item in items}
        settled = self._session.library.reviews.settled(many)
        return [item for key, item in many.items() if key not in settled]

    def _exports(self) -> dict[BriefingId, list[ExportId]]:
        known: dict[BriefingId, list[ExportId]] = {}
        for export in self._session.library.briefings.exports():
            known.setdefault(export.briefing, []).append(export.id)
        return known

    def _decided(
        self,
        record: ClaimRecord,
        items: Sequence[ReviewItem],
        earlier: Sequence[ReviewItem],
        file: str,
    ) -> list[Edit]:
        """The decision that stands when `items`, all of one claim, are accepted; `earlier` are
        the corrections of it that were accepted before."""
        before = record.decision or _blank(record, self._session.person)
        after = before
        for item in items:
            after = _with_item(after, item)
        wording = _wording(items, earlier)
        if wording is not None:
            after = replace(after, wording=wording)
        if after == before:
            return []
        reviewers = sorted({item.reviewer for item in items if item.reviewer})
        # A file that does not say who saved it is named itself.
        after = replace(after, reviewer=", ".join(reviewers) or file, bulk=False)
        return [DecisionEdit(record.claim.id, record.decision, after)]

    def _corrections(self) -> dict[ClaimId, list[ReviewItem]]:
        """The corrections of wording that were accepted before, by claim."""
        found: dict[ClaimId, list[ReviewItem]] = {}
        for each in self._session.library.reviews.settled().values():
            if each.claim is None or each.verdict is not Verdict.ACCEPTED:
                continue
            if kind_of(each) in REWORDED:
                found.setdefault(each.claim, []).append(item_of(each))
        return found

    def _planned(self, reviewed: Reviewed, items: Sequence[ReviewItem]) -> list[Edit]:
        """What changes in the briefing itself: claims that the reviewer deleted leave it (the
        library keeps them), and what the analyst wrote herself is corrected."""
        plan = self._plan(reviewed)
        if plan is None:
            return []
        gone = {i.claim for i in items if i.kind is ReviewKind.CLAIM_DELETED and i.claim}
        after = replace(plan, left_out=plan.left_out | gone)
        for item in items:
            after = corrected(after, item)
        return [PlanEdit(plan, after)] if after != plan else []

    def _plan(self, reviewed: Reviewed) -> BriefingPlan | None:
        """The plan of the briefing that was reviewed, unless it was deleted since."""
        drafts = self._session.library.briefings.list()
        draft = next((d for d in drafts if d.id == reviewed.review.briefing), None)
        return plan_of(draft) if draft is not None else None


def _all(review: Review) -> tuple[ReviewItem, ...]:
    return (*review.items, *review.unplaced)


def _wording(items: Sequence[ReviewItem], earlier: Sequence[ReviewItem]) -> str | None:
    """How a claim reads with all its accepted corrections, or None without any new."""
    corrections = [item for item in items if item.kind in REWORDED and item.after.strip()]
    if not corrections:
        return None
    before = corrections[-1].before
    afters = [item.after for item in [*earlier, *corrections] if item.before == before]
    return merged_wording(before, afters)


def _blank(record: ClaimRecord, person: str) -> Decision:
    return Decision(record.claim.id, None, "", None, None, person, datetime.now(UTC))


def _with_item(decision: Decision, item: ReviewItem) -> Decision:
    """What stands when one item is accepted, but for its wording."""
    if item.kind is ReviewKind.TAG:
        return replace(decision, tag=None if item.after == UNDECIDED else Tag(item.after))
    if item.kind in SPOKEN:
        line = f"{item.reviewer}: {item.text}" if item.reviewer else item.text
        return replace(decision, note=f"{decision.note}\n{line}".strip())
    return decision
