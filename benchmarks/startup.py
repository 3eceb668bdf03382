"""From the start of the program to a window one can use, and from a file to its text on screen.

The baseline is a bare PySide6 window with the widgets that ours imports. Both are whole
processes and take turns; the median counts.
"""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measurement import Measurement

ROUNDS = 7

_PRELUDE = """
import os, sys, time, psutil
began = psutil.Process().create_time()
"""

_BARE = (
    _PRELUDE
    + """
from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtWidgets
application = QtWidgets.QApplication([])
application.setStyle("Fusion")
window = QtWidgets.QMainWindow()
split = QtWidgets.QSplitter()
for widget in (QtWidgets.QListView(), QtWidgets.QPlainTextEdit(), QtWidgets.QListView()):
    split.addWidget(widget)
window.setCentralWidget(split)
window.resize(1400, 900)
window.show()
for _ in range(3):
    application.processEvents()
print(time.time() - began)
os._exit(0)
"""
)

_OURS = (
    _PRELUDE
    + """
from PySide6.QtWidgets import QApplication

def usable(*_):
    for _ in range(3):
        QApplication.processEvents()
    print(time.time() - began, "spacy" in sys.modules, flush=True)
    os._exit(0)

if __name__ == "__main__":
    from ui import application

    class Application(QApplication):
        exec = usable

    application.QApplication = Application
    application.run([])
"""
)

_TEXT = (
    _PRELUDE
    + """
import gc
from pathlib import Path
from PySide6.QtWidgets import QApplication

def reading(*_):
    for _ in range(3):
        QApplication.processEvents()
    window = next(o for o in gc.get_objects() if isinstance(o, application.Window))
    asked = time.perf_counter()
    window.intake.add_files([Path(sys.argv[1])])
    while window.room.article is None:
        QApplication.processEvents()
    window.main.repaint()
    print(time.perf_counter() - asked, flush=True)
    os._exit(0)

if __name__ == "__main__":
    from ui import application

    class Application(QApplication):
        exec = reading

    application.QApplication = Application
    application.run([])
"""
)


def _timed(script: Path, *arguments: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        # As at any start but the first, which asks for the name.
        (Path(home) / "window.ini").write_text("[General]\nperson=Ada Weaver\n")
        process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            stdout=subprocess.PIPE,
            env={**_environment(), "ANNOTATOR_HOME": home},
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate(timeout=60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    seconds, *imported = printed.decode().split()
    if imported == ["True"]:
        raise AssertionError("spaCy was imported into the window's process")
    return float(seconds)


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[1])
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": root}


def run() -> list[Measurement]:
    """Times in seconds."""
    sample = Path(__file__).resolve().parents[1] / "resources" / "samples" / "harbour.txt"
    with tempfile.TemporaryDirectory() as folder:
        scripts = {}
        for name, text in {"bare": _BARE, "ours": _OURS, "text": _TEXT}.items():
            scripts[name] = Path(folder) / f"{name}.py"
            scripts[name].write_text(text, encoding="utf-8")
        times: dict[str, list[float]] = {"bare": [], "ours": [], "text": []}
        for turn in range(ROUNDS + 1):
            for name in ("bare", "ours"):
                taken = _timed(scripts[name])
                if turn:  # the first warms the disk's cache
                    times[name].append(taken)
        for _ in range(3):
            times["text"].append(_timed(scripts["text"], str(sample)))
    bare, ours, text = (statistics.median(times[name]) for name in ("bare", "ours", "text"))
    return [
        Measurement("window usable", ours, "s", bare, ours / bare, "ratio <= 2"),
        Measurement("file to text on screen, model loading beside", text, "s", None, None, ""),
    ]
