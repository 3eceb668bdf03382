"""The thread from a source to its claim: from one to the other, and through no words."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span
from ui.reading.article_view import ArticleView
from ui.reading.thread import Knot, frame_path, knot, route

PITCH, HEIGHT, BESIDE = 34.0, 29.0, 50.0


def box(row: int, x: float) -> Knot:
    return Knot(x, row * PITCH, row * PITCH + HEIGHT, seen=True)


OFF = [Knot(0, -1e6, -1e6, seen=False), Knot(0, 1e6, 1e6, seen=False)]
knots = st.builds(box, st.integers(0, 20), st.floats(60, 600)) | st.sampled_from(OFF)


@given(knots, knots)
def test_the_thread_runs_only_between_lines_and_beside_them(one: Knot, other: Knot) -> None:
    corners = route(one, other, BESIDE)
    for a, b in pairwise(corners):
        assert a.x() == b.x() or a.y() == b.y()
        if a.y() == b.y() and a.x() != b.x():
            within = (a.y() % PITCH) / PITCH
            # Rows of words begin at a multiple of the pitch.
            assert within > HEIGHT / PITCH or abs(a.y()) > 1e5
        elif abs(a.y() - b.y()) > PITCH:
            assert a.x() == BESIDE


@given(knots, knots)
def test_the_thread_starts_and_ends_at_what_it_ties(one: Knot, other: Knot) -> None:
    corners = route(one, other, BESIDE)
    if one.seen:
        assert corners[0].x() == one.x
        assert corners[0].y() in (one.top, one.bottom)
    if other.seen:
        assert corners[-1].x() == other.x
        assert corners[-1].y() in (other.top, other.bottom)


def test_a_source_above_the_view_is_tied_from_above(
    make_view: Callable[[Article], ArticleView], long_article: Article, make_sample
) -> None:
    view = make_view(long_article)
    sample = make_sample(long_article.text)
    middle = len(long_article.text) // 2
    view.restore_reading_position(middle)
    scene = view.area.scene()
    above = knot(Span(10, 20), scene.lines, scene.shown)
    below = knot(Span(len(sample.text) - 20, len(sample.text) - 5), scene.lines, scene.shown)
    assert not above.seen
    assert not below.seen
    assert above.bottom < 0 < view.height() < below.top


@pytest.mark.parametrize("claim", ["lamp", "office", "reef", "arabic"])
def test_the_frame_goes_around_all_the_words(view: ArticleView, claim: str) -> None:
    record = view.area.marks.claim(ClaimId(claim))
    scene = view.area.scene()
    path = frame_path(record.claim, scene.lines, scene.shown)
    for span in record.claim.content:
        for rect in view.area.boxes(span):
            assert path.contains(rect.adjusted(1, 1, -1, -1))
