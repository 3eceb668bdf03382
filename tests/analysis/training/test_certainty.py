"""Learning how certain events and sentences are."""

import json
from pathlib import Path

import numpy as np
import pytest

from annotator.analysis.certainty.model import load_certainty_model
from annotator.analysis.training import events as training_events
from annotator.analysis.training import hedges as training_hedges
from annotator.analysis.training.certainty import best_threshold, calibrated_threshold
from annotator.errors import UserFacingError

_OPEN = ["The port may open", "Perhaps the ships left", "The talks could fail", "It might rain"]
_SURE = ["The port opened", "The ships left", "The talks failed", "It rained"]


def told(_: str) -> None:
    """Progress that nobody watches."""


def hedges_file(path: Path) -> Path:
    rows = [
        {"doc_id": f"{kind}{n}", "text": f"{text} on day {n}.", "uncertain": kind == "open"}
        for kind, texts in (("open", _OPEN), ("sure", _SURE))
        for n in range(5)
        for text in texts
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def events_file(path: Path) -> Path:
    rows = []
    for n in range(20):
        for verb, text, score in (
            ("open", "The port may open again.", 0.5),
            ("left", "The ships left the port.", 3.0),
            ("fail", "The talks did not fail.", -3.0),
        ):
            at = text.index(verb)
            event = {"span": [at, at + len(verb)], "score": score}
            rows.append({"doc_id": f"{verb}{n}", "text": text, "events": [event]})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_what_is_learned_can_be_loaded_and_is_the_same_each_time(tmp_path: Path) -> None:
    gold = hedges_file(tmp_path / "hedges.jsonl"), events_file(tmp_path / "events.jsonl")
    digests: list[list[str]] = []
    for run in ("one", "two"):
        folders = [tmp_path / run / name for name in ("hedges", "events")]
        for trainer, path, folder in zip(
            (training_hedges, training_events), gold, folders, strict=True
        ):
            folder.mkdir(parents=True)
            assert trainer.train([path], folder, told, 0)
        cards = [json.loads((folder / "card.json").read_text("utf-8")) for folder in folders]
        digests.append([card["weights_sha256"] for card in cards])
        model = load_certainty_model(events=folders[1], hedges=folders[0])
        assert model.uncertain.any()
        assert 0 < model.hedged_from < 1
        assert cards[0]["f1_on_unseen_folds"]["hedged"] > 80
        assert list(cards[1]["networks"]) == ["uncertain"]
        assert list(cards[1]["rows"]) == ["event", "uncertain", "negative"]
    assert digests[0] == digests[1]


def test_weights_that_do_not_fit_their_card_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "hedges"
    folder.mkdir()
    training_hedges.train([hedges_file(tmp_path / "hedges.jsonl")], folder, told, 0)
    (folder / "weights.npz").write_bytes((folder / "weights.npz").read_bytes() + b"x")
    with pytest.raises(UserFacingError, match="card"):
        load_certainty_model(hedges=folder)


def test_the_threshold_lies_in_the_middle_of_a_plateau_not_on_a_lone_peak() -> None:
    chances = np.concatenate([np.full(100, 0.255), np.full(101, 0.5), np.linspace(0.59, 0.61, 3)])
    truth = np.concatenate([np.zeros(100), np.ones(101), np.ones(3)])
    least, reached = best_threshold(chances, truth)
    assert 0.29 <= least <= 0.47
    assert reached == 100


def test_a_model_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "hedges"
    folder.mkdir()
    training_hedges.train([hedges_file(tmp_path / "hedges.jsonl")], folder, told, 0)
    with pytest.raises(UserFacingError, match="event"):
        load_certainty_model(events=folder)


def test_the_threshold_of_calibrated_chances_is_half_the_best_f1() -> None:
    chance = np.random.default_rng(2).random(20_000)
    truth = (np.random.default_rng(3).random(20_000) < chance).astype(float)
    least, reached = calibrated_threshold(chance, truth)
    _, best = best_threshold(chance, truth)
    assert least == pytest.approx(best / 200, abs=0.006)
    assert reached > best - 0.3
