"""The packaged app: it starts, is whole, writes a briefing, and leaves no process behind.

Run by `make test-package`, after `make package`.
"""

import os
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "annotator" / ("annotator.exe" if os.name == "nt" else "annotator")
SAMPLE = ROOT / "resources" / "samples" / "harbour.txt"

pytestmark = pytest.mark.package


def limit_processes() -> None:
    """A frozen app that starts itself again without end hits this, not the machine."""
    mine = sum(1 for process in psutil.process_iter(["uids"]))
    resource.setrlimit(resource.RLIMIT_NPROC, (mine + 400, mine + 400))


def run(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    assert PROGRAM.exists(), "run make package first"
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "ANNOTATOR_HOME": str(home)},
        preexec_fn=limit_processes if sys.platform == "linux" else None,
    )


def test_the_doctor_finds_everything_in_place(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "as shipped" in done.stdout


def test_a_briefing_of_the_sample_is_written(tmp_path: Path) -> None:
    out = tmp_path / "brief.docx"
    done = run(tmp_path, "brief", SAMPLE, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(out) as package:
        assert b"Brandt" in package.read("word/comments.xml")


def test_a_library_is_made_and_decided_in(tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    assert run(tmp_path, "library", "add", SAMPLE, "--by", "Ada", "--library", db).returncode == 0
    listed = run(tmp_path, "library", "list", "--claims", "--library", db).stdout
    claim = next(line.split()[0] for line in listed.splitlines() if line.startswith("    "))
    decided = run(tmp_path, "decide", claim, "sourced", "--library", db, "--by", "Ada")
    assert decided.returncode == 0
    assert "sourced" in run(tmp_path, "library", "list", "--claims", "--library", db).stdout


def test_the_window_opens_its_model_and_ends_without_leaving_processes(tmp_path: Path) -> None:
    gui = PROGRAM.with_name(PROGRAM.name.replace("annotator", "annotator-gui"))
    (tmp_path / "window.ini").write_text("[General]\nperson=Ada\n")
    window = psutil.Popen(
        [gui, SAMPLE],
        env={**os.environ, "ANNOTATOR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 120
        analysed = False
        while time.monotonic() < deadline and not analysed:
            time.sleep(1)
            listed = run(
                tmp_path, "library", "list", "--claims", "--library", tmp_path / "library.db"
            )
            analysed = "undecided" in listed.stdout
        assert analysed
        children = window.children(recursive=True)
        assert 0 < len(children) < 8
    finally:
        window.kill()
        window.wait()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
