"""One thing to look at before an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.briefing.layout import ClaimView
from annotator.domain.ids import ClaimId
from annotator.domain.phrase import Phrase


class CheckKind(StrEnum):
    UNDECIDED = "undecided"
    NO_SOURCE = "no source"
    NO_TITLE = "no title"
    NO_SUMMARY = "no summary"
    NO_KEY_CLAIM = "no key claim"
    GUESSED_SOURCE = "guessed source"
    UNGRADED_SOURCE = "ungraded source"
    ONE_SOURCE = "one source"
    YARDSTICKS = "yardsticks"
    VAGUE = "vague likelihood"
    CONFIDENCE = "likelihood with confidence"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at."""

    kind: CheckKind
    message: Phrase
    """One sentence for the analyst."""
    claims: tuple[ClaimId, ...] = ()
    """The claims it is about, in the order of the text."""
    in_summary: str = ""
    """The words of the summary it is about, as they stand there; empty for none."""


def ids_of(claims: Sequence[ClaimView]) -> tuple[ClaimId, ...]:
    return tuple(view.record.claim.id for view in claims)
