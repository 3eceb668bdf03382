"""The analysis process: it answers, can be cancelled, and survives being killed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import psutil
import pytest

from annotator.domain.analysis import Findings
from annotator.domain.article import Block, BlockKind
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from annotator.worker import AnalysisClient, WorkerState

pytestmark = pytest.mark.model

TEXT = "The mayor, Ada Weaver, said that the bridge is safe. It may rain."
LONG = "\n".join([TEXT] * 4_000)


def blocks(text: str) -> list[Block]:
    start, found = 0, []
    for line in text.split("\n"):
        found.append(Block(Span(start, start + len(line)), BlockKind.BODY))
        start += len(line) + 1
    return found


def test_an_analysis_comes_back_with_its_model(client: AnalysisClient) -> None:
    analysis = client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)
    said = [TEXT[s.start : s.end] for claim in analysis.claims for s in claim.content]
    assert any("the bridge is safe" in words for words in said)
    assert client.info == analysis.model


def test_the_process_lets_the_window_go_first(client: AnalysisClient) -> None:
    client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)
    assert psutil.Process(client.process_id).nice() > psutil.Process().nice()


def test_findings_stream_while_the_rest_is_analysed(client: AnalysisClient) -> None:
    parts: list[Findings] = []
    text = "\n".join([TEXT] * 600)
    analysis = client.submit(text, blocks(text), "en", parts.append).result(timeout=200)
    assert len(parts) > 1
    assert parts[0].done < parts[0].total
    assert sum(len(part.claims) for part in parts) == len(analysis.claims)


def test_a_long_analysis_is_cancelled_soon_and_the_next_one_runs(client: AnalysisClient) -> None:
    parts: list[Findings] = []
    long = client.submit(LONG, blocks(LONG), "en", parts.append)
    while not parts:
        time.sleep(0.02)
    assert long.cancel()
    with pytest.raises(CancelledError):
        long.result(timeout=5)
    assert client.submit(TEXT, blocks(TEXT), "en").result(timeout=150).claims
    assert parts[-1].done < parts[-1].total


def test_a_killed_process_is_replaced_and_its_work_repeated(client: AnalysisClient) -> None:
    client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)
    first = client.process_id
    assert first is not None
    parts: list[Findings] = []
    text = "\n".join([TEXT] * 600)
    running = client.submit(text, blocks(text), "en", parts.append)
    while not parts:
        time.sleep(0.02)
    os.kill(first, signal.SIGKILL)
    assert running.result(timeout=200).claims
    assert client.process_id not in (None, first)


def test_only_a_second_death_is_told(client: AnalysisClient) -> None:
    client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)

    def kill_whoever_works(_: Findings) -> None:
        if client.process_id is not None:
            os.kill(client.process_id, signal.SIGKILL)

    doomed = client.submit(LONG, blocks(LONG), "en", kill_whoever_works)
    with pytest.raises(UserFacingError, match="stopped twice"):
        doomed.result(timeout=200)
    assert client.submit(TEXT, blocks(TEXT), "en").result(timeout=150).claims


def test_a_listener_that_fails_hinders_neither_its_own_analysis_nor_the_next(
    client: AnalysisClient,
) -> None:
    def fail(_: Findings) -> None:
        raise RuntimeError("the window is gone")

    text = "\n".join([TEXT] * 100)
    assert client.submit(text, blocks(text), "en", fail).result(timeout=150).claims
    assert client.submit(TEXT, blocks(TEXT), "en").result(timeout=150).claims


def test_a_missing_model_is_told_in_a_sentence() -> None:
    states: list[WorkerState] = []
    client = AnalysisClient("no_such_model", on_state=lambda state, _: states.append(state))
    try:
        with pytest.raises(UserFacingError, match="no_such_model"):
            client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)
    finally:
        client.close()
    assert WorkerState.FAILED in states
    assert states[-1] is WorkerState.STOPPED


def test_closing_ends_the_process() -> None:
    client = AnalysisClient()
    client.submit(TEXT, blocks(TEXT), "en").result(timeout=150)
    child = client.process_id
    client.close()
    assert child is not None
    assert not psutil.pid_exists(child)
    late = client.submit(TEXT, blocks(TEXT), "en")
    assert late.cancelled()
    assert client.process_id is None


def test_the_process_goes_when_its_parent_dies_hard(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import time\n"
        "from annotator.worker import AnalysisClient\n"
        "if __name__ == '__main__':\n"
        "    client = AnalysisClient()\n"
        "    client.start()\n"
        "    while client.info is None: time.sleep(0.05)\n"
        "    print(client.process_id, flush=True)\n"
        "    time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while psutil.pid_exists(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not psutil.pid_exists(child)
