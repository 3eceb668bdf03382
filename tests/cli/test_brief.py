"""`annotator brief`: from a file to a Word document without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

type Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.model


def words_of(path: Path) -> str:
    """Every paragraph, those in cells and drop-downs too, one a line."""
    paragraphs = docx.Document(str(path)).element.body.iter(qn("w:p"))
    return "\n".join("".join(word.text or "" for word in p.iter(qn("w:t"))) for p in paragraphs)


def test_a_file_nobody_looked_at_comes_with_its_claims_undecided(
    run: Run, story: Path, tmp_path: Path
) -> None:
    code, _, err = run(
        "brief", story, "-o", tmp_path / "out.docx", "--title", "Bridges", "--reference", "B-7"
    )
    assert code == 0, err
    words = words_of(tmp_path / "out.docx")
    assert "Bridges" in words
    assert "B-7" in words
    assert "that the old bridge 🌉 over the river is safe" in words
    assert "Ada Weaver" in words
    assert "Undecided" in words


def test_intentions_that_nobody_decided_about_are_left_out(
    run: Run, story: Path, tmp_path: Path
) -> None:
    story.write_text(
        "Ada Weaver said that the bridge is safe. The council ordered the ferry to stop on Monday.",
        encoding="utf-8",
    )
    code, out, err = run("analyse", story)
    assert code == 0, err
    assert '"decree"' in out
    assert run("brief", story, "-o", tmp_path / "out.docx")[0] == 0
    document = docx.Document(str(tmp_path / "out.docx"))
    rows = ["\n".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
    assert any("that the bridge is safe" in row for row in rows)
    assert not any("the ferry to stop" in row for row in rows)


def test_a_bad_file_among_good_ones_is_named_and_the_rest_is_written(
    run: Run, story: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    code, _, err = run("brief", broken, story, "-o", tmp_path / "out.docx")
    assert code == 1
    assert "broken.docx" in err
    assert "Ada Weaver" in words_of(tmp_path / "out.docx")
