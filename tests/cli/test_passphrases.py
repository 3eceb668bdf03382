"""Encrypted libraries on the command line: the passphrase comes from a file, the environment
or the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.cli import passphrase
from annotator.storage import Library
from annotator.storage.file import encryption

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "ROUNDS", 100)
    monkeypatch.delenv(passphrase.VARIABLE, raising=False)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def word(tmp_path: Path) -> Callable[[str], Path]:
    """A file with a passphrase on its first line."""

    def word(text: str) -> Path:
        file = tmp_path / f"{len(text)}.secret"
        file.write_text(f"{text}\nnot this line\n", encoding="utf-8")
        return file

    return word


def test_a_library_is_made_encrypted_and_opens_by_file_or_environment(
    run: Run, db: Path, word: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run("library", "encrypt", "--library", db, "--new-passphrase-file", word("grün"))
    assert (code, "was made, encrypted" in out) == (0, True)
    assert Library.is_encrypted(db)
    assert run("library", "check", "--library", db, "--passphrase-file", word("grün"))[0] == 0
    monkeypatch.setenv(passphrase.VARIABLE, "grün")
    assert run("library", "list", "--library", db)[0] == 0
    monkeypatch.setenv(passphrase.VARIABLE, "blau")
    code, _, err = run("library", "list", "--library", db)
    assert code == 2
    assert "does not open the library desk.db" in err


def test_without_a_terminal_it_says_how_to_give_one(
    run: Run, db: Path, word: Callable[[str], Path]
) -> None:
    run("library", "encrypt", "--library", db, "--new-passphrase-file", word("grün"))
    code, _, err = run("library", "list", "--library", db)
    assert code == 2
    assert "--passphrase-file" in err
    assert passphrase.VARIABLE in err


def test_a_person_at_the_terminal_is_asked_and_types_a_new_one_twice(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    typed = iter(("first", "frist", "first", "first", "first", "second", "second"))
    monkeypatch.setattr("getpass.getpass", lambda _question: next(typed))
    code, _, err = run("library", "encrypt", "--library", db)
    assert (code, "not the same" in err, db.exists()) == (2, True, False)
    assert run("library", "encrypt", "--library", db)[0] == 0
    code, out, _ = run("library", "encrypt", "--library", db)
    assert (code, "encrypted" in out) == (0, True)
    Library.open(db, passphrase="second").close()


def test_the_passphrase_is_taken_away_and_copies_go_back_and_forth(
    run: Run, db: Path, tmp_path: Path, word: Callable[[str], Path]
) -> None:
    secret = ("--passphrase-file", word("grün"))
    run("library", "encrypt", "--library", db, "--new-passphrase-file", word("grün"))
    copy = tmp_path / "copy.db"
    for verb in (("backup", copy), ("export", tmp_path / "whole.db"), ("restore", copy)):
        assert run("library", *verb, "--library", db, *secret)[0] == 0
        assert Library.is_encrypted(copy)
    assert run("library", "salvage", tmp_path / "saved.db", "--library", db, *secret)[0] == 0
    assert Library.is_encrypted(tmp_path / "saved.db")
    code, out, _ = run("library", "decrypt", "--library", db, *secret)
    assert (code, "not encrypted" in out) == (0, True)
    assert run("library", "check", "--library", db)[0] == 0


def test_an_empty_or_missing_passphrase_file_is_told(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name, said in (("empty", "is empty"), ("missing", "cannot be read")):
        code, _, err = run("library", "list", "--library", db, "--passphrase-file", tmp_path / name)
        assert (code, said in err) == (2, True)
