"""Marks by place: after any changes as if made anew."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Claim, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span, merged
from ui.reading import marks as marks_module
from ui.reading.marks import Marks

LENGTH = 60


def record(name: str, *content: Span) -> ClaimRecord:
    claim = Claim(ClaimId(name), content, None, (), Suggestion(Tag.UNSOURCED, verbatim(""), 0.5))
    return ClaimRecord(claim, ArticleId("a"), Origin.MACHINE, None)


spans = st.tuples(st.integers(0, LENGTH), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
contents = st.lists(spans, min_size=1, max_size=3).map(merged)
names = st.sampled_from("abcdefgh")
found = st.dictionaries(names, contents).map(
    lambda given: [
        record(name, *content) for name, content in sorted(given.items(), key=lambda g: g[1])
    ]
)


@given(found, st.lists(st.tuples(names, st.none() | contents), max_size=12), spans)
def test_changed_marks_answer_like_new_ones(
    first: list[ClaimRecord],
    changes: list[tuple[str, tuple[Span, ...] | None]],
    asked: Span,
) -> None:
    marks = Marks((), first)
    standing = {r.claim.id: r for r in first}
    for name, content in changes:
        if content is None:
            marks.drop(ClaimId(name))
            standing.pop(ClaimId(name), None)
        else:
            marks.put(record(name, *content))
            standing[ClaimId(name)] = record(name, *content)
    fresh = Marks((), sorted(standing.values(), key=lambda r: r.claim.content))
    assert sorted(marks.pieces_touching(*asked)) == sorted(fresh.pieces_touching(*asked))
    starts = [(span.start, -span.end) for span, _ in marks.pieces_touching(*asked)]
    assert starts == sorted(starts)
    assert len(marks) == len(fresh)


@given(found, spans)
def test_pieces_that_overlap_never_share_a_lane(records: list[ClaimRecord], asked: Span) -> None:
    laned = Marks((), records).laned(*asked)
    for i, (span, _, lane) in enumerate(laned):
        for other, _, other_lane in laned[i + 1 :]:
            if span.overlaps(other):
                assert lane != other_lane


@given(found, st.integers(0, LENGTH))
def test_a_lane_does_not_depend_on_the_view(records: list[ClaimRecord], cut: int) -> None:
    marks = Marks((), records)
    everything = {(s, r.claim.id): lane for s, r, lane in marks.laned(0, 200)}
    for span, claim, lane in marks.laned(cut, 200):
        assert everything[span, claim.claim.id] == lane


@given(found)
def test_claims_are_numbered_in_the_order_of_the_text(records: list[ClaimRecord]) -> None:
    marks = Marks((), records)
    places = sorted(records, key=lambda r: marks.place(r.claim.id))
    starts = [r.claim.content[0].start for r in places]
    assert starts == sorted(starts)


@given(found, spans, st.integers(1, 30))
def test_the_first_look_at_any_place_tells_what_the_whole_index_tells(
    records: list[ClaimRecord], asked: Span, around: int
) -> None:
    entity = Entity(EntityId("e"), "Kim", EntityKind.PERSON, ("Kim",), (Span(3, 6), Span(40, 43)))
    whole = Marks([entity], records)
    assert whole.prepare(inf)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks_module, "_AROUND", around)
        for ask in (Marks.pieces_touching, Marks.laned, Marks.names_touching):
            early = Marks([entity], records)
            assert ask(early, *asked) == ask(whole, *asked)
            assert ask(early, 0, 5) == ask(whole, 0, 5)
            assert ask(early, 50, 90) == ask(whole, 50, 90)


def test_marks_are_indexed_piece_by_piece_when_there_is_time() -> None:
    records = [record(f"c{i}", Span(i, i + 2)) for i in range(5000)]
    marks = Marks((), records)
    turns = 1
    while not marks.prepare(0.0):
        turns += 1
    assert turns > 5
    assert [claim for _, claim in marks.pieces_touching(4000, 4001)] == ["c3999", "c4000"]
    assert len(marks) == 5000


def test_a_change_before_all_is_indexed_is_kept() -> None:
    marks = Marks((), [record(f"c{i}", Span(10 * i, 10 * i + 2)) for i in range(50)])
    assert [claim for _, claim in marks.pieces_touching(0, 1)] == ["c0"]
    marks.drop(ClaimId("c0"))
    marks.put(record("c1", Span(0, 3)))
    assert [claim for _, claim in marks.pieces_touching(0, 20)] == ["c1"]
    assert len(marks) == 49


def test_the_shortest_claim_is_the_one_pointed_at() -> None:
    marks = Marks((), [record("long", Span(0, 50)), record("short", Span(10, 20))])
    assert [r.claim.id for r in marks.claims_at(15)] == ["short", "long"]
    assert [r.claim.id for r in marks.claims_at(30)] == ["long"]
    assert marks.claims_at(50) == []


def test_a_decision_moves_nothing_and_shows_at_once() -> None:
    before = record("a", Span(0, 5))
    marks = Marks((), [before])
    after = replace(before, origin=Origin.PERSON)
    marks.put(after)
    assert marks.claims_at(2) == [after]


@pytest.mark.parametrize("many", [3, 40])
def test_many_moves_are_taken_into_the_index(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_module, "_REBUILD", 10)
    marks = Marks((), [record(f"c{i}", Span(i, i + 2)) for i in range(50)])
    for i in range(many):
        marks.put(record(f"c{i}", Span(100 + i, 103 + i)))
    assert [claim for _, claim in marks.pieces_touching(100 + many - 1, 100 + many)] == [
        f"c{i}" for i in range(max(0, many - 3), many)
    ]
    assert marks.pieces_touching(0, 1) == []
