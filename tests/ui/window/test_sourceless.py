"""“Who says so?”: a sourced claim with nobody behind it is not passed over in silence."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.text.spans import Span
from ui.application import Window

type Press = Callable[..., None]


def test_s_without_a_source_says_so_and_leads_back(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "s")
    assert window.messages.text == "", "somebody stands behind the first claim"
    lacking = window.room.queue.current()
    press(window, "s")
    assert "“The river is rising” is sourced now, but by nobody." in window.messages.text
    assert window.room.queue.current() != lacking
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert window.room.queue.current() == lacking
    article = window.room.article
    assert article is not None
    start = article.text.index("The council")
    window.room.reader.select(Span(start, start + len("The council")))
    window.verbs.make_source()
    qtbot.waitUntil(lambda: "The council" in window.room.inspector.facts.source.text())


def test_other_tags_ask_for_no_source(window: Window, press: Press) -> None:
    press(window, "j", "p", "u", "x")
    assert window.messages.text == ""
