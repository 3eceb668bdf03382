"""Tab walks the window as it is read: from the left to the right, from the top down."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.application import Window

_MOST = 80


def _walked(window: Window, qtbot: QtBot) -> list[QWidget]:
    """Everything that Tab reaches from the pages' tabs on, until it comes round."""
    window.main.tabs.setFocus()
    qtbot.waitUntil(window.main.tabs.hasFocus)
    reached: list[QWidget] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        if here is None or (here in reached and here is not reached[-1]):
            break
        if not reached or here is not reached[-1]:  # a label keeps it from link to link
            reached.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return reached


def test_tab_comes_by_everything_in_reading_order(window: Window, qtbot: QtBot) -> None:
    reached = _walked(window, qtbot)
    room, library = window.room, window.library
    wanted = [
        window.main.tabs,
        library.search.words,
        library.list,
        room.reader.focusProxy() or room.reader,
        room.queue.filter_bar.state_box,
        room.queue.list,
        next(iter(room.inspector.tags.buttons.values())),
        room.inspector.notes.credibility,
        room.inspector.notes.note,
    ]
    places = [reached.index(widget) for widget in wanted]
    assert all(a < b for a, b in pairwise(places)), [type(w).__name__ for w in reached]


def test_nothing_holds_the_focus_for_ever(window: Window, qtbot: QtBot) -> None:
    reached = _walked(window, qtbot)
    assert len(reached) < _MOST
    assert QApplication.focusWidget() is reached[0], "after the last comes the first"
