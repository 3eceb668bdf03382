"""Every letter comes through, whatever the system's encoding and whatever a file is called."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

type Run = Callable[..., tuple[int, str, str]]

_COMMAND = "import sys; from annotator.cli import main; sys.exit(main(sys.argv[1:]))"


def piped(*arguments: object, encoding: str) -> "subprocess.CompletedProcess[bytes]":
    """The command with its output going into a pipe of a system with another encoding."""
    return subprocess.run(
        [sys.executable, "-c", _COMMAND, *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_pipe_gets_json_in_utf_8(story: Path, encoding: str) -> None:
    done = piped("analyse", story, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "the old bridge 🌉" in json.loads(done.stdout.decode("utf-8"))["article"]["text"]


def test_a_help_text_is_read_everywhere() -> None:
    done = piped("library", "--help", encoding="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_in_no_encoding_stops_nothing(run: Run, story: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    strange = os.fsencode(folder) + b"/caf\xe9.txt"
    with open(strange, "w", encoding="utf-8") as file:  # noqa: PTH123 - bytes
        file.write(story.read_text(encoding="utf-8"))
    out = tmp_path / "out.jsonl"
    code, _, err = run("analyse", folder, "-o", out)
    assert (code, err) == (0, "")
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["file"].endswith("caf\N{REPLACEMENT CHARACTER}.txt")
    db = tmp_path / "desk.db"
    assert run("library", "add", folder, "--by", "Ada", "--library", db)[:2] == (0, "1 added.\n")
    assert run("library", "list", "--library", db)[0] == 0
    brief = tmp_path / "brief.docx"
    assert run("brief", folder, "-o", brief, "--library", db)[0] == 0
    assert brief.exists()
