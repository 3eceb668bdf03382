"""Nothing opens an internet socket: watched by strace through a whole job, child processes too."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(sys.platform != "linux", reason="strace watches Linux programs"),
]

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "harbour.txt"
PAGE = """<html><head><title>Port</title>
<link rel="stylesheet" href="http://example.invalid/style.css">
<script src="http://example.invalid/run.js"></script></head>
<body><article><h1>The port</h1><img src="http://example.invalid/port.png">
<p>The mayor, Ada Weaver, said that the port is open, and that it will stay so all year.</p>
<p>The repair of the long wall may take years, and nobody has yet been found to pay for it.</p>
</article></body></html>"""


@pytest.fixture
def watched(
    require: Callable[[str, str], str], tmp_path: Path
) -> Callable[..., tuple[int, set[str]]]:
    """Runs a command under strace; its exit code and the socket families it asked for."""
    strace = require("strace", "strace")

    def run(*command: object) -> tuple[int, set[str]]:
        log = tmp_path / "trace"
        done = subprocess.run(
            [
                strace,
                "-f",
                "-qq",
                "-e",
                "trace=socket,connect,sendto",
                "-o",
                log,
                *map(str, command),
            ],
            check=False,
            timeout=240,
            stdout=subprocess.DEVNULL,
            env={
                **os.environ,
                "ANNOTATOR_HOME": str(tmp_path / "home"),
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": str(ROOT),
            },
        )
        calls = log.read_text("utf-8", "replace").splitlines()
        assert any("socket(" in call for call in calls), "strace saw nothing at all"
        return done.returncode, set(re.findall(r"\b[AP]F_\w+", "\n".join(calls)))

    return run


def annotator(*arguments: object) -> list[object]:
    return [sys.executable, "-m", "ui", *arguments]


def test_a_web_page_is_read_analysed_and_briefed_offline(
    watched: Callable[..., tuple[int, set[str]]], tmp_path: Path
) -> None:
    page = tmp_path / "port.html"
    page.write_text(PAGE, encoding="utf-8")
    db = tmp_path / "desk.db"
    add = annotator("library", "add", page, SAMPLE, "--by", "A", "--library", db)
    code, families = watched(*add)
    assert (code, families - {"AF_UNIX"}) == (0, set())
    brief = tmp_path / "brief.docx"
    code, families = watched(*annotator("brief", page, SAMPLE, "-o", brief, "--library", db))
    assert (code, families - {"AF_UNIX"}) == (0, set())


def test_the_window_with_its_model_stays_offline(
    watched: Callable[..., tuple[int, set[str]]], tmp_path: Path
) -> None:
    script = tmp_path / "window.py"
    script.write_text(
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "def leave_when_analysed():\n"
        "    from annotator.errors import UserFacingError\n"
        "    from annotator.storage import Library\n"
        "    from annotator.workspace import places\n"
        "    try:\n"
        "        with Library.open(places.library_file(), read_only=True) as library:\n"
        "            done = any(row.analysed for row in library.articles.rows())\n"
        "    except UserFacingError:\n"  # the window makes the library after it has shown itself
        "        done = False\n"
        "    QApplication.quit() if done else QTimer.singleShot(500, leave_when_analysed)\n"
        "if __name__ == '__main__':\n"
        "    from ui import start\n"
        "    class Application(QApplication):\n"
        "        def exec(self):\n"
        "            QTimer.singleShot(1000, leave_when_analysed)\n"
        "            return super().exec()\n"
        "    start.QApplication = Application\n"
        "    sys.exit(start.run(sys.argv[1:]))\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    (home / "window.ini").write_text("[General]\nperson=Ada\n")
    code, families = watched(sys.executable, script, SAMPLE)
    assert (code, families - {"AF_UNIX"}) == (0, set())
