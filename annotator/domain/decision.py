"""What a person decided about a claim."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from annotator.domain.claim import Claim, Tag
from annotator.domain.ids import ArticleId, ClaimId


class Reliability(StrEnum):
    """How far a source can be relied on (Admiralty scale; FM 2-22.3)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """How credible the content of one claim is (Admiralty scale; FM 2-22.3)."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Origin(StrEnum):
    """Who made a claim: found by the machine or by a person's hand."""

    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands about a claim after one act of a person. Never changed, only followed."""

    claim: ClaimId
    tag: Tag | None
    """None: undecided again (an undo), or only a note so far."""
    note: str
    credibility: Credibility | None
    wording: str | None
    """How the briefing words the claim, when not as in the article."""
    person: str
    time: datetime
    """Aware, UTC."""
    bulk: bool = False
    """Whether it was one of many taken in one act."""
    reviewer: str = ""
    """Who asked for it in a reviewed document, when the person accepted it from there."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim as the library keeps it: with its article, origin and standing decision."""

    claim: Claim
    article: ArticleId
    origin: Origin
    decision: Decision | None

    @property
    def tag(self) -> Tag | None:
        """The decided tag; None while undecided. A suggestion never counts."""
        return self.decision.tag if self.decision else None

    @property
    def kept_back(self) -> bool:
        """Whether it is an aside that nobody has decided about: left out of queue, counts and
        briefing unless asked for."""
        return self.tag is None and self.claim.aside
