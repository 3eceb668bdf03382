"""Does the window ever stutter? The longest pauses of its event loop while many articles come in
and are analysed, with an article open and its claims being decided meanwhile.

A timer asks to be called every few milliseconds; what it is late by is what a person would feel.
The baseline is the same timer in the same window with nothing going on.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measurement import Measurement

ARTICLES = 100
_BEAT_MS = 5
_IDLE_SECONDS = 2.0
_DECIDE_MS = 200
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
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from annotator.domain.claim import Tag
    from annotator.worker import AnalysisClient
    from annotator.workspace.workspace import Workspace
    from ui.application import Window
    from ui.jobs.garbage import GarbageKeeper
    from ui.jobs.gui_thread import GuiThread
    from ui.window.session import Session

    application = QApplication.instance() or QApplication([])
    garbage = GarbageKeeper()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        texts = _write(home / "texts", articles)
        with Workspace.open(home / "library.db", AnalysisClient(), "Ada") as workspace:
            window = Window(workspace, Session(home / "window.ini"), GuiThread())
            window.desk.begin()
            window.main.show()
            garbage.start()
            idle_until = time.perf_counter() + _IDLE_SECONDS
            idle = _beats(lambda: time.perf_counter() > idle_until)
            deciding = QTimer()
            deciding.timeout.connect(lambda: window.room.decide(Tag.SOURCED))
            deciding.start(_DECIDE_MS)
            window.intake.add_files([texts])

            def done() -> bool:
                rows = window.library.model.rowCount()
                return rows == articles and not workspace.analyses.outstanding()

            busy = _beats(done)
            deciding.stop()
            window.main.close()
            garbage.stop()
    application.processEvents()
    return [
        _row(f"longest pause while {articles} articles come in", max(busy), max(idle)),
        _row("99.9 % of pauses then", _quantile(busy), _quantile(idle)),
    ]


def _row(name: str, value: float, baseline: float) -> Measurement:
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


def _beats(done: Callable[[], bool]) -> list[float]:
    """Run the event loop until `done`; how late each beat of the timer came, in milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer = QEventLoop(), QTimer()
    late: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - _BEAT_MS))
        last = now
        if len(late) % 20 == 0 and done():
            loop.quit()

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(_BEAT_MS)
    loop.exec()
    return late
