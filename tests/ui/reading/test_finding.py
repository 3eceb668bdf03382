"""Words are found, counted and walked through."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.text.normalise import normalise
from annotator.text.spans import Span
from ui.reading.article_view import ArticleView
from ui.reading.text_search import find_all

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


# Find


@given(st.text(max_size=60).map(normalise), st.text(min_size=1, max_size=4).map(normalise))
def test_every_place_found_holds_the_words(text: str, words: str) -> None:
    for span in find_all(text, words):
        covered = "".join(text[span.start : span.end].split())
        assert len(covered) == len("".join(words.split()))
    exact = find_all(text, words, match_case=True)
    plain = " ".join(words.split())
    assert bool(exact) == (bool(plain) and plain in " ".join(text.split()))


def test_find_takes_case_and_line_ends_lightly() -> None:
    text = "The Lamp\nburns. the lamp  burns. İstanbul ist"
    assert find_all(text, "the lamp burns") == [Span(0, 14), Span(16, 31)]
    assert find_all(text, "the lamp burns", match_case=True) == [Span(16, 31)]
    assert find_all(text, "(") == []
    assert find_all(text, "   ") == []


def test_the_find_bar_counts_and_walks(view: ArticleView, sample, qtbot: QtBot) -> None:
    view.open_find()
    qtbot.keyClicks(view.find_bar.words, "orrin")
    qtbot.waitUntil(lambda: view.find_bar.places.text() == "1 of 2")
    assert view.area.found_current == sample.at("Orrin")
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return)
    assert view.find_bar.places.text() == "2 of 2"
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return)
    assert view.find_bar.places.text() == "1 of 2"
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.find_bar.places.text() == "2 of 2"
    qtbot.mouseClick(view.find_bar.before, LEFT)
    assert view.find_bar.places.text() == "1 of 2"


def test_closing_the_find_bar_leaves_the_place_selected(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    view.open_find()
    view.find_bar.words.setText("Orrin")
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return)
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Escape)
    assert view.find_bar.isHidden()
    assert list(view.area.found) == []
    assert view.selection() == sample.at("Orrin")


def test_the_find_bar_takes_the_selection_and_says_when_there_is_nothing(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    view.select(sample.at("harbour office"))
    view.open_find()
    assert view.find_bar.words.text() == "harbour office"
    view.find_bar.words.setText("no such words")
    qtbot.waitUntil(lambda: view.find_bar.places.text() == "Not found")
    assert not view.find_bar.next.isEnabled()


def test_another_article_is_searched_anew(
    view: ArticleView, sample, make_sample, qtbot: QtBot
) -> None:
    view.select(sample.at("Orrin"))
    view.open_find()
    qtbot.waitUntil(lambda: view.find_bar.places.text() == "1 of 2")
    view.set_article(make_sample("Orrin, Orrin, Orrin.").article)
    assert view.find_bar.places.text() == "1 of 3"
    view.find_bar.dismiss()
    view.set_article(make_sample("Orrin").article)
    assert list(view.area.found) == []
