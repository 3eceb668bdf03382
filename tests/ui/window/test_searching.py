"""Searching all articles from the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from ui.application import Window
from ui.library.hit_model import Role

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


def _snippets(window: Window) -> list[str]:
    model = window.library.hit_model
    return [model.index(row).data(Role.HIT).snippet for row in range(model.rowCount())]


def test_slash_searches_and_escape_comes_back(window: Window, press: Press, qtbot: QtBot) -> None:
    press(window, "/")
    field = window.library.search.words
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "ferry")
    qtbot.waitUntil(lambda: len(_snippets(window)) == 1)
    assert "ferry" in _snippets(window)[0]
    assert window.library.hits.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.library.list.isVisible)
    assert not field.hasFocus()


def test_a_result_opens_its_article_at_the_words(
    window: Window, shelf: "Shelf", press: Press, qtbot: QtBot
) -> None:
    shelf.put("Another day\n\nThe lighthouse keeper slept.")
    press(window, "/")
    qtbot.keyClicks(window.library.search.words, "lighthouse")
    qtbot.waitUntil(lambda: len(_snippets(window)) == 1)
    qtbot.keyClick(window.library.search.words, Qt.Key.Key_Down)
    assert window.library.hits.hasFocus()
    qtbot.keyClick(window.library.hits, Qt.Key.Key_Return)
    assert window.room.article is not None
    assert window.room.article.title == "Another day"
    selected = window.room.reader.selection()
    assert selected is not None
    assert window.room.article.text[selected.start : selected.end].casefold() == "lighthouse"


def test_claims_are_found_by_tag_and_source(window: Window, press: Press, qtbot: QtBot) -> None:
    press(window, "p")
    bar = window.library.search
    bar.more.setChecked(True)
    bar.tag.setCurrentIndex(2 + list(Tag).index(Tag.SPECULATIVE))
    bar.ask()
    qtbot.waitUntil(lambda: len(_snippets(window)) == 1)
    assert "the bridge may open in May 🌉" in _snippets(window)[0]
    bar.source.setText("nobody of that name")
    qtbot.waitUntil(lambda: "Nothing found" in window.library.nothing.text())


def test_what_is_typed_as_the_window_closes_does_no_harm(window: Window, qtbot: QtBot) -> None:
    window.library.search.words.setText("ferry")
    window.main.close()
    qtbot.wait(300)  # Longer than the keys must rest before a search starts.


def test_folded_conditions_do_not_count(window: Window) -> None:
    bar = window.library.search
    bar.more.setChecked(True)
    bar.name.setText("Brandt")
    assert bar.query().entity == "Brandt"
    bar.more.setChecked(False)
    assert bar.query().entity == ""


def test_only_the_last_question_is_answered(window: Window, qtbot: QtBot) -> None:
    bar = window.library.search
    for words in ("bridge", "ferry", "nothing like it"):
        bar.words.setText(words)
        bar.ask()
    qtbot.waitUntil(lambda: "Nothing found" in window.library.nothing.text())
    qtbot.wait(50)
    assert _snippets(window) == []


def test_a_question_in_plain_words_finds_claims(window: Window, press: Press, qtbot: QtBot) -> None:
    press(window, "p", "/")
    field = window.library.search.words
    qtbot.keyClicks(field, "speculative claims about the bridge by Brandt")
    qtbot.waitUntil(lambda: _snippets(window) == ["the bridge may open in May 🌉"])
    qtbot.mouseClick(window.library.search.chips.chips[0], Qt.MouseButton.LeftButton)
    assert field.text() == "claims about the bridge by Brandt"
    qtbot.waitUntil(lambda: len(_snippets(window)) == 1)


def test_officials_are_found_by_their_office(window: Window, press: Press, qtbot: QtBot) -> None:
    press(window, "/")
    qtbot.keyClicks(window.library.search.words, "claims by officials")
    qtbot.waitUntil(lambda: len(_snippets(window)) == 2)
    assert _snippets(window) == ["the bridge may open in May 🌉", "the ferry is safe"]
    (chip,) = window.library.search.chips.chips
    assert chip.text().startswith("By whoever holds an office")


def test_what_is_about_a_country_is_found_by_its_people(
    window: Window, shelf: "Shelf", qtbot: QtBot
) -> None:
    for words in ("A Turkish ship came.", "Turks wait in the port.", "A turkeys' fair."):
        shelf.put(words)
    window.library.search.words.setText("articles about Turkey")
    window.library.search.ask()
    qtbot.waitUntil(lambda: len(_snippets(window)) == 2)
    (chip,) = window.library.search.chips.chips
    assert chip.text().startswith("About: Turkey (also Turkiye, Türkiye, Turkish, Turk, Turks)")


def test_what_is_only_suggested_is_not_found_as_decided(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "/")
    qtbot.keyClicks(window.library.search.words, "speculative claims")
    qtbot.waitUntil(lambda: "Ask for undecided claims" in window.library.nothing.text())
    window.library.search.words.setText("undecided speculative claims")
    qtbot.waitUntil(lambda: _snippets(window) == ["It seems the old pier is lost"])


def test_return_in_the_field_goes_to_the_first_finding(
    window: Window, shelf: "Shelf", press: Press, qtbot: QtBot
) -> None:
    shelf.put("Another day\n\nThe lighthouse keeper slept.")
    press(window, "/")
    field = window.library.search.words
    qtbot.keyClicks(field, "lighthouse")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.room.article is not None and _title(window) == "Another day")
    assert window.library.hits.hasFocus()
    assert window.library.hits.currentIndex().row() == 0


def test_return_without_a_finding_stays_in_the_field(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "/")
    field = window.library.search.words
    qtbot.keyClicks(field, "nowhere")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nothing found" in window.library.nothing.text())
    assert field.hasFocus()


def test_the_claim_at_a_found_word_is_the_one_that_a_key_decides(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "/")
    qtbot.keyClicks(window.library.search.words, "pier")
    qtbot.keyClick(window.library.search.words, Qt.Key.Key_Return)
    qtbot.waitUntil(window.library.hits.hasFocus)
    assert window.room.inspector.words.text() == "It seems the old pier is lost"
    selected = window.room.reader.selection()
    assert selected is not None
    assert window.room.article is not None
    assert window.room.article.text[selected.start : selected.end] == "pier"
    press(window, "p")
    record = window.room.queue.model.records()[2]
    assert record.tag is Tag.SPECULATIVE


def test_what_is_counted_is_what_is_listed(window: Window, press: Press, qtbot: QtBot) -> None:
    """“ferry” stands three times in the one article."""
    press(window, "/")
    window.library.search.words.setText("ferry")
    qtbot.waitUntil(lambda: window.library.total.text() == "Found in 1 article")
    window.library.search.words.setText("claims by Brandt")
    qtbot.waitUntil(lambda: window.library.total.text() == "2 claims found")


def test_a_long_question_shows_its_beginning_and_is_whole_in_the_tip(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "/")
    field = window.library.search.words
    question = "speculative claims about the old pier and the bridge by officials since Monday"
    qtbot.keyClicks(field, question)
    window.room.setFocus()
    assert field.cursorPosition() == 0
    assert question in field.toolTip()


def _title(window: Window) -> str:
    return window.room.article.title if window.room.article else ""
