"""Scores of events, hedged sentences and names against annotated files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from annotator.analysis.evaluation import entities as evaluation_entities
from annotator.analysis.evaluation import events as evaluation_events
from annotator.analysis.evaluation import hedges as evaluation_hedges
from annotator.analysis.evaluation.entities import score_names
from annotator.analysis.evaluation.events import score_events
from annotator.analysis.evaluation.hedges import score_hedged
from annotator.analysis.gold.certainty import GoldEvents, GoldHedged, GoldNames, read_names
from annotator.domain.entity import EntityKind
from annotator.errors import UserFacingError
from annotator.text.spans import Span


def written(path: Path, *rows: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def test_uncertain_events_are_counted_below_two() -> None:
    gold = (
        GoldEvents("a", "x", ((Span(0, 2), 0.4), (Span(5, 8), 3.0), (Span(9, 12), -1.0))),
        GoldEvents("b", "x", ((Span(0, 2), 1.9),)),
    )
    found = {"a": ((Span(0, 2), 1.0), (Span(5, 8), 0.5), (Span(9, 12), -2.5))}
    numbers: Any = score_events(gold, found).as_json()
    assert (numbers["uncertain"]["right"], numbers["uncertain"]["found"]) == (1, 2)
    assert numbers["uncertain"]["wanted"] == 3
    assert numbers["uncertain"]["f1"] == pytest.approx(0.4)
    assert numbers["events_found"] == 0.75
    assert numbers["mean_absolute_error"] == pytest.approx((0.6 + 2.5 + 1.5 + 1.1) / 4, abs=1e-4)


def test_hedged_sentences_are_counted() -> None:
    gold = tuple(GoldHedged(name, "x", name in "ab") for name in "abcd")
    numbers: Any = score_hedged(gold, {"a": True, "c": True}, "as kept").as_json()
    assert numbers["hedged"]["f1"] == 0.5


def test_names_need_their_boundaries_and_their_kind() -> None:
    gold = (
        GoldNames(
            "a",
            "x",
            frozenset({(Span(0, 3), EntityKind.PERSON), (Span(5, 9), EntityKind.ORG)}),
        ),
    )
    found = frozenset({(Span(0, 3), EntityKind.PERSON), (Span(5, 9), EntityKind.PLACE)})
    numbers: Any = score_names(gold, {"a": found}).as_json()
    assert numbers["all"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "right": 1, "found": 2, "wanted": 2,
    }  # fmt: skip
    assert numbers["PERSON"]["f1"] == 1.0


def test_other_labels_are_left_aside(tmp_path: Path) -> None:
    row = {"doc_id": "a", "text": "Anna won.", "entities": [[0, 4, "politician"], [5, 8, "misc"]]}
    (gold,) = read_names(written(tmp_path / "gold.jsonl", row))
    assert gold.names == {(Span(0, 4), EntityKind.PERSON)}


def test_a_line_that_is_none_is_told_by_number(tmp_path: Path) -> None:
    path = written(
        tmp_path / "gold.jsonl",
        {"doc_id": "a", "text": "x", "entities": []},
        {"doc_id": "b", "text": "x", "entities": [[0, 99, "person"]]},
    )
    with pytest.raises(UserFacingError, match="Line 2"):
        read_names(path)


def test_what_was_kept_scores_as_what_was_found(tmp_path: Path) -> None:
    text = "Perhaps the talks may resume in Cairo."
    events = written(
        tmp_path / "events.jsonl",
        {"doc_id": "a", "text": text, "events": [{"span": [22, 28], "score": 0.5}]},
    )
    names = written(
        tmp_path / "names.jsonl", {"doc_id": "a", "text": text, "entities": [[32, 37, "location"]]}
    )
    hedged = written(tmp_path / "hedged.jsonl", {"doc_id": "a", "text": text, "uncertain": True})
    for module, gold in (
        (evaluation_events, events),
        (evaluation_entities, names),
        (evaluation_hedges, hedged),
    ):
        saved = tmp_path / f"{gold.stem}-found.jsonl"
        fresh = module.evaluate(gold, None, saved, quiet)
        again = module.evaluate(gold, saved, None, quiet)
        assert {**fresh.as_json(), "how": ""} == {**again.as_json(), "how": ""}
        assert '"f1": 1.0' in json.dumps(fresh.as_json())
