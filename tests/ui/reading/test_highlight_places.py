"""A highlight stands exactly on its words, whatever the letters; a click finds its letter.

The oracle is Qt's own selection: the columns of pixels that Qt paints as selected for the same
words.
"""

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPalette

from annotator.text.normalise import normalise
from annotator.text.spans import Span
from ui.reading.article_view import ArticleView
from ui.reading.text_area import TextArea

MAGENTA = QColor("#ff00ff")
NEAR = 2
"""Pixels by which a painted edge may differ: letters end between pixels and are kerned."""

WORDS = ["harbour", "to", "said,", "“so”", "😀", "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🇳🇴", "𝔘𝔫𝔦"]
WORDS += [
    "cafe\u0301",
    "a\u0323\u0307",
    "שלום",
    "הנמל",
    "قال",
    "الوزير",
    "لا",
    "سُفُن",
    "123",
    "漢字",
]
# Each line holds letters: a line of pictures alone is as high as they, and they hide what Qt
# paints behind them.
texts = (
    st.lists(st.sampled_from(WORDS).map(lambda word: f"{word} lamp"), min_size=1, max_size=20)
    .map(" ".join)
    .map(normalise)
)
slow = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def bare(make_view: Callable[..., ArticleView], make_sample: Callable[..., object]) -> ArticleView:
    """A reader without marks, with a selection colour that nothing else has."""
    view = make_view(make_sample("").article)
    colours = view.area.palette()
    for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, role, MAGENTA)
    view.area.setPalette(colours)
    return view


def pixels(area: TextArea) -> npt.NDArray[np.uint32]:
    image = area.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), dtype=np.uint32)
    return raw.reshape(image.height(), image.bytesPerLine() // 4) & 0xFFFFFF


def selected_columns(image: npt.NDArray[np.uint32], rect: QRectF) -> npt.NDArray[np.bool_]:
    """Which columns Qt painted as selected within the rows of a line."""
    rows = image[round(rect.top()) : round(rect.bottom())]
    found: npt.NDArray[np.bool_] = (rows == (MAGENTA.rgb() & 0xFFFFFF)).any(axis=0)
    # Where two directions meet Qt leaves a seam of one pixel.
    seams = ~found[1:-1] & found[:-2] & found[2:]
    found[1:-1] |= seams
    return found


def assert_same_columns(boxes: list[QRectF], found: npt.NDArray[np.bool_]) -> None:
    inner, outer = np.zeros_like(found), np.zeros_like(found)
    for box in boxes:
        inner[round(box.left()) + NEAR : max(0, round(box.right()) - NEAR)] = True
        outer[max(0, round(box.left()) - NEAR) : round(box.right()) + NEAR] = True
    assert not (inner & ~found).any(), "a highlight where Qt selects nothing"
    assert not (found & ~outer).any(), "no highlight where Qt selects"


@slow
@given(text=texts, data=st.data())
def test_a_highlight_covers_exactly_its_words(
    bare: ArticleView, make_sample: Callable[..., object], text: str, data: st.DataObject
) -> None:
    words = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    span = Span(words[first].start, words[last].end)
    bare.set_article(make_sample(text).article)
    area = bare.area
    area.setTextCursor(area.cursor_at(span))
    area.verticalScrollBar().setValue(0)
    image = pixels(area)
    boxes = area.boxes(span)
    for line in area.lines():
        rect = line.rect
        here = [box for box in boxes if abs(box.center().y() - rect.center().y()) < 2]
        # A space at which a line is broken stands beside the words and is not seen.
        found = selected_columns(image, rect)
        found[round(rect.right()) :] = False
        found[: round(rect.left())] = False
        assert_same_columns([box.intersected(rect) for box in here], found)


@slow
@given(text=texts)
def test_a_click_on_a_word_finds_its_letters(
    bare: ArticleView, make_sample: Callable[..., object], text: str
) -> None:
    bare.set_article(make_sample(text).article)
    area = bare.area
    for match in re.finditer(r"\S+", text):
        span = Span(*match.span())
        for box in area.boxes(span):
            for share in (0.1, 0.5, 0.9):
                at = QPointF(box.left() + share * box.width(), box.center().y())
                offset = area.offset_at(at)
                assert offset is not None
                assert span.start <= offset < span.end, (text[offset], match.group())


@slow
@given(text=texts)
def test_selected_words_come_back_as_their_code_points(
    bare: ArticleView, make_sample: Callable[..., object], text: str
) -> None:
    bare.set_article(make_sample(text).article)
    for match in re.finditer(r"\S+", text):
        span = Span(*match.span())
        bare.select(span)
        assert bare.selection() == span
        assert bare.area.createMimeDataFromSelection().text() == match.group()


def test_right_to_left_words_are_right_of_what_follows_them(
    make_view: Callable[..., ArticleView], make_sample: Callable[..., object]
) -> None:
    text = "قال الوزير اليوم"
    view = make_view(make_sample(text).article)
    boxes = [view.area.boxes(Span(*m.span()))[0] for m in re.finditer(r"\S+", text)]
    assert boxes[0].left() > boxes[1].right() - 1 > boxes[1].left() > boxes[2].right() - 1


def test_a_highlight_over_both_directions_has_a_part_in_each(
    make_view: Callable[..., ArticleView], make_sample: Callable[..., object]
) -> None:
    # From the middle of the Latin words into the Hebrew: on the screen there is a gap.
    text = "one two שלום הנמל three"
    view = make_view(make_sample(text).article)
    span = Span(text.index("two"), text.index("הנמל") - 1)
    assert len(view.area.boxes(span)) == 2


def test_pieces_of_a_long_paragraph_keep_their_highlights(
    make_view: Callable[..., ArticleView], make_sample: Callable[..., object]
) -> None:
    text = "The keeper left the lamp 😀 alone. " * 600
    view = make_view(make_sample(text).article)
    at = view.area.shown.breaks[1]
    span = Span(at - 10, at + 10)
    view.reveal(span)
    lines = {round(box.top()) for box in view.area.boxes(span)}
    assert len(lines) == 2
    view.select(span)
    assert view.selection() == span
    assert view.area.createMimeDataFromSelection().text() == text[span.start : span.end]
