"""Taking back and doing again, without losing one's place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.text.spans import Span
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.claims.queue_filter import QueueFilter, State
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


def _title(window: Window) -> str:
    return window.room.article.title if window.room.article else ""


def test_a_step_in_another_article_pulls_nobody_away(
    window: Window, shelf: "Shelf", press: Press, article_text: str, qtbot: QtBot
) -> None:
    press(window, "s", "u")
    window.desk.open_article(shelf.put("Later. " + article_text, "Later"))
    press(window, "j", "j")
    place = window.room.queue.current()
    press(window, "z", "z")
    assert (_title(window), window.room.queue.current()) == ("Later", place)
    assert "“Bridge to open”" in window.messages.text
    press(window, "Z")
    assert (_title(window), window.room.queue.current()) == ("Later", place)
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert _title(window) == "Bridge to open"


def test_doing_again_ends_where_one_was(window: Window, press: Press) -> None:
    press(window, "s", "u", "p")
    place = window.room.queue.current()
    press(window, "z", "z", "z")
    assert window.room.inspector.words.text() == "the bridge may open in May 🌉"
    press(window, "Z", "Z", "Z")
    assert window.room.queue.current() == place


def test_a_made_claim_that_is_taken_back_leaves_its_neighbour_current(
    window: Window, workspace: Workspace, press: Press, article_text: str
) -> None:
    start = article_text.index("The river is")
    window.room.reader.select(Span(start, start + len("The river")))
    press(window, "c")
    assert window.room.inspector.words.text() == "The river"
    press(window, "z")
    assert window.room.inspector.words.text() == "It seems the old pier is lost"
    press(window, "k")
    assert window.room.inspector.words.text() == "The river is rising"


def test_doing_again_leaves_the_filter_on(window: Window, press: Press) -> None:
    queue = window.room.queue
    queue.filter_bar.set_filter(QueueFilter(State.UNDECIDED))
    press(window, "s", "u", "z", "Z")
    assert queue.filter_bar.filter == QueueFilter(State.UNDECIDED)
    assert queue.model.rowCount() == 2
    assert window.room.inspector.words.text() == "It seems the old pier is lost"


def test_on_another_page_a_step_stays_on_that_page(window: Window, press: Press) -> None:
    press(window, "s")
    window.main.show_page(Page.HISTORY)
    window.actions["undo"].trigger()
    assert window.main.page() is Page.HISTORY
    assert "tag as sourced" in window.messages.text
