"""How sure the analysis may be: chances from signs, fitting them, and trying them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from annotator.analysis import calibrate, reliability
from annotator.analysis.analyser import Analyser
from annotator.analysis.certainty.confidence import Confidence, Question, load_confidence
from annotator.analysis.evaluation.reliability import bins, chance_gap, gap
from annotator.analysis.training import confidence_trials
from annotator.analysis.training.certainty import fold_of
from annotator.analysis.training.confidence import fitted, given, sha256_of, unseen
from annotator.analysis.training.confidence_trials import Trial, tried
from annotator.domain.claim import Claim, Tag
from annotator.errors import UserFacingError

TOLD = "“The bridge is safe and will stay open,” the mayor said on Monday."
OWN = "The river rose by two metres in the night."
OPEN = "The ferry may sail again in spring."


def trials(rows: int) -> list[Trial]:
    """Findings with one telling sign: three in four with it are right, one in four without."""
    out = []
    for number in range(rows):
        there = number % 2 == 0
        signs = {"always": 1.0, "sign": 1.0} if there else {"always": 1.0}
        right = number % 40 < (30 if there else 10)
        out.append(Trial(f"d{number}", Question.VOICE, signs, right))
    return out


def test_what_is_fitted_says_how_often_a_sign_held() -> None:
    told = Confidence({Question.VOICE: fitted(trials(4000))})
    assert told.chance(Question.VOICE, {"always": 1.0, "sign": 1.0}) == pytest.approx(
        0.75, abs=0.01
    )
    assert told.chance(Question.VOICE, {"always": 1.0}) == pytest.approx(0.25, abs=0.01)


def test_on_documents_not_fitted_to_confidence_and_truth_lie_close() -> None:
    outcomes = unseen(trials(4000))
    assert len(outcomes) == 4000
    assert gap(tuple(bins(outcomes))) < 0.03


def test_a_gap_is_seen_where_confidence_is_too_high() -> None:
    rows = tuple(bins([(0.95, False)] * 30 + [(0.95, True)] * 10 + [(0.15, False)] * 20))
    assert [(row.least, row.count) for row in rows] == [(0.1, 20), (0.9, 40)]
    assert rows[1].right == 0.25
    assert gap(rows) == pytest.approx((40 * 0.7 + 20 * 0.15) / 60)


def test_the_gap_of_true_confidences_is_what_chance_alone_gives() -> None:
    draws = np.random.default_rng(7)
    gaps, told = list[float](), list[float]()
    for _ in range(200):
        chances = draws.random(100).tolist()
        rows = tuple(bins([(chance, draws.random() < chance) for chance in chances]))
        gaps.append(gap(rows))
        told.append(chance_gap(rows))
    assert sum(told) / 200 == pytest.approx(sum(gaps) / 200, rel=0.1)


@for_all(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_finder_never_makes_an_attribution_less_sure(one: float, other: float) -> None:
    confidence = load_confidence()
    low, high = sorted((one, other))
    assert 0 < confidence.of_attribution(low) <= confidence.of_attribution(high) < 1


def confidence_of(analyser: Analyser, text: str, tag: Tag) -> float:
    def about(claim: Claim) -> bool:
        return claim.suggestion is not None and claim.suggestion.tag is tag

    (found,) = [c.suggestion for c in analyser.analyse(text, (), "en").claims if about(c)]
    assert found is not None
    return found.confidence


def test_a_plain_may_is_surer_than_a_mere_will(analyser: Analyser) -> None:
    may = confidence_of(analyser, OPEN, Tag.SPECULATIVE)
    will = confidence_of(analyser, "The ferry will sail again in spring.", Tag.SPECULATIVE)
    assert may > 2 * will


def test_a_flat_report_is_rather_sure(analyser: Analyser) -> None:
    assert confidence_of(analyser, OWN, Tag.UNSOURCED) > 0.8


def gold(tmp_path: Path) -> tuple[Path, Path]:
    """An annotated file of articles and one of sentences."""
    content = [TOLD.index("“"), TOLD.index("”") + 1]
    row = {"content": [content], "source": [[TOLD.index("the mayor"), TOLD.index(" said")]],
           "cue": [[TOLD.index("said"), TOLD.index("said") + 4]]}  # fmt: skip
    articles = [
        {"doc_id": f"a{n}", "text": f"{TOLD}\n\n{OWN}", "attributions": [row]} for n in range(4)
    ]
    rose, sail = OWN.index("rose"), OPEN.index("sail")
    sentences = [
        {"doc_id": f"s{n}", "text": text, "events": [{"span": [at, at + 4], "score": score}]}
        for n in range(4)
        for text, at, score in ((OWN, rose, 3.0), (OPEN, sail, 0.4))
    ]
    paths = tmp_path / "articles.jsonl", tmp_path / "sentences.jsonl"
    for path, rows in zip(paths, (articles, sentences), strict=True):
        path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return paths


@pytest.mark.model
def test_confidence_is_fitted_from_files_and_tried_against_others(tmp_path: Path) -> None:
    articles, sentences = gold(tmp_path)
    report = calibrate([articles, sentences], tmp_path)
    assert "attribution: 4 findings tried" in report.as_text()
    card = json.loads((tmp_path / "confidence" / "card.json").read_text("utf-8"))
    assert card["trials"]["voice"] == {"findings": 4, "right": 1.0}
    assert set(card["data"]) == {"articles.jsonl", "sentences.jsonl"}
    mine = load_confidence(tmp_path / "confidence")
    assert mine.chance(Question.SURE, {"always": 1.0, "open": 0.0}) > 0.5
    tried = reliability(sentences).as_json()
    assert tried["how"] == "by the confidence that ships"
    assert set(tried) == {"kind", "how", "open", "sure"}


@pytest.mark.model
def test_what_the_event_model_learned_from_is_tried_by_models_that_did_not_see_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, judged open in one fold alone: only a model without that fold calls it sure."""
    rose, sail = OWN.index("rose"), OPEN.index("sail")
    rows = [
        {"doc_id": f"s{n}", "text": text, "events": [{"span": [at, at + 4], "score": score}]}
        for n in range(20)
        for text, at, score in ((OWN, rose, 3.0), (OPEN, sail, 3.0 if fold_of(f"s{n}") else 0.4))
    ]
    path = tmp_path / "sentences.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    before = {trial.doc_id: trial.signs for trial in tried(path, quiet) if _hedged(trial)}
    monkeypatch.setattr(confidence_trials, "learners_of", lambda _: frozenset({"commitment"}))
    after = {trial.doc_id: trial.signs for trial in tried(path, quiet) if _hedged(trial)}
    assert set(before) == set(after) == {f"s{n}" for n in range(20)}
    held = [after[name]["open"] for name in after if fold_of(name) == 0]
    others = [after[name]["open"] for name in after if fold_of(name) != 0]
    assert len({signs["open"] for signs in before.values()}) == 1
    assert max(held) < min(others)


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def _hedged(trial: Trial) -> bool:
    return trial.question is Question.OPEN


