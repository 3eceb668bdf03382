"""What there is to mark in one article, found by place."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, repeat

from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span

type ClaimPiece = tuple[Span, ClaimId]
type LanedPiece = tuple[Span, ClaimRecord, int]
"""One piece of a claim's content and how many others it lies over."""

_REBUILD = 500
"""Claims whose spans changed before the index is built anew."""
_CLUSTER = 64
"""Steps to the left in search of a piece that nothing overlaps."""


class Marks:
    """Claims and names of one article by place. A change of one claim costs next to nothing."""

    def __init__(self, entities: Sequence[Entity] = (), claims: Iterable[ClaimRecord] = ()) -> None:
        self.entities = {entity.id: entity for entity in entities}
        named: list[Entity] = []
        mentions: list[Span] = []
        for entity in entities:
            mentions += entity.mentions
            named += repeat(entity, len(entity.mentions))
        self._names = IntervalIndex.of(mentions, named)
        self._index(claims)

    def _index(self, records: Iterable[ClaimRecord]) -> None:
        by_id = {record.claim.id: record for record in records}
        contents = [record.claim.content for record in by_id.values()]
        pieces = list(chain.from_iterable(contents))
        owners = list(by_id)
        if len(pieces) != len(owners):
            owners = [key for key, content in zip(by_id, contents, strict=True) for _ in content]
        self._claims: dict[ClaimId, ClaimRecord] = by_id
        self._pieces = IntervalIndex.of(pieces, owners)
        self._moved: dict[ClaimId, tuple[Span, ...]] = {}
        self._order: dict[ClaimId, int] | None = None

    def __len__(self) -> int:
        return len(self._claims)

    def claims(self) -> Iterator[ClaimRecord]:
        return iter(self._claims.values())

    def claim(self, claim: ClaimId) -> ClaimRecord | None:
        return self._claims.get(claim)

    def put(self, record: ClaimRecord) -> None:
        """Add a claim, or change one."""
        key = record.claim.id
        before = self._claims.get(key)
        self._claims[key] = record
        if before is None or before.claim.content != record.claim.content:
            self._move(key, record.claim.content)

    def drop(self, claim: ClaimId) -> None:
        """Forget a claim; nothing happens when there is none."""
        if self._claims.pop(claim, None) is not None:
            self._move(claim, ())

    def _move(self, claim: ClaimId, content: tuple[Span, ...]) -> None:
        self._moved[claim] = content
        self._order = None
        if len(self._moved) > _REBUILD:
            self._index(list(self._claims.values()))

    def pieces_touching(self, start: int, end: int) -> list[ClaimPiece]:
        """Pieces of claims that share ground with [start, end), by start, longest first."""
        found = self._pieces.touching(start, end)
        if not self._moved:
            return found
        stayed = [piece for piece in found if piece[1] not in self._moved]
        moved = [
            (span, claim)
            for claim, content in self._moved.items()
            for span in content
            if span.start < end and span.end > start
        ]
        return list(merge(stayed, sorted(moved, key=_by_place), key=_by_place))

    def laned(self, start: int, end: int) -> list[LanedPiece]:
        """As `pieces_touching`, each with its lane: 0 below, 1 over something, and so on.

        A piece keeps its lane wherever the view stands, so lanes are counted from a place
        that nothing runs across.
        """
        found = self.pieces_touching(start, end)
        for _ in range(_CLUSTER):
            if not found or found[0][0].start >= start:
                break
            wider = self.pieces_touching(found[0][0].start, end)
            if wider[0][0].start == found[0][0].start:
                found = wider
                break
            found = wider
        laned: list[LanedPiece] = []
        open_until: list[int] = []
        for span, claim in found:
            lane = next((i for i, e in enumerate(open_until) if e <= span.start), len(open_until))
            open_until[lane : lane + 1] = [span.end]
            if span.end > start:
                laned.append((span, self._claims[claim], lane))
        return laned

    def claims_at(self, offset: int) -> list[ClaimRecord]:
        """Claims whose content holds the code point at `offset`, the shortest piece first."""
        pieces = sorted(self.pieces_touching(offset, offset + 1), key=lambda p: p[0].length)
        return list(dict.fromkeys(self._claims[claim] for _, claim in pieces))

    def names_touching(self, start: int, end: int) -> list[tuple[Span, Entity]]:
        """Mentions that share ground with [start, end), by start, longest first."""
        return self._names.touching(start, end)

    def place(self, claim: ClaimId) -> int:
        """The claim's number in the order of the text, from 0."""
        if self._order is None:
            records = sorted(self._claims.values(), key=_first_start)
            self._order = {record.claim.id: i for i, record in enumerate(records)}
        return self._order[claim]


def _by_place(piece: ClaimPiece) -> tuple[int, int]:
    return piece[0].start, -piece[0].end


def _first_start(record: ClaimRecord) -> int:
    return record.claim.content[0].start if record.claim.content else 0
