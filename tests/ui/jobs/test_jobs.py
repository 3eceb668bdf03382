"""Futures of other threads, seen from the window's."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from annotator.errors import UserFacingError
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs, JobState


@pytest.fixture
def gui(qtbot: QtBot) -> GuiThread:
    return GuiThread()


@pytest.fixture
def jobs(gui: GuiThread) -> Jobs:
    return Jobs(gui)


def test_a_call_from_another_thread_runs_on_the_window_s(gui: GuiThread, qtbot: QtBot) -> None:
    ran: list[threading.Thread] = []
    with ThreadPoolExecutor(1) as pool:
        pool.submit(gui.call, lambda: ran.append(threading.current_thread())).result()
    qtbot.waitUntil(lambda: bool(ran))
    assert ran == [threading.current_thread()]


def test_calls_keep_their_order(gui: GuiThread, qtbot: QtBot) -> None:
    got: list[int] = []
    wrapped = gui.wrapped(got.append)
    with ThreadPoolExecutor(1) as pool:
        for number in range(50):
            pool.submit(wrapped, number)
    qtbot.waitUntil(lambda: len(got) == 50)
    assert got == list(range(50))


def test_a_call_never_runs_inside_its_caller(gui: GuiThread, qtbot: QtBot) -> None:
    got: list[str] = []
    gui.call(lambda: got.append("later"))
    assert got == []
    qtbot.waitUntil(lambda: got == ["later"])


def test_a_result_arrives(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[int] = []
    future: Future[int] = Future()
    jobs.follow(future, got.append)
    future.set_result(7)
    qtbot.waitUntil(lambda: got == [7])


def test_a_message_goes_to_who_asked_else_to_everybody(jobs: Jobs, qtbot: QtBot) -> None:
    error = UserFacingError("The disk is full.", "Free some space.")
    mine: list[UserFacingError] = []
    first: Future[int] = Future()
    jobs.follow(first, failed=mine.append)
    first.set_exception(error)
    qtbot.waitUntil(lambda: mine == [error])
    second: Future[int] = Future()
    jobs.follow(second)
    with qtbot.waitSignal(jobs.failed) as told:
        second.set_exception(error)
    assert told.args == [error]


def test_a_bug_reaches_the_event_loop(jobs: Jobs, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    jobs.follow(future)
    with capture_exceptions() as caught:
        future.set_exception(KeyError("a bug"))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError


def test_a_cancelled_job_ends_in_silence(jobs: Jobs, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    number = jobs.start("Reading", future.cancel)
    jobs.follow(future, number=number)
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel(number)
    assert jobs.running == ()


def test_progress_is_told_until_the_end(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[JobState] = []
    jobs.changed.connect(told.append)
    number = jobs.start("Reading")
    jobs.progress(number, 1, 3)
    future: Future[int] = Future()
    jobs.follow(future, number=number)
    with qtbot.waitSignal(jobs.ended):
        future.set_result(0)
    jobs.progress(number, 2, 3)
    assert [(state.done, state.total) for state in told] == [(0, 0), (1, 3)]


def test_a_late_call_to_a_closed_window_is_dropped(qtbot: QtBot) -> None:
    gui = GuiThread()
    call = gui.call
    gui.deleteLater()
    qtbot.wait(20)
    call(lambda: pytest.fail("it ran"))
    qtbot.wait(20)
