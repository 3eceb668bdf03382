"""What a briefing itself lacks."""

from collections.abc import Iterator, Sequence

from annotator.briefing.checking.check import Check, CheckKind
from annotator.briefing.compose.title import title_of
from annotator.briefing.layout import ClaimView
from annotator.domain.briefing import Briefing, Section
from annotator.domain.phrase import phrase


def missing_parts(briefing: Briefing, claims: Sequence[ClaimView]) -> Iterator[Check]:
    """A title, and what sections that are switched on would say nothing without."""
    if not briefing.title.strip():
        title = title_of(briefing)
        message = phrase("The briefing has no title; it would be called “{title}”.", title=title)
        yield Check(CheckKind.NO_TITLE, message)
    if Section.SUMMARY in briefing.sections and not briefing.summary.strip():
        yield Check(CheckKind.NO_SUMMARY, phrase("The briefing has no summary."))
    keys = {view.record.claim.id for view in claims} & set(briefing.key_claims)
    if Section.KEY_CLAIMS in briefing.sections and claims and not keys:
        yield Check(CheckKind.NO_KEY_CLAIM, phrase("No claim is chosen as a key claim."))
