"""What the analyst does is on the disk before the next thing she does, and holds up nothing."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.errors import UserFacingError
from ui.jobs.acts import Acts
from ui.jobs.gui_thread import GuiThread


@pytest.fixture
def acts(qtbot: QtBot) -> Iterator[Acts]:
    made = Acts(GuiThread())
    yield made
    made.close()


def _nothing(_: object) -> None:
    return


def test_the_window_goes_on_while_an_act_is_done(acts: Acts, qtbot: QtBot) -> None:
    disk, shown = threading.Event(), list[bool]()
    acts.do(lambda: disk.wait(10), shown.append, _nothing)
    qtbot.wait(1)
    assert shown == []
    disk.set()
    qtbot.waitUntil(lambda: shown == [True])


def test_acts_are_done_and_shown_one_after_another(acts: Acts) -> None:
    done, shown = list[int](), list[int]()

    def act(number: int) -> int:
        done.append(number)
        return number

    for number in range(20):
        acts.do(lambda number=number: act(number), shown.append, _nothing)
    acts.settle()
    assert done == shown == list(range(20))


def test_a_key_is_let_go_of_when_what_it_did_is_on_the_disk(acts: Acts, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    shown = list[str]()
    slow = threading.Event()
    qtbot.keyPress(field, Qt.Key.Key_S)
    acts.do(lambda: str(slow.wait(0.05)), shown.append, _nothing)
    assert shown == []
    qtbot.keyRelease(field, Qt.Key.Key_S)
    assert shown == ["False"]


def test_the_next_key_meets_what_the_one_before_did(acts: Acts, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    acts.do(lambda: "first ", field.setText, _nothing)
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "first a"


def test_what_could_not_be_kept_is_told(acts: Acts) -> None:
    told, shown = list[UserFacingError](), list[object]()

    def act() -> None:
        raise UserFacingError("The disk is full.", "Make room.")

    acts.do(act, shown.append, told.append)
    acts.settle()
    assert [error.message for error in told] == ["The disk is full."]
    assert shown == []


def test_a_bug_reaches_whoever_takes_bugs(acts: Acts) -> None:
    acts.do(lambda: 1 // 0, _nothing, _nothing)
    with pytest.raises(ZeroDivisionError):
        acts.settle()


def test_nothing_is_lost_when_the_window_closes(acts: Acts) -> None:
    kept = list[int]()
    acts.do(lambda: kept.append(1), _nothing, _nothing)
    acts.close()
    assert kept == [1]
