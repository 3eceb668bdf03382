"""What came back in a reviewed document."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.domain.ids import BriefingId, ClaimId, ExportId
from annotator.domain.phrase import Phrase


class ReviewKind(StrEnum):
    """One thing that a reviewer did."""

    COMMENT = "comment"
    REPLY = "reply"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    COMMENT_DELETED = "comment deleted"
    TAG = "tag"
    """The drop-down of a claim shows another tag."""
    INSERTION = "insertion"
    """Tracked."""
    DELETION = "deletion"
    """Tracked."""
    REPLACEMENT = "replacement"
    """Tracked: words put in the place of others that were struck out."""
    RETYPED = "retyped"
    """The words of a claim changed without tracking."""
    CLAIM_DELETED = "claim deleted"
    CLAIM_MOVED = "claim moved"
    CLAIM_COPIED = "claim copied"
    TEXT = "text"
    """Text outside every claim changed without tracking."""


class Anchor(StrEnum):
    """By which of its redundant anchors an item was placed on its claim, the surest first."""

    CONTROL = "control"
    BOOKMARK = "bookmark"
    COMMENT_RANGE = "comment range"
    THREAD = "thread"
    VISIBLE_ID = "visible id"
    PARAGRAPH = "paragraph"
    FUZZY = "fuzzy"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One act of a reviewer and the claim it belongs to."""

    id: str
    """Stable: the same act in the same file gives the same id, so an import can be repeated."""
    kind: ReviewKind
    claim: ClaimId | None
    reviewer: str
    time: datetime | None
    before: str
    after: str
    text: Phrase
    """A comment's words; otherwise what happened, in words."""
    anchor: Anchor
    certain: bool
    """False: the analyst must confirm the claim before the item can be accepted."""
    part: str = ""
    """Where in the document: a Section's value, "title", "note", "header" or "footer"; empty
    when that is not known."""
    reviewer_guessed: bool = False
    """Whether `reviewer` is likely only: the file does not sign this act."""


class Provenance(StrEnum):
    """How a reviewed file relates to the library it is imported into."""

    CURRENT = "current"
    OLDER_EXPORT = "older export"
    OTHER_BRIEFING = "other briefing"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Review:
    """Everything found in one reviewed file."""

    briefing: BriefingId | None
    export: ExportId | None
    sha256: str
    """Over the file's bytes."""
    items: tuple[ReviewItem, ...]
    unplaced: tuple[ReviewItem, ...]
    """What belongs to no claim that could be found; shown, never dropped."""