@pytest.mark.model
def test_one_sort_of_file_alone_is_not_enough(tmp_path: Path) -> None:
    _, sentences = gold(tmp_path)
    with pytest.raises(UserFacingError, match="attribution, voice"):
        calibrate([sentences], tmp_path)
    assert not (tmp_path / "confidence").exists()


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hedges.jsonl"
    path.write_text('{"doc_id": "a", "text": "x", "uncertain": true}\n', "utf-8")
    with pytest.raises(UserFacingError, match="hedges"):
        reliability(path)


def test_a_file_that_a_model_learned_from_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, sentences = gold(tmp_path)
    cards = tmp_path / "shipped" / "models" / "attribution"
    cards.mkdir(parents=True)
    digest = sha256_of(articles)
    (cards / "card.json").write_text(json.dumps({"data": [{"file": "x", "sha256": digest}]}))
    monkeypatch.setattr(confidence_trials.resources, "folder", lambda: tmp_path / "shipped")
    with pytest.raises(UserFacingError, match="learned from"):
        calibrate([articles, sentences], tmp_path)


@pytest.mark.parametrize("card", ["{", '{"format": 9}', '{"format": 1, "weights": {"voice": 3}}'])
def test_a_damaged_card_is_told(tmp_path: Path, card: str) -> None:
    (tmp_path / "card.json").write_text(card, "utf-8")
    with pytest.raises(UserFacingError, match="confidence model") as caught:
        load_confidence(tmp_path)
    assert caught.value.hint


def test_given_chances_are_those_of_the_weights() -> None:
    sure = Confidence({Question.VOICE: {"always": 0.0}})
    assert given(sure, trials(2)) == [(0.5, trials(2)[0].right), (0.5, trials(2)[1].right)]
