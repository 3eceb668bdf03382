"""Taking an exported library in, and what a list tells of the same story elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.ingest import read_pasted
from annotator.storage import Library

type Run = Callable[..., tuple[int, str, str]]

WIRE = " ".join(f"word{number} of the harbour" for number in range(60))


@pytest.fixture
def library_with(tmp_path: Path) -> Callable[..., Path]:
    """A closed library that holds these texts."""

    def library_with(name: str, *texts: str) -> Path:
        path = tmp_path / name
        with Library.open(path) as library:
            for text in texts:
                read = read_pasted(text)
                library.articles.add(read.article, read.original, person="Bo")
        return path

    return library_with


def test_an_exported_library_comes_in_once(
    run: Run, library_with: Callable[..., Path], tmp_path: Path
) -> None:
    there = library_with("north.db", "The harbour is closed.", "The pier is open.")
    here = library_with("desk.db", "The pier is open.")
    file = tmp_path / "whole.db"
    assert run("library", "export", file, "--library", there)[0] == 0
    code, out, err = run("library", "import", file, "--by", "Ada", "--library", here)
    assert (code, out.strip()) == (0, "1 articles added, 1 known already; 0 decisions came in.")
    assert "before-import.backup" in err
    _, out, _ = run("library", "import", file, "--by", "Ada", "--library", here)
    assert out.startswith("0 articles added, 2 known already")
    assert run("library", "check", "--library", here)[0] == 0


def test_it_becomes_the_library_where_there_is_none(
    run: Run, library_with: Callable[..., Path], tmp_path: Path
) -> None:
    there = library_with("north.db", "The harbour is closed.")
    new = tmp_path / "new" / "desk.db"
    assert run("library", "import", there, "--by", "Ada", "--library", new)[0] == 0
    _, out, _ = run("library", "list", "--library", new)
    assert "The harbour is closed." in out


def test_what_is_no_library_is_refused(
    run: Run, library_with: Callable[..., Path], tmp_path: Path
) -> None:
    here = library_with("desk.db", "The pier is open.")
    (tmp_path / "notes.txt").write_text("not a library")
    code, _, err = run("library", "import", tmp_path / "notes.txt", "--by", "A", "--library", here)
    assert code == 2
    assert "is not an Annotator library" in err


def test_the_list_says_where_else_a_story_came(run: Run, library_with: Callable[..., Path]) -> None:
    path = library_with("desk.db", f"First\n\n{WIRE}", f"Second\n\n{WIRE}", f"Third\n\n{WIRE}")
    _, out, _ = run("library", "list", "--library", path)
    assert out.count("also: ") == 3
    assert "and 1 more" in out
