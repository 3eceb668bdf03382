"""`annotator analyse` on many files: every core, in order, past bad ones, and stopped by Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest

from annotator.workspace.batch import Analysed, Failure, analyse_files

pytestmark = pytest.mark.model

type Run = Callable[..., tuple[int, str, str]]

STORY = "The mayor, Ada Weaver, said that bridge {n} is safe.\n\nThe repair may take years.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Eight articles."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.txt").write_text(STORY.format(n=n), "utf-8")
    return folder


def analysing() -> list[BaseProcess]:
    """The analysis processes of this one."""
    return [child for child in active_children() if child.name == "annotator analysis"]


def spawned(parent: psutil.Process) -> list[psutil.Process]:
    """The Python processes below `parent` that read or analyse."""
    children = parent.children(recursive=True)
    return [child for child in children if any("spawn_main" in part for part in child.cmdline())]


def test_as_many_processes_as_asked_for_and_the_files_in_their_order(inbox: Path) -> None:
    results: Iterator[Analysed | Failure] = analyse_files(sorted(inbox.iterdir()), processes=2)
    first = next(results)
    assert len(analysing()) == 2
    names = [result.path.name for result in (first, *results)]
    assert names == [f"{n}.txt" for n in range(8)]
    assert analysing() == []


def test_a_process_that_is_killed_costs_no_file(inbox: Path) -> None:
    results = analyse_files(sorted(inbox.iterdir()), processes=1)
    found = [next(results)]
    (worker,) = analysing()
    worker.kill()
    found += results
    assert [type(result) for result in found] == [Analysed] * 8
    texts = [result.article.text for result in found if isinstance(result, Analysed)]
    assert all(f"bridge {n}" in text for n, text in enumerate(texts))


def test_what_cannot_be_read_is_listed_at_the_end_and_the_rest_is_done(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "3.txt").write_bytes(b"")
    (inbox / "5.docx").write_bytes(b"PK\x03\x04 and no more")
    out = tmp_path / "out.jsonl"
    code, _, err = run("analyse", inbox, "-o", out, "--processes", 1)
    assert code == 1
    assert [name for name in ("3.txt", "5.docx") if name in err] == ["3.txt", "5.docx"]
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 7


def test_nothing_done_is_code_2(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    code, out, err = run("analyse", tmp_path / "a.txt", tmp_path / "b.txt")
    assert (code, out) == (2, "")
    assert "None of the 2 files" in err


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C is heard by what is started, also where the tests run in the background of a shell
    that has them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
@pytest.mark.usefixtures("heard")
def test_ctrl_c_ends_all_with_130_one_sentence_and_nothing_half_written(
    inbox: Path, tmp_path: Path
) -> None:
    """As a terminal does it: every process of the group gets the signal."""
    out = tmp_path / "out.jsonl"
    started = subprocess.Popen(
        [sys.executable, "-m", "ui", "analyse", str(inbox), "-o", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    parent = psutil.Process(started.pid)
    deadline = time.monotonic() + 60
    while not spawned(parent) and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = spawned(parent)
    os.killpg(started.pid, signal.SIGINT)
    printed, told = started.communicate(timeout=60)
    assert (started.returncode, printed) == (130, b"")
    assert told.decode().splitlines() == ["annotator: cancelled; nothing half-written is left."]
    assert workers
    _, left = psutil.wait_procs(workers, timeout=20)
    assert not left
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []
