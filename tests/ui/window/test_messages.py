"""Messages: where they stand, and what they say of what was taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.errors import UserFacingError
from ui.application import Window
from ui.reading.name_entries import NameAct, NameWish
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


def _place(widget: QWidget, window: Window) -> QRect:
    return QRect(widget.mapTo(window.main, QPoint()), widget.size())


def test_no_message_moves_the_page(window: Window) -> None:
    before = _place(window.room.reader, window)
    window.messages.show_message("Saved.")
    assert window.messages.isVisible()
    assert _place(window.room.reader, window) == before
    window.messages.dismiss()
    assert _place(window.room.reader, window) == before


def test_a_short_message_covers_neither_page_nor_tabs(window: Window) -> None:
    window.messages.show_message("Saved.", "Open the file", lambda: None)
    bar = _place(window.messages, window)
    assert not bar.intersects(_place(window.main.split, window))
    last = window.main.tabs.tabRect(window.main.tabs.count() - 1)
    assert bar.left() > window.main.tabs.mapTo(window.main, last.topRight()).x()
    assert bar.right() <= window.main.width()


@pytest.mark.parametrize("width", [1360, 700, 420])
def test_a_long_message_is_whole_at_any_width(window: Window, width: int, qtbot: QtBot) -> None:
    window.main.setMinimumSize(0, 0)
    window.main.resize(width, 600)
    qtbot.waitUntil(lambda: window.main.width() <= max(width, window.main.minimumWidth()))
    window.messages.show_error(UserFacingError("It is in the way. " * 20, "Move it. " * 10))
    bar, label = _place(window.messages, window), window.messages.label
    assert window.main.rect().contains(bar)
    assert label.height() >= label.heightForWidth(label.width())


def test_undo_says_what_and_where_and_the_button_does_it_again(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "p", "z")
    said = window.messages.text
    for part in ("tag as speculative", "“the bridge may open in May 🌉”", "“Bridge to open”"):
        assert part in said
    record = window.room.queue.model.records()[0]
    assert record.tag is None
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert window.room.queue.model.records()[0].tag is Tag.SPECULATIVE
    assert "Done again" in window.messages.text
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert window.room.queue.model.records()[0].tag is None


def test_the_button_names_the_key_that_is_set(window: Window, press: Press) -> None:
    press(window, "p", "z")
    assert window.messages.button.text() == "Do it again (Shift+Z)"
    window.actions.set_keys("redo", ("F12",))
    press(window, "p", "z")
    assert window.messages.button.text() == "Do it again (F12)"
    window.actions.set_keys("redo", ())
    press(window, "p", "z")
    assert window.messages.button.text() == "Do it again"


def test_the_history_names_the_keys_that_are_set(window: Window) -> None:
    window.actions.set_keys("undo", ("F12",))
    window.main.show_page(Page.HISTORY)
    assert window.office.history is not None
    assert window.office.history.undo.text() == "Take back the last act (F12)"
    assert window.office.history.redo.text() == "Do it again (Shift+Z)"


def test_undoing_many_at_once_counts_them(window: Window, press: Press) -> None:
    window.verbs.accept_suggestions(window.room.queue.model.shown(), 0.5)
    press(window, "z")
    assert "and 3 more" in window.messages.text


def test_news_leaves_with_the_next_article_page_and_decision(
    window: Window, shelf: "Shelf", press: Press
) -> None:
    other = shelf.put("Another day\n\nThe lighthouse keeper slept.")
    acts: list[Callable[[], object]] = [
        lambda: window.desk.open_article(other),
        lambda: window.main.show_page(Page.HISTORY),
        lambda: window.main.show_page(Page.READ),
        lambda: window.desk.open_article(window.workspace.articles.ids()[1]),
        lambda: press(window, "s"),
    ]
    for act in acts:
        window.messages.show_message("All 8 claims are decided.")
        act()
        assert window.messages.text == ""


def test_what_went_wrong_stays_until_it_is_closed(window: Window, press: Press) -> None:
    window.messages.show_error(UserFacingError("The disk is full.", "Make room."))
    window.main.show_page(Page.HISTORY)
    window.main.show_page(Page.READ)
    press(window, "s")
    assert "The disk is full." in window.messages.text


def test_what_was_deleted_can_be_brought_back_when_the_next_article_is_shown(
    window: Window, shelf: "Shelf", qtbot: QtBot
) -> None:
    deleted = window.room.article
    assert deleted is not None
    other = shelf.put("Another day\n\nThe lighthouse keeper slept.")
    window.actions["remove_article"].trigger()
    qtbot.waitUntil(lambda: window.room.article is not None and window.room.article.id == other)
    assert window.messages.text == "Deleted."
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: deleted.id in window.library.model.ids)


@pytest.mark.parametrize("words", ["Saved.", "It is in the way. " * 20])
def test_in_a_narrow_window_no_message_covers_the_filter(
    window: Window, words: str, qtbot: QtBot
) -> None:
    window.main.resize(700, 600)
    qtbot.waitUntil(lambda: window.main.width() <= max(700, window.main.minimumSizeHint().width()))
    window.messages.show_message(words, "Show it", lambda: None)
    bar = _place(window.messages, window)
    for kept in (window.room.queue.filter_bar, window.library.search, window.status):
        assert not bar.intersects(_place(kept, window))


def test_two_names_made_one_are_said_so_and_can_be_parted(window: Window, qtbot: QtBot) -> None:
    assert window.room.article is not None
    article = window.room.article.id
    mayor, council = window.workspace.articles.entities(article)
    wish = NameWish(NameAct.SAME, council.id, council.mentions[0], other=mayor.id)
    window.room.reader.name_wished.emit(wish)
    assert "“The council” is “Ilse Brandt” now" in window.messages.text
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert len(window.workspace.articles.entities(article)) == 2
