"""`annotator analyse`: the JSON contract, many files, and bad ones among them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

type Run = Callable[..., tuple[int, str, str]]


def test_one_file_prints_one_document_of_the_contract(run: Run, story: Path) -> None:
    code, out, err = run("analyse", story)
    assert (code, err) == (0, "")
    document = json.loads(out)
    text = document["article"]["text"]
    assert document["schema"] == 1
    assert document["model"]["name"] == "en_core_web_md"
    assert text.startswith("The mayor, Ada Weaver")
    claim = next(c for c in document["claims"] if c["voice"] == "source")
    words = " ".join(text[start:end] for start, end in claim["content"])
    assert words.endswith("the old bridge 🌉 over the river is safe")
    assert claim["suggestion"] == "sourced"
    assert text[slice(*claim["cue"])] == "said"
    entities = {entity["id"]: entity for entity in document["entities"]}
    assert entities[claim["source"]["entity"]]["name"] == "Ada Weaver"
    assert all(start < end for c in document["claims"] for start, end in c["content"])


def test_every_field_of_the_contract_is_there(run: Run, story: Path) -> None:
    document = json.loads(run("analyse", story)[1])
    assert document.keys() == {
        "schema", "model", "article", "entities", "claims", "events", "limits"
    }  # fmt: skip
    for claim in document["claims"]:
        assert claim.keys() == {
            "id", "content", "form", "voice", "source", "cue", "cue_class", "aside", "stance",
            "hedges", "suggestion", "reason", "confidence", "parent",
        }  # fmt: skip
        assert claim["reason"]
        assert 0 <= claim["confidence"] <= 1
    for entity in document["entities"]:
        assert {"id", "name", "kind", "names", "mentions"} <= entity.keys()


def test_a_folder_gives_a_line_a_file_in_order_and_goes_on_past_a_bad_one(
    run: Run, story: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("c.txt", "a.txt", "d.txt"):
        (folder / name).write_text(f"{name}. {story.read_text('utf-8')}", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    out_file = tmp_path / "out.jsonl"
    code, out, err = run("analyse", folder, "-o", out_file, "--processes", 2)
    assert (code, out) == (1, "")
    assert "b.txt" in err
    rows = [json.loads(line) for line in out_file.read_text("utf-8").splitlines()]
    assert [Path(row["file"]).name for row in rows] == ["a.txt", "c.txt", "d.txt"]
    assert [row["article"]["text"][:5] for row in rows] == ["a.txt", "c.txt", "d.txt"]


def test_a_failed_run_leaves_the_old_output_alone(run: Run, tmp_path: Path) -> None:
    out_file = tmp_path / "out.json"
    out_file.write_text("the old one")
    (tmp_path / "empty.txt").touch()
    code, _, err = run("analyse", tmp_path / "empty.txt", "-o", out_file)
    assert code == 2
    assert "empty.txt" in err
    assert out_file.read_text() == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.txt", "out.json"]


def test_a_missing_model_is_one_sentence(run: Run, story: Path) -> None:
    code, out, err = run("analyse", story, "--model", "no_such_model")
    assert (code, out) == (2, "")
    assert "no_such_model" in err
    assert "Traceback" not in err
