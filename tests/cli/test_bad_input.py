"""Bad input: one clear sentence on stderr, exit code 2, and nothing changed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

type Run = Callable[..., tuple[int, str, str]]


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _encrypted(path: Path) -> None:
    # The magic of a compound file: how Word keeps a document under a password.
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)


BAD: dict[str, Callable[[Path], object]] = {
    "missing.txt": lambda path: None,
    "empty.txt": Path.touch,
    "binary.txt": _binary,
    "secret.docx": _encrypted,
    "broken.docx": lambda path: path.write_bytes(b"PK\x03\x04 and no more"),
    "huge.txt": _huge,
    "broken.pdf": lambda path: path.write_bytes(b"%PDF-1.7\nnothing"),
    "folder.txt": Path.mkdir,
}


@pytest.mark.parametrize("command", ["analyse", "brief"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_a_sentence(
    run: Run, tmp_path: Path, home: Path, command: str, name: str
) -> None:
    path = tmp_path / name
    BAD[name](path)
    more = ["-o", tmp_path / "out.docx"] if command == "brief" else []
    code, out, err = run(command, path, *more)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert err.startswith("annotator: ")
    assert not (tmp_path / "out.docx").exists()
    assert not home.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse"],
        ["brief", "a.txt"],
        ["brief", "a.txt", "-o", "out.docx", "--marking", "DESK=green"],
        ["review", "gone.docx"],
        ["review", "gone.docx", "--accept", "all"],
        ["decide", "c1", "sourced", "--library", "gone.db", "--by", "Ada"],
        ["decide", "c1", "perhaps", "--library", "gone.db", "--by", "Ada"],
        ["library", "list", "--library", "gone.db"],
        ["library", "restore", "gone.db", "--library", "here.db"],
        ["library"],
        ["train", "gone.jsonl", "-o", "model"],
        ["evaluate", "gone.jsonl"],
        ["no-such-command"],
    ],
)
def test_wrong_use_is_code_2_and_makes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["analyse", "brief"])
def test_a_device_is_never_replaced_by_a_file(
    run: Run, story: Path, tmp_path: Path, command: str
) -> None:
    """As an administrator's `-o /dev/null` would be."""
    pipe = tmp_path / "null"
    os.mkfifo(pipe)
    code, out, err = run(command, story, "-o", pipe)
    assert (code, out) == (2, "")
    assert "is not a file" in err
    assert pipe.is_fifo()


def test_help_teaches_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in ("analyse", "brief", "review", "decide", "library", "doctor", "evaluate"):
        assert command in out
        code, text, _ = run(command, "--help")
        assert code == 0
        assert f"annotator {command}" in text


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, story: Path) -> None:
    script = (
        "import sys; from annotator.cli import main; sys.exit(main(['library', 'list', '--help']))"
    )
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert b"Traceback" not in done.stderr


def test_a_bug_is_told_without_the_words_of_a_document(
    run: Run, story: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = story.read_text(encoding="utf-8").split(",")[0]
    assert "mayor" in words

    def break_down(_paths: object) -> list[Path]:
        raise KeyError(words)

    monkeypatch.setattr("annotator.cli.analyse.files_below", break_down)
    code, out, err = run("analyse", story)
    assert (code, out) == (2, "")
    assert "KeyError" in err
    assert "mayor" not in err
    log = (home / "logs" / "annotator.log").read_text(encoding="utf-8")
    assert "KeyError in a command at" in log
    assert "break_down" in log
    assert "mayor" not in log


def test_a_bug_is_told_even_where_no_log_can_be_kept(
    run: Run, story: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_paths: object) -> list[Path]:
        raise KeyError

    home.write_text("in the way")
    monkeypatch.setattr("annotator.cli.analyse.files_below", break_down)
    code, _, err = run("analyse", story)
    assert code == 2
    assert "KeyError" in err
    assert str(home) in err
    assert len(err.strip().splitlines()) == 1
