"""Which claims the queue shows, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.claim import Form, Tag
from annotator.domain.decision import ClaimRecord
from annotator.text.spans import hull

UNSURE_BELOW = 0.6
"""Suggestions less sure than this are "not sure"; the menu says the number."""


class State(StrEnum):
    ANY = "any"
    UNDECIDED = "undecided"
    DECIDED = "decided"
    UNSURE = "unsure"
    """Undecided, and the suggestion is not sure of itself."""


class Order(StrEnum):
    TEXT = "text"
    LEAST_SURE = "least sure"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a claim must be to stand in the queue. None and False ask for nothing."""

    state: State = State.ANY
    tag: Tag | None = None
    source: str | None = None
    """The source's name; empty for the author's own voice."""
    form: Form | None = None
    hedged: bool = False
    all_cues: bool = False
    """Whether asides are shown too: passing mentions, intentions, attitudes and decrees."""
    order: Order = Order.TEXT

    def accepts(self, record: ClaimRecord) -> bool:
        claim = record.claim
        return (
            self._accepts_state(record)
            and (self.tag is None or record.tag == self.tag)
            and (self.source is None or self.source == source_key(record))
            and (self.form is None or claim.form == self.form)
            and (not self.hedged or bool(claim.hedges))
            and (self.all_cues or not record.kept_back)
        )

    def _accepts_state(self, record: ClaimRecord) -> bool:
        if self.state is State.UNDECIDED:
            return record.tag is None
        if self.state is State.DECIDED:
            return record.tag is not None
        if self.state is State.UNSURE:
            return record.tag is None and sureness(record) < UNSURE_BELOW
        return True

    def sort_key(self) -> Callable[[ClaimRecord], tuple[float | str, int, int]]:
        """Order of the queue; ties stand in text order."""
        if self.order is Order.LEAST_SURE:
            return lambda record: (sureness(record), *_place(record))
        if self.order is Order.SOURCE:
            return lambda record: (source_key(record).casefold(), *_place(record))
        return lambda record: (0.0, *_place(record))


def sureness(record: ClaimRecord) -> float:
    """How sure the suggestion is; 1 for a claim made by hand."""
    return record.claim.suggestion.confidence if record.claim.suggestion else 1.0


def source_key(record: ClaimRecord) -> str:
    """The source's name, empty where there is none."""
    return record.claim.source.name if record.claim.source else ""


def _place(record: ClaimRecord) -> tuple[int, int]:
    span = hull(record.claim.content)
    return span.start, -span.end


class Counts:
    """How far the claims of an article have come; asides do not count until decided.

    Kept up to date claim by claim: an article may have tens of thousands.
    """

    def __init__(self, records: Iterable[ClaimRecord] = ()) -> None:
        self.total = self.decided = self.unsure = self.asides = 0
        self.by_tag: dict[Tag, int] = dict.fromkeys(Tag, 0)
        for record in records:
            self.add(record)

    @property
    def undecided(self) -> int:
        return self.total - self.decided

    def add(self, record: ClaimRecord) -> None:
        self._count(record, 1)

    def remove(self, record: ClaimRecord) -> None:
        """Take out a record as it was when it was added."""
        self._count(record, -1)

    def _count(self, record: ClaimRecord, by: int) -> None:
        if record.kept_back:
            self.asides += by
            return
        self.total += by
        if record.tag is not None:
            self.decided += by
            self.by_tag[record.tag] += by
        elif sureness(record) < UNSURE_BELOW:
            self.unsure += by

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counts) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.total, self.decided, self.unsure, self.asides))
