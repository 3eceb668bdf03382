"""Garbage is collected on the window's thread and nowhere else."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.jobs.garbage import GarbageKeeper


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[GarbageKeeper]:
    before = gc.isenabled()
    keeper = GarbageKeeper()
    keeper.start()
    yield keeper
    keeper.stop()
    if not before:
        gc.disable()


class Knot:
    """Holds itself, and tells on which thread it was untied."""

    untied: threading.Thread | None = None

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Knot.untied = threading.current_thread()


def _make_garbage() -> None:
    Knot()
    _make_circles()


def _make_circles() -> None:
    for _ in range(20_000):
        circle: list[object] = []
        circle.append(circle)


def test_another_thread_s_garbage_is_collected_here(keeper: GarbageKeeper) -> None:
    Knot.untied = None
    worker = threading.Thread(target=_make_garbage)
    worker.start()
    worker.join()
    assert Knot.untied is None
    assert keeper.collect() is not None
    assert Knot.untied is threading.current_thread()


def test_what_has_long_been_there_waits_until_the_analyst_turns_to_another_program(
    keeper: GarbageKeeper,
) -> None:
    Knot.untied = None
    knot = Knot()
    gc.collect(0)
    gc.collect(1)
    del knot
    _make_circles()
    while keeper.collect() is not None:
        pass
    assert Knot.untied is None
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert Knot.untied is threading.current_thread()


def test_nothing_is_done_when_nothing_is_due(keeper: GarbageKeeper) -> None:
    gc.collect()
    assert keeper.collect() is None


def test_python_gets_its_work_back(keeper: GarbageKeeper) -> None:
    assert not gc.isenabled()
    keeper.stop()
    assert gc.isenabled()
    gc.disable()
