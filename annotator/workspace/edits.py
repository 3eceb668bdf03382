"""What a person's act changes: states before and after, so that each turns round into its inverse.

An act is a list of edits, kept in the journal as plain JSON. Taking an act back applies the
inverses in the opposite order; doing it again applies the edits as they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.domain.briefing import SourceCard
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.entity import Entity
from annotator.domain.ids import ArticleId, ClaimId
from annotator.domain.plain import Plain, from_plain, to_plain
from annotator.domain.review import ReviewItem
from annotator.storage import Verdict
from annotator.workspace.briefings import BriefingPlan


@dataclass(frozen=True, slots=True)
class DecisionEdit:
    """What stands about a claim; None: nothing was ever decided."""

    claim: ClaimId
    before: Decision | None
    after: Decision | None

    def inverse(self) -> "DecisionEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """A claim's spans, source and cue; None: it is not shown."""

    claim: ClaimId
    before: ClaimRecord | None
    after: ClaimRecord | None

    def inverse(self) -> "ClaimEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class EntityEdit:
    """An entity of one article; None: it is not there."""

    article: ArticleId
    before: Entity | None
    after: Entity | None

    def inverse(self) -> "EntityEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class PresenceEdit:
    """Whether an article is in the library."""

    article: ArticleId
    before: bool
    after: bool

    def inverse(self) -> "PresenceEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Details:
    """The provenance of an article that a person may correct, and its labels."""

    title: str
    author: str
    publisher: str
    published: str
    address: str
    language: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetailsEdit:
    article: ArticleId
    before: Details
    after: Details

    def inverse(self) -> "DetailsEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """A card of the register of sources; None: it is not there."""

    before: SourceCard | None
    after: SourceCard | None

    def inverse(self) -> "SourceEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """A briefing being written; None: it is not there."""

    before: BriefingPlan | None
    after: BriefingPlan | None

    def inverse(self) -> "PlanEdit":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class VerdictEdit:
    """What was done with an item of a reviewed file; None: it is open."""

    item: ReviewItem
    file: str
    """SHA-256 of the reviewed file."""
    before: Verdict | None
    after: Verdict | None

    def inverse(self) -> "VerdictEdit":
        return replace(self, before=self.after, after=self.before)


type Edit = (
    DecisionEdit
    | ClaimEdit
    | EntityEdit
    | PresenceEdit
    | DetailsEdit
    | SourceEdit
    | PlanEdit
    | VerdictEdit
)

_KINDS: dict[str, type[Edit]] = {
    "decision": DecisionEdit,
    "claim": ClaimEdit,
    "entity": EntityEdit,
    "presence": PresenceEdit,
    "details": DetailsEdit,
    "source": SourceEdit,
    "plan": PlanEdit,
    "verdict": VerdictEdit,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def inverses(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """What takes `edits` back, in the order in which to apply it."""
    return tuple(edit.inverse() for edit in reversed(edits))


def to_payload(edits: Sequence[Edit]) -> dict[str, Plain]:
    """The journal's form of an act."""
    return {"edits": [{"kind": _NAMES[type(edit)], "edit": to_plain(edit)} for edit in edits]}


def from_payload(payload: Mapping[str, object]) -> tuple[Edit, ...]:
    """The act that `to_payload` wrote. Raises ValueError for anything else."""
    rows = payload.get("edits")
    if not isinstance(rows, list):
        raise ValueError("the journal's entry holds no edits")  # noqa: TRY004 - data, not a call
    return tuple(_edit(row) for row in rows)


def _edit(row: object) -> Edit:
    if not isinstance(row, Mapping) or row.get("kind") not in _KINDS:
        raise ValueError("the journal's entry holds an edit of no known kind")
    return from_plain(_KINDS[row["kind"]], row["edit"])
