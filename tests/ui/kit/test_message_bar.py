"""Messages stand above the work and say what to do."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.errors import UserFacingError
from ui.kit import message_bar
from ui.kit.message_bar import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_an_error_says_what_and_what_to_do_and_stays(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bar.text == ""
    bar.show_error(UserFacingError("The file is locked.", "Close it in Word."))
    assert bar.text == "The file is locked. Close it in Word."
    assert not bar.button.isVisible()
    assert not bar._timer.isActive()


def test_good_news_goes_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_bar, "SHOWN_FOR", 20)
    bar = MessageBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.closed, timeout=2000):
        bar.show_message("Saved.")
    assert bar.text == ""


def test_the_way_back_is_one_click(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.show_message("Deleted.", "Undo", lambda: done.append("undone"))
    assert bar.button.text() == "Undo"
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.text == ""


def test_an_action_does_not_outlive_its_message(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.show_message("Deleted.", "Undo", lambda: done.append("undone"))
    bar.show_error(UserFacingError("The disk is full.", "Make room."))
    assert not bar.button.isVisibleTo(bar)
    bar.button.click()
    assert done == []


def test_escape_and_the_cross_close_it(bar: MessageBar, qtbot: QtBot) -> None:
    for close in (
        lambda: qtbot.keyClick(bar, Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton),
    ):
        bar.show_error(UserFacingError("No.", "Yes."))
        with qtbot.waitSignal(bar.closed):
            close()
        assert bar.isHidden()


def test_words_of_a_message_are_never_markup(bar: MessageBar) -> None:
    bar.show_error(UserFacingError("<b>x</b> cannot be read.", ""))
    assert bar.label.textFormat() == Qt.TextFormat.PlainText
    assert bar.text == "<b>x</b> cannot be read."
