"""Training from annotated files: the same data gives the same model, and the card tells all."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.analysis.attribution.model import load_attribution_model
from annotator.analysis.training import attribution as training_attribution
from annotator.analysis.training.train import train
from annotator.errors import UserFacingError

pytestmark = pytest.mark.model

PEOPLE = ("The mayor", "Ilse Brandt", "A spokesman for the port", "The two envoys", "He")
VERBS = ("said", "warned", "added", "insisted", "claimed")
CLAIMS = (
    "the harbour would stay closed until Monday",
    "the bridge had never been safe",
    "nobody had been asked about the dam",
    "the boats were sent back to the island",
    "prices would rise again in the spring",
)


def annotated(index: int) -> dict[str, object]:
    """An article of invented sentences with the attributions in them."""
    text, attributions = "", []
    for k in range(4):
        person = PEOPLE[(index + k) % 5]
        verb = VERBS[(index * 2 + k) % 5]
        claim = CLAIMS[(index + 3 * k) % 5]
        text += "The day was cold and the market was full of people.\n"
        start = len(text)
        text += f"{person} {verb} that {claim}.\n"
        cue = start + len(person) + 1
        said = cue + len(verb) + 1
        attributions.append(
            {
                "content": [[said, said + len(f"that {claim}")]],
                "source": [[start, start + len(person)]],
                "cue": [[cue, cue + len(verb)]],
            }
        )
    return {"doc_id": str(index), "text": text, "attributions": attributions}


def written(path: Path, indices: range) -> Path:
    """Articles, and one in which nobody says anything."""
    silent = {"doc_id": "silent", "text": "Harbour. Market. Rain.", "attributions": []}
    rows = [*(annotated(i) for i in indices), silent]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def few_neighbourhoods() -> Iterator[None]:
    """Fewer neighbourhoods of word vectors than the product has: gathering them takes long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training_attribution, "FINE", 32)
        patch.setattr(training_attribution, "COARSE", 8)
        yield


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(training file, folder of the models)."""
    folder = tmp_path_factory.mktemp("training")
    gold = written(folder / "invented-train.jsonl", range(12))
    written(folder / "invented-dev.jsonl", range(20, 24))
    train([gold], folder / "models")
    return gold, folder / "models"


def card_of(models: Path) -> dict[str, object]:
    card: dict[str, object] = json.loads((models / "attribution" / "card.json").read_text("utf-8"))
    return card


def test_what_was_learned_holds_for_articles_not_seen(trained: tuple[Path, Path]) -> None:
    dev = card_of(trained[1])["dev"]
    assert isinstance(dev, dict)
    assert dev["content_f1"] > 90
    assert dev["content_and_source_f1"] > 80


def test_the_card_names_data_scores_and_versions(trained: tuple[Path, Path]) -> None:
    gold, models = trained
    card = card_of(models)
    assert card["data"] == [
        {"file": gold.name, "sha256": hashlib.sha256(gold.read_bytes()).hexdigest()}
    ]
    assert card["articles"] == 13
    assert card["attributions"] == 48
    assert set(card) >= {"date", "versions", "pipeline", "threshold", "weights_sha256", "seed"}


def test_the_same_data_gives_the_same_weights(trained: tuple[Path, Path], tmp_path: Path) -> None:
    gold, models = trained
    assert "weights_sha256" in train([gold], tmp_path).as_text()
    first, second = (folder / "attribution" / "weights.npz" for folder in (models, tmp_path))
    assert first.read_bytes() == second.read_bytes()


def test_the_weights_hold_no_words_of_the_data(trained: tuple[Path, Path]) -> None:
    raw = (trained[1] / "attribution" / "weights.npz").read_bytes()
    assert b"harbour" not in raw
    assert b"pickle" not in raw


def test_a_damaged_model_is_told(trained: tuple[Path, Path], tmp_path: Path) -> None:
    source = trained[1] / "attribution"
    (tmp_path / "card.json").write_bytes((source / "card.json").read_bytes())
    (tmp_path / "weights.npz").write_bytes((source / "weights.npz").read_bytes()[:-40])
    with pytest.raises(UserFacingError, match="not those its card describes"):
        load_attribution_model(tmp_path)


def test_weights_of_another_card_are_told(trained: tuple[Path, Path], tmp_path: Path) -> None:
    source = trained[1] / "attribution"
    card = json.loads((source / "card.json").read_text("utf-8"))
    card["weights_sha256"] = "0" * 64
    (tmp_path / "card.json").write_text(json.dumps(card), "utf-8")
    (tmp_path / "weights.npz").write_bytes((source / "weights.npz").read_bytes())
    with pytest.raises(UserFacingError, match="not those its card describes"):
        load_attribution_model(tmp_path)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="cannot be read"):
        load_attribution_model(tmp_path)


def test_a_file_of_no_known_kind_trains_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "a"}\n', "utf-8")
    with pytest.raises(UserFacingError, match="known kind"):
        train([tmp_path / "x.jsonl"], tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match=r"none\.jsonl"):
        train([tmp_path / "none.jsonl"], tmp_path)
