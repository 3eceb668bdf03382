"""From the start of the program to a window one can use, and from a file to its text on screen.

“Usable” is when a window on a library of 300 articles has been painted, its list filled, and a
key pressed in the list has moved it on. Times are of the wall, from before the process is made,
as its maker sees them: a process's own idea of when it was born is off by up to a second.

The baseline is a bare PySide6 window that imports from PySide6 every name that ours has imported
by then, and shows a list, a text and a list. Both are whole processes and take turns; the median
counts. The second line tells when the library itself is open, the article read last is on screen
and every action is connected: the window is painted and takes keys meanwhile, and does what it
was told then.
"""

import ast
import contextlib
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measurement import Measurement

ROUNDS = 7
_ARTICLES = 300
_ROOT = Path(__file__).resolve().parents[1]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every start would compile our modules anew, while those of PySide6 come
compiled; an installed app has its bytecode, and a checkout from its first start on."""

_BARE = """
import os, time
{imports}
from PySide6 import QtWidgets
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
print(time.monotonic())
os._exit(0)
"""

_PROGRAM = """
# As `ui.__main__` begins.
import gc, multiprocessing, os, sys, time
from pathlib import Path
from annotator import cli
cli.SUBCOMMANDS
gc.disable()
from ui import start
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

programs = []

class Program(start.Program):
    def __init__(self, *given):
        super().__init__(*given)
        programs.append(self)

class Application(QApplication):
    def exec(self):
        self.measure(*programs)
        sys.stdout.flush()
        os._exit(0)

    def wait(self, done):
        while not done():
            self.processEvents()

    def measure(self, program):
{measure}

start.Program = Program
start.QApplication = Application
if __name__ == "__main__":
    start.run([])
"""

_USABLE = """
        panel = program.views.library
        rows, before = panel.model.rowCount(), panel.list.currentIndex().row()
        self.processEvents()
        panel.list.grab()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            self.sendEvent(panel.list, key)
        self.processEvents()
        assert panel.list.currentIndex().row() == before + 1
        assert panel.model.article_row(before + 1).title
        usable, loaded = time.monotonic(), set(sys.modules)
        self.wait(lambda: program.window is not None and program.views.room.article is not None)
        program.views.main.repaint()
        print(usable, time.monotonic(), rows, "spacy" in loaded)
        print(*(name for name in loaded if name.startswith("ui")))
"""

_TEXT = """
        self.wait(lambda: program.window is not None)
        asked = time.monotonic()
        program.window.intake.add_files([Path(os.environ["SAMPLE"])])
        self.wait(lambda: program.views.room.article is not None)
        program.views.main.repaint()
        print(time.monotonic() - asked)
"""


def _printed(script: Path, library: Path | None) -> tuple[float, list[str]]:
    """When the process of `script` was asked for, and the lines that it printed."""
    with tempfile.TemporaryDirectory() as home:
        # As at any start but the first, which asks for the name and makes the library.
        (Path(home) / "window.ini").write_text("[General]\nperson=Ada Weaver\n")
        if library is not None:
            shutil.copy(library, Path(home) / "library.db")
        sample = str(_ROOT / "resources" / "samples" / "harbour.txt")
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, str(script)],
            stdout=subprocess.PIPE,
            env={**_environment(), "ANNOTATOR_HOME": home, "SAMPLE": sample},
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate(timeout=60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return began, printed.decode().splitlines()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}


def _ours(script: Path, library: Path) -> tuple[float, float, list[str]]:
    """Seconds to a usable window and to the whole of it, and the modules of the first."""
    began, (line, modules) = _printed(script, library)
    usable, whole, rows, spacy = line.split()
    if spacy == "True":
        raise AssertionError("spaCy was imported into the window's process")
    if int(rows) != _ARTICLES:
        raise AssertionError(f"the list shows {rows} articles")
    return float(usable) - began, float(whole) - began, modules.split()


def _imports(modules: list[str]) -> str:
    """Statements that import from PySide6 what `modules` import."""
    found: dict[str, set[str]] = {}
    for name in modules:
        path = _ROOT.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
                found.setdefault(node.module or "", set()).update(a.name for a in node.names)
    return "\n".join(f"from {m} import {', '.join(sorted(n))}" for m, n in sorted(found.items()))


def _library(path: Path) -> Path:
    """A library with articles, closed."""
    from annotator.storage import Library
    from benchmarks.storage_samples import Samples

    with Library.open(path) as library, library.transaction("Ada", "add articles") as change:
        for article, original in Samples().articles(_ARTICLES):
            change.add_article(article, original)
    return path


def run() -> list[Measurement]:
    """Times in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        library = _library(Path(folder) / "library.db")
        ours, text, bare = (Path(folder) / f"{name}.py" for name in ("ours", "text", "bare"))
        ours.write_text(_PROGRAM.format(measure=_USABLE), encoding="utf-8")
        text.write_text(_PROGRAM.format(measure=_TEXT), encoding="utf-8")
        _, _, modules = _ours(ours, library)  # warms the disk's cache, too
        bare.write_text(_BARE.format(imports=_imports(modules)), encoding="utf-8")
        times: dict[str, list[float]] = {"bare": [], "usable": [], "whole": []}
        for _ in range(ROUNDS):
            began, (line,) = _printed(bare, library)
            times["bare"].append(float(line) - began)
            usable, whole, _ = _ours(ours, library)
            times["usable"].append(usable)
            times["whole"].append(whole)
        read = [float(_printed(text, None)[1][0]) for _ in range(3)]
    base, usable, whole = (statistics.median(times[name]) for name in times)
    return [
        Measurement("window usable", usable, "s", base, usable / base, "ratio <= 2"),
        Measurement("library open, article on screen", whole, "s", base, whole / base, ""),
        Measurement("file to text, model loading beside", statistics.median(read), "s"),
    ]
