"""Does the window ever stutter? The longest pauses of its event loop while many articles come in
and are analysed, with an article open and its claims being decided meanwhile.

The key that decides is pressed five times a second and let go of again, as fast as a hand can.
A timer asks to be called every few milliseconds; what it is late by is what a person would feel.
The baseline is a process that does nothing but the same meanwhile: how late it is, the machine
makes it. A window that works, as a process that does not, must also wait for its turn of a
processor, so the time that the window's thread itself worked between two beats stands beside.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

ARTICLES = 100
_BEAT_MS = 5
_SETTLED_SECONDS = 2.0
_DECIDE_MS = 200
_HELD_MS = 80
"""How long a key is held: a quick typist's 50 to 100."""
_TARGET_MS = 50

_PARAGRAPH = (
    "The harbour master said on day {n} that the quay may stay closed. “We will see,” "
    "Captain Rosa Lind added. It seems that {n} ships are waiting outside the breakwater. "
    "According to the port office, the price of flour has doubled since spring.\n\n"
)


def run() -> list[Measurement]:
    return measured(ARTICLES)


def measured(articles: int) -> list[Measurement]:
    """The pauses of the event loop while `articles` are read, listed, analysed and decided."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from annotator.worker import AnalysisClient
    from annotator.workspace.workspace import Workspace
    from ui.application import Window
    from ui.jobs.garbage import GarbageKeeper
    from ui.jobs.gui_thread import GuiThread
    from ui.jobs.turns import take_turns_soon
    from ui.window.session import Session

    application = QApplication.instance() or QApplication([])
    take_turns_soon()  # as `ui.start` does
    garbage = GarbageKeeper()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        texts = _write(home / "texts", articles)
        with Workspace.open(home / "library.db", AnalysisClient(), "Ada") as workspace:
            workspace.rehearse()  # as `ui.start` does, not on the window's thread
            window = Window(workspace, Session(home / "window.ini"), GuiThread())
            window.desk.begin()
            window.main.show()
            window.main.activateWindow()
            window.room.setFocus()
            garbage.start()
            settled = time.perf_counter() + _SETTLED_SECONDS
            _beats(lambda: time.perf_counter() > settled)
            deciding = _pressing(window.main)
            window.room.finished.connect(lambda _: window.desk.open_next_article())
            window.intake.add_files([texts])

            def done() -> bool:
                rows = window.library.model.rowCount()
                return rows == articles and not workspace.analyses.outstanding()

            with _beside() as machine:
                beats = _beats(done)
            deciding.stop()
            acts = workspace.library.journal.entries()
            if not any(act.action.startswith("tag") for act in acts):
                raise AssertionError("no key decided anything")
            window.main.close()
            garbage.stop()
    application.processEvents()
    return _rows(articles, beats, machine)


def _rows(articles: int, beats: "list[Beat]", machine: list[float]) -> list[Measurement]:
    late, work = [beat.late for beat in beats], [beat.work for beat in beats]
    return [
        _row(f"longest pause while {articles} articles come in", max(late), max(machine)),
        _row("99.9 % of pauses then", _quantile(late), _quantile(machine)),
        _row("longest work of the window's thread then", max(work)),
        _row("99.9 % of its works", _quantile(work)),
    ]


@dataclass(frozen=True, slots=True)
class Beat:
    """One call of the timer, in milliseconds."""

    late: float
    work: float
    """What the window's thread itself worked since the one before."""


_BESIDE = """
import sys, threading, time
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
last = time.perf_counter()
while not stop.is_set():
    time.sleep({beat} / 1000)
    now = time.perf_counter()
    print(max(0.0, (now - last) * 1000 - {beat}))
    last = now
"""


@contextmanager
def _beside() -> Iterator[list[float]]:
    """A process that beats as the window does and does nothing else; its lateness, at the end."""
    late: list[float] = []
    process = subprocess.Popen(
        [sys.executable, "-c", _BESIDE.format(beat=_BEAT_MS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    reading = ThreadPoolExecutor(1)
    told = reading.submit(lambda: process.stdout.read() if process.stdout else "")
    try:
        yield late
    finally:
        if process.stdin:
            process.stdin.close()
        late.extend(float(line) for line in told.result().splitlines())
        process.wait()
        reading.shutdown()


def _pressing(window: "QWidget") -> "QTimer":
    """A timer that presses the key for “sourced”, and lets go of it, until it is stopped."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    def press() -> None:
        QTest.keyPress(window, Qt.Key.Key_S)
        QTimer.singleShot(_HELD_MS, lambda: QTest.keyRelease(window, Qt.Key.Key_S))

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(_DECIDE_MS)
    return timer


def _row(name: str, value: float, baseline: float | None = None) -> Measurement:
    ratio = value / baseline if baseline else None
    return Measurement(name, value, "ms", baseline, ratio, f"value <= {_TARGET_MS} ms")


def _quantile(late: list[float]) -> float:
    return statistics.quantiles(late, n=1000)[-1]


def _write(folder: Path, articles: int) -> Path:
    folder.mkdir()
    for number in range(articles):
        words = f"Harbour news {number}\n\n" + _PARAGRAPH.format(n=number) * 6
        (folder / f"{number:05}.txt").write_text(words, encoding="utf-8")
    return folder


def _beats(done: Callable[[], bool]) -> list[Beat]:
    """Run the event loop until `done`, with a timer that beats."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer = QEventLoop(), QTimer()
    beats: list[Beat] = []
    last, worked = time.perf_counter(), time.thread_time()

    def beat() -> None:
        nonlocal last, worked
        now, work = time.perf_counter(), time.thread_time()
        late = max(0.0, (now - last) * 1000 - _BEAT_MS)
        beats.append(Beat(late, (work - worked) * 1000))
        last, worked = now, work
        if len(beats) % 20 == 0 and done():
            loop.quit()

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(_BEAT_MS)
    loop.exec()
    return beats
