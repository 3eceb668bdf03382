"""Spans: what overlaps, what is shared, and how alike two sets of them are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.spans import Span, common, covered, hull, jaccard, merged, text_of, trimmed

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=8,
)


def points(many: list[Span]) -> set[int]:
    return {i for span in many for i in range(*span)}


@given(spans)
def test_merging_keeps_exactly_the_same_ground(many: list[Span]) -> None:
    flat = merged(many)
    assert points(list(flat)) == points(many)
    assert all(left.end < right.start for left, right in pairwise(flat))


@given(spans, spans)
def test_common_covered_and_jaccard_agree_with_sets_of_points(a: list[Span], b: list[Span]) -> None:
    left, right = points(a), points(b)
    assert covered(a) == len(left)
    assert common(a, b) == len(left & right)
    union = left | right
    assert jaccard(a, b) == pytest.approx(len(left & right) / len(union) if union else 0.0)


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_a_span_contains_itself_and_what_lies_inside() -> None:
    assert Span(2, 8).contains(Span(2, 8))
    assert Span(2, 8).contains(Span(3, 8))
    assert not Span(2, 8).contains(Span(1, 3))


def test_hull_and_shift() -> None:
    assert hull([Span(4, 6), Span(1, 2)]) == Span(1, 6)
    assert Span(1, 4).shifted(10) == Span(11, 14)
    assert Span(1, 4).length == 3


def test_pieces_are_joined_visibly() -> None:
    assert text_of("the dam may fail", [Span(4, 7), Span(12, 16)]) == "dam … fail"


@pytest.mark.parametrize(
    ("given_span", "expected"),
    [((0, 9), (2, 7)), ((2, 7), (2, 7)), ((0, 2), (2, 2)), ((3, 3), (3, 3))],
)
def test_trimming_drops_white_space_at_the_ends(
    given_span: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert trimmed("  a dam \n", Span(*given_span)) == Span(*expected)
