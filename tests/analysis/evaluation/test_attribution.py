"""Evaluating attributions: kept findings score like fresh ones, and mistakes are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import analysis
from annotator.analysis.analyser import Analyser
from annotator.errors import UserFacingError

TEXT = "The mayor said the bridge is safe. According to divers, it is rusty."
CONTENT, SOURCE, CUE = [15, 33], [0, 9], [10, 14]
GOLD = {
    "doc_id": "bridge",
    "text": TEXT,
    "attributions": [
        {"content": [CONTENT], "source": [SOURCE], "cue": [CUE]},
        {"content": [[56, 67]], "source": [[48, 54]], "cue": [[35, 47]]},
    ],
}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return lines(tmp_path / "gold.jsonl", GOLD)


def test_kept_findings_are_scored_without_running_the_analysis(gold: Path, tmp_path: Path) -> None:
    found = {"doc_id": "bridge", "content": [CONTENT], "source": SOURCE, "cue": [CUE]}
    system = lines(tmp_path / "system.jsonl", found, {"doc_id": "other", "content": [[0, 5]]})
    report = analysis.evaluate(gold, system=system).as_json()
    assert report["kind"] == "attribution"
    assert report["C+S"] == {"P": 1.0, "R": 0.5, "F1": pytest.approx(2 / 3)}


def test_the_table_names_forms_when_asked(gold: Path, tmp_path: Path) -> None:
    system = lines(tmp_path / "system.jsonl")
    plain = analysis.evaluate(gold, system=system).as_text()
    by_form = analysis.evaluate(gold, system=system, by_form=True).as_text()
    assert "2 annotated, 0 found" in plain
    assert "indirect" not in plain
    assert "indirect" in by_form


@pytest.mark.parametrize(
    "row",
    [
        {"doc_id": "bridge", "content": [[0, 999]]},
        {"doc_id": "bridge", "content": "all of it"},
        {"content": [[0, 3]]},
    ],
)
def test_a_finding_that_does_not_fit_is_told_with_its_line(
    gold: Path, tmp_path: Path, row: object
) -> None:
    system = lines(tmp_path / "system.jsonl", row)
    with pytest.raises(UserFacingError, match="Line 1"):
        analysis.evaluate(gold, system=system)


@pytest.mark.model
def test_findings_can_be_kept_and_scored_again(gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    told: list[str] = []
    fresh = analysis.evaluate(gold, save=kept, progress=told.append).as_json()
    again = analysis.evaluate(gold, system=kept).as_json()
    assert fresh == again
    assert told
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert rows
    assert all(set(row) == {"doc_id", "content", "source", "cue"} for row in rows)


@pytest.mark.acceptance
@pytest.mark.model
@pytest.mark.skipif(
    not {"CORPORA", "EVALUATE"} <= set(os.environ), reason="CORPORA and EVALUATE are not set"
)
def test_on_the_dev_articles_the_reference_gives_the_same_numbers(tmp_path: Path) -> None:
    gold = Path(os.environ["CORPORA"]) / "attribution-dev.jsonl"
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(gold.read_text("utf-8").split("\n")[:6]) + "\n", "utf-8")
    kept, out = tmp_path / "kept.jsonl", tmp_path / "reference.json"
    ours = analysis.evaluate(few, save=kept).as_json()
    script = os.environ["EVALUATE"]
    subprocess.run([sys.executable, script, few, kept, "--json", out], check=True)
    (reference,) = json.loads(out.read_text("utf-8")).values()
    for name in ("content overlap", "C+S", "C+S+C", "content exact", "content token", "covered"):
        assert ours[name] == pytest.approx(reference[name])
    assert ours["content overlap"]["F1"] > 0.5  # type: ignore[index]


NESTED = "Officials said the ministry had warned that the dam could fail by spring."
OUTER = {"content": [[15, 72]], "source": [[0, 9]], "cue": [[10, 14]]}
INNER = {"content": [[39, 72]], "source": [[15, 27]], "cue": [[28, 38]]}


@pytest.mark.model
@pytest.mark.parametrize(("marked", "left_out"), [([OUTER], 1), ([OUTER, INNER], 0)])
def test_voices_inside_others_count_only_where_the_annotators_marked_such(
    analyser: Analyser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    marked: list[dict[str, object]],
    left_out: int,
) -> None:
    monkeypatch.setattr(Analyser, "load", lambda: analyser)
    gold = lines(tmp_path / "gold.jsonl", {"doc_id": "dam", "text": NESTED, "attributions": marked})
    report = analysis.evaluate(gold, save=tmp_path / "found.jsonl")
    assert report.as_json()["C+S"] == {"P": 1.0, "R": 1.0, "F1": 1.0}
    assert report.as_json()["inside others, not scored"] == left_out
    assert len((tmp_path / "found.jsonl").read_text("utf-8").splitlines()) == len(marked)
