"""What there is to mark in one article, found by place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from math import inf
from time import perf_counter

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


_AROUND = 10_000
"""Code points on each side of a place that are indexed with it, before all are."""
_STEP = 1000
"""Claims indexed between two looks at the clock."""
_VIEWS = 2
"""Places indexed by themselves: where the text opens, and where the reading stopped last."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Where claims and names stand in a stretch of the text."""

    ground: Span
    pieces: IntervalIndex[ClaimId]
    names: IntervalIndex[Entity]


class Marks:
    """Claims and names of one article by place. A change of one claim costs next to nothing.

    Claims come in the order of the text: then what the first view shows is found without a look
    at the others, which are indexed by and by (`prepare`), or when something asks for them.
    """

    def __init__(self, entities: Sequence[Entity] = (), claims: Iterable[ClaimRecord] = ()) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self._moved: dict[ClaimId, tuple[Span, ...]] = {}
        self._order: dict[ClaimId, int] | None = None
        self._given = tuple(claims)
        self._claims: dict[ClaimId, ClaimRecord] = {}
        self._index = _Index(Span(0, 0), IntervalIndex(()), IntervalIndex(()))
        self._indexing: Iterator[None] | None = self._index_all()
        self._views_left = _VIEWS

    def prepare(self, until: float) -> bool:
        """Index until `perf_counter()` says `until`; whether nothing is left to be indexed."""
        while self._indexing is not None:
            if next(self._indexing, self) is self:
                self._indexing = None
            elif perf_counter() >= until:
                return False
        return True

    def _index_all(self) -> Iterator[None]:
        by_id: dict[ClaimId, ClaimRecord] = {}
        pieces: list[Span] = []
        owners: list[ClaimId] = []
        for i, record in enumerate(self._given, 1):
            key = record.claim.id
            by_id[key] = record
            for span in record.claim.content:
                pieces.append(span)
                owners.append(key)
            if i % _STEP == 0:
                yield
        index_of_pieces = IntervalIndex.of(pieces, owners)
        yield
        named: list[Entity] = []
        mentions: list[Span] = []
        for entity in self.entities.values():
            mentions += entity.mentions
            named += [entity] * len(entity.mentions)
        yield
        index_of_names = IntervalIndex.of(mentions, named)
        self._claims, self._given = by_id, ()
        self._index = _Index(Span(0, 0), index_of_pieces, index_of_names)

    def _index_for(self, start: int, end: int) -> _Index:
        """An index that knows all that touches [start, end)."""
        if self._indexing is None:
            return self._index
        ground = self._index.ground
        if ground.start <= start <= end <= ground.end:
            return self._index
        if self._views_left:
            self._views_left -= 1
            self._index = self._index_near(Span(max(0, start - _AROUND), end + _AROUND))
        else:
            self.prepare(inf)
        return self._index

    def _index_near(self, ground: Span) -> _Index:
        start, end = ground
        before_end = bisect_left(self._given, end, key=_first_start)
        pieces: list[tuple[Span, ClaimId]] = []
        for record in islice(self._given, before_end):
            for span in record.claim.content:
                if span[1] > start and span[0] < end:
                    self._claims[record.claim.id] = record
                    pieces.append((span, record.claim.id))
        names = [
            (span, entity)
            for entity in self.entities.values()
            for span in entity.mentions
            if span[1] > start and span[0] < end
        ]
        return _Index(ground, IntervalIndex(pieces), IntervalIndex(names))

    def _all(self) -> dict[ClaimId, ClaimRecord]:
        self.prepare(inf)
        return self._claims

    def __len__(self) -> int:
        return len(self._all())

    def claims(self) -> Iterator[ClaimRecord]:
        return iter(self._all().values())

    def claim(self, claim: ClaimId) -> ClaimRecord | None:
        return self._claims.get(claim) or self._all().get(claim)

    def put(self, record: ClaimRecord) -> None:
        """Add a claim, or change one."""
        key = record.claim.id
        before = self._all().get(key)
        self._claims[key] = record
        if before is None or before.claim.content != record.claim.content:
            self._move(key, record.claim.content)

    def drop(self, claim: ClaimId) -> None:
        """Forget a claim; nothing happens when there is none."""
        if self._all().pop(claim, None) is not None:
            self._move(claim, ())

    def _move(self, claim: ClaimId, content: tuple[Span, ...]) -> None:
        self._moved[claim] = content
        self._order = None
        if len(self._moved) > _REBUILD:
            self._given = tuple(sorted(self._claims.values(), key=_first_start))
            self._moved = {}
            self._indexing = self._index_all()
            self.prepare(inf)

    def pieces_touching(self, start: int, end: int) -> list[ClaimPiece]:
        """Pieces of claims that share ground with [start, end), by start, longest first."""
        found = self._index_for(start, end).pieces.touching(start, end)
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
        return self._index_for(start, end).names.touching(start, end)

    def place(self, claim: ClaimId) -> int:
        """The claim's number in the order of the text, from 0."""
        if self._order is None:
            records = sorted(self._all().values(), key=_first_start)
            self._order = {record.claim.id: i for i, record in enumerate(records)}
        return self._order[claim]


def _by_place(piece: ClaimPiece) -> tuple[int, int]:
    return piece[0].start, -piece[0].end


def _first_start(record: ClaimRecord) -> int:
    return record.claim.content[0].start if record.claim.content else 0
