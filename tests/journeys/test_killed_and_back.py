"""The main job through the real command: read, decide, be killed, come back, go on."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import resources

if TYPE_CHECKING:
    from tests.journeys.conftest import Person

pytestmark = [pytest.mark.xvfb, pytest.mark.model, pytest.mark.timeout(240)]


def _sample() -> Path:
    return min((resources.folder() / "samples").glob("*.txt"))


def _query(home: Path, question: str) -> list[tuple[str, ...]]:
    """What is on the disk, asked beside the running window without the app's own code."""
    path = home / "library.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(question).fetchall()
        except sqlite3.OperationalError:  # The window is still making the tables.
            return []


def _tags(home: Path) -> list[tuple[str, ...]]:
    return _query(home, "SELECT id, tag FROM claim WHERE tag IS NOT NULL ORDER BY id")


def _claims(home: Path) -> list[tuple[str, ...]]:
    return _query(home, "SELECT id FROM claim")


def test_decisions_survive_a_kill(person: "Person") -> None:
    first = person.start(_sample())
    person.write("Ada Okoro")
    person.press("Return")
    person.wait_for(lambda: bool(_claims(person.home)), seconds=90)
    person.press("s", "p", "u", "x")
    person.wait_for(lambda: len(_tags(person.home)) == 4)
    before = _tags(person.home)
    person.kill(first)

    second = person.start()
    person.window()
    assert _tags(person.home) == before
    person.press("s")
    person.wait_for(lambda: len(_tags(person.home)) == 5)
    person.press("z")
    person.wait_for(lambda: len(_tags(person.home)) == 4)
    assert _tags(person.home) == before
    assert _query(person.home, "SELECT DISTINCT person FROM decision") == [("Ada Okoro",)]
    person.press("ctrl+q")
    assert second.wait(timeout=20) == 0


def test_a_file_opened_while_the_app_runs_opens_in_that_window(
    person: "Person", tmp_path: Path
) -> None:
    running = person.start()
    person.write("Ada Okoro")
    person.press("Return")
    page = tmp_path / "ferry.txt"
    page.write_text("The ferry is late.\n\nIt may come tomorrow.", encoding="utf-8")
    again = person.start(page)
    assert again.wait(timeout=30) == 0
    person.wait_for(lambda: _files(person.home) == [("ferry.txt",)])
    assert running.poll() is None
    person.press("ctrl+q")
    assert running.wait(timeout=20) == 0


def _files(home: Path) -> list[tuple[str, ...]]:
    return _query(home, "SELECT file_name FROM article")


def test_a_subcommand_needs_no_screen(person: "Person") -> None:
    environment = {**person.environment(), "DISPLAY": "", "QT_QPA_PLATFORM": "none"}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("annotator")), "analyse", str(_sample())],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert json.loads(done.stdout)["claims"]
