"""Keys are named as they are, also after they were changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from tests.ui.window.conftest import Shelf
from ui.application import Window

type Press = Callable[..., None]


def test_a_changed_key_is_named_wherever_the_old_one_was(window: Window) -> None:
    room, search = window.room, window.library.search.words
    tag = room.inspector.tags.buttons[Tag.SOURCED]
    assert search.placeholderText() == "Search all articles (/)"
    assert room.inspector.notes.note.placeholderText() == "Note (N)"
    assert tag.toolTip() == "Sourced (S)"
    for name, key in (("search", "Ctrl+L"), ("note", "M"), ("sourced", "1")):
        window.actions.set_keys(name, (key,))
    assert search.placeholderText() == "Search all articles (Ctrl+L)"
    assert room.inspector.notes.note.placeholderText() == "Note (M)"
    assert tag.toolTip() == "Sourced (1)"


def test_a_key_that_was_taken_away_is_not_named(window: Window) -> None:
    window.actions.set_keys("search", ())
    assert window.library.search.words.placeholderText() == "Search all articles"


def test_an_article_without_claims_names_the_key_that_makes_one(
    window: Window, shelf: Shelf
) -> None:
    window.actions.set_keys("make_claim", ("F4",))
    window.desk.open_article(shelf.put("Nothing is said here.\n\nNothing at all."))
    assert "(F4)" in window.room.queue.empty.text()


def test_what_is_done_in_bulk_is_taken_back_by_the_button_that_names_the_key(
    window: Window, qtbot: QtBot
) -> None:
    window.actions.set_keys("undo", ("Ctrl+Z",))
    window.verbs.accept_suggestions(window.room.queue.model.shown(), 0.1)
    qtbot.waitUntil(lambda: window.room.queue.model.counts().undecided == 0)
    assert window.messages.text.endswith("suggestions accepted.")
    assert window.messages.button.text() == "Take it back (Ctrl+Z)"
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.room.queue.model.counts().decided == 0)


def test_who_says_so_is_asked_with_the_key_as_it_is(window: Window, press: Press) -> None:
    window.actions.set_keys("make_source", ("F6",))
    press(window, "s", "s")
    assert "(F6)" in window.messages.text
