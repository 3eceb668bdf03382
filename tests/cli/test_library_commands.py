"""The library from the command line: filled, looked at, decided in, briefed, checked, copied."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(run: Run, story: Path, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    code, out, err = run("library", "add", story, "--by", "Ada", "--library", path)
    assert (code, out.strip(), err) == (0, "1 added.", "")
    return path


def claim_lines(run: Run, db: Path) -> list[list[str]]:
    _, out, _ = run("library", "list", "--claims", "--library", db)
    return [line.split(maxsplit=2) for line in out.splitlines() if line.startswith("    ")]


def test_what_was_added_is_listed_with_its_claims(run: Run, db: Path) -> None:
    lines = claim_lines(run, db)
    assert {tag for _, tag, _ in lines} == {"undecided"}
    assert any("the old bridge 🌉" in words and "Ada Weaver" in words for *_, words in lines)


def test_adding_again_adds_nothing(run: Run, db: Path, story: Path) -> None:
    code, out, _ = run("library", "add", story, "--by", "Ada", "--library", db)
    assert (code, out.strip()) == (0, "0 added, 1 known already.")


def test_what_cannot_be_analysed_is_added_and_told(run: Run, tmp_path: Path) -> None:
    """A missing model, or an article that ends the analysis twice, hinders no other."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The mayor said that bridge {name} is safe.\n")
    path = tmp_path / "new.db"
    code, out, err = run(
        "library", "add", tmp_path / "one.txt", tmp_path / "two.txt",
        "--by", "Ada", "--library", path, "--model", "no_such_model",
    )  # fmt: skip
    assert (code, out.strip()) == (1, "2 added.")
    assert [line.split(",")[0] for line in err.strip().splitlines()] == [
        "annotator: “one” was added",
        "annotator: “two” was added",
    ]
    assert len(run("library", "list", "--library", path)[1].splitlines()) == 2


def test_a_decision_stands_in_the_list_and_in_the_briefing(
    run: Run, db: Path, story: Path, tmp_path: Path
) -> None:
    claim = claim_lines(run, db)[0][0]
    code, *_ = run("decide", claim, "speculative", "--note", "ask", "--library", db, "--by", "Eva")
    assert code == 0
    assert claim_lines(run, db)[0][1] == "speculative"
    brief = tmp_path / "brief.docx"
    code, out, err = run("brief", story, "-o", brief, "--library", db, "--marking", "TLP:GREEN")
    assert (code, out, err) == (0, "", "")
    with zipfile.ZipFile(brief) as package:
        comments = package.read("word/comments.xml").decode()
        header = "".join(
            package.read(name).decode() for name in package.namelist() if "header" in name
        )
    assert "Eva" in comments
    assert "TLP:GREEN" in header


def test_words_are_found_with_their_claims(run: Run, db: Path) -> None:
    code, out, _ = run("library", "search", "bridge", "--library", db)
    assert code == 0
    assert "[bridge]" in out
    code, out, err = run("library", "search", "zeppelin", "--library", db)
    assert (code, out) == (1, "")
    assert "nothing was found" in err


def test_a_copy_is_whole_and_can_be_put_back(run: Run, db: Path, tmp_path: Path) -> None:
    assert run("library", "check", "--library", db)[0] == 0
    copy, other = tmp_path / "copy.db", tmp_path / "other.db"
    assert run("library", "backup", copy, "--library", db)[0] == 0
    assert run("library", "restore", copy, "--library", other)[0] == 0
    assert claim_lines(run, other) == claim_lines(run, db)
    whole = tmp_path / "whole.db"
    assert run("library", "export", whole, "--library", db)[0] == 0
    assert claim_lines(run, whole) == claim_lines(run, db)


def test_the_same_document_is_reviewed_as_unchanged(
    run: Run, db: Path, story: Path, tmp_path: Path
) -> None:
    brief = tmp_path / "brief.docx"
    run("brief", story, "-o", brief, "--library", db)
    code, out, _ = run("review", brief)
    assert (code, out.strip()) == (0, "Nothing was changed in it.")


def test_what_is_deleted_for_good_is_gone_from_list_and_search(run: Run, db: Path) -> None:
    article = run("library", "list", "--library", db)[1].split()[0]
    code, _, err = run("library", "purge", article, "--by", "Ada", "--library", db)
    assert code == 0
    assert "Backups made before" in err
    assert run("library", "list", "--library", db)[1] == ""
    assert run("library", "search", "bridge", "--library", db)[0] == 1
    assert run("library", "check", "--library", db)[0] == 0


def test_a_damaged_library_gives_what_it_still_holds(run: Run, db: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    run("library", "export", whole, "--library", db)
    content = bytearray(whole.read_bytes())
    page = content.index(b'"presence"') // 4096 * 4096  # of the journal
    content[page : page + 4096] = bytes(4096)
    whole.write_bytes(bytes(content))
    saved = tmp_path / "saved.db"
    code, out, err = run("library", "salvage", saved, "--library", whole)
    assert (code, out) == (1, "1 articles and 0 decisions were saved.\n")
    assert "entries of the journal are lost" in err
    assert claim_lines(run, saved) == claim_lines(run, db)
    assert run("library", "check", "--library", saved)[0] == 0
