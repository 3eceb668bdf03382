"""The interval index finds what a plain scan finds."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.interval_index import IntervalIndex
from annotator.text.spans import Span

items = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 90)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=300,
)


@given(items, st.integers(0, 500), st.integers(0, 60))
def test_touching_finds_what_a_scan_finds(many: list[Span], start: int, size: int) -> None:
    window = Span(start, start + size)
    index = IntervalIndex((span, number) for number, span in enumerate(many))
    expected = {n for n, span in enumerate(many) if span.length and span.overlaps(window)}
    if not size:
        return
    assert {number for _, number in index.touching(*window)} == expected


@given(items, st.integers(0, 500))
def test_at_finds_the_spans_that_hold_a_letter(many: list[Span], offset: int) -> None:
    index = IntervalIndex((span, span) for span in many)
    found = [span for span, _ in index.at(offset)]
    assert sorted(found) == sorted(s for s in many if s.start <= offset < s.end)


def test_neighbours_of_a_stretch_do_not_touch_it_wherever_the_blocks_end() -> None:
    """A long row of spans side by side: one more or less would colour the next word."""
    row = [Span(10 * n, 10 * n + 10) for n in range(300)]
    index = IntervalIndex((span, n) for n, span in enumerate(row))
    for n in range(300):
        assert [found for _, found in index.touching(10 * n, 10 * n + 10)] == [n]
        assert [found for _, found in index.touching(10 * n + 9, 10 * n + 11)] == [
            n,
            n + 1,
        ][: 300 - n]


def test_a_span_over_everything_is_found_from_its_first_letter_to_its_last() -> None:
    index = IntervalIndex([(Span(5, 4_000), "all"), *((Span(n, n + 1), "") for n in range(500))])
    found = {at for at in (4, 5, 3_998, 3_999, 4_000) if "all" in {v for _, v in index.at(at)}}
    assert found == {5, 3_998, 3_999}


def test_longer_spans_come_first_where_two_start_together() -> None:
    index = IntervalIndex([(Span(3, 5), "short"), (Span(3, 9), "long")])
    assert [value for _, value in index.touching(0, 10)] == ["long", "short"]


def test_it_is_walked_in_the_order_of_the_text() -> None:
    index = IntervalIndex([(Span(8, 9), 2), (Span(3, 5), 1)])
    assert len(index) == 2
    assert [value for _, value in index] == [1, 2]
