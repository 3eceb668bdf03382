"""Fitting how sure the analysis may be of itself, on files that nothing else learned from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from annotator.analysis.certainty.confidence import CARD, FOLDER, FORMAT, Confidence, Question
from annotator.analysis.learning.linear import probabilities
from annotator.analysis.learning.optimisation import Floats, minimise
from annotator.analysis.training.certainty import FOLDS, fold_of
from annotator.analysis.training.confidence_trials import EVENTS, Trial, learners_of, tried
from annotator.analysis.training.train import TrainReport
from annotator.errors import UserFacingError

_PENALTY = 1.0
_ROUNDS = 200

type Progress = Callable[[str], object]
type Outcome = tuple[float, bool]
"""A chance that was given, and whether it came true."""


def calibrate(
    paths: Sequence[Path], out_dir: Path, progress: Progress = lambda _: None
) -> TrainReport:
    """Fit the confidence to the annotated files, into a folder of its own below `out_dir`.

    Raises UserFacingError when a file cannot be read or was learned from, when a question is left
    without trials, or when the folder cannot be written.
    """
    for path in paths:
        _refuse_learned(path)
    trials = [trial for path in paths for trial in tried(path, progress)]
    missing = [question.value for question in Question if not any(_about(trials, question))]
    if missing:
        raise UserFacingError(
            f"The files say nothing on: {', '.join(missing)}.",
            "Name an attribution and a commitment file.",
        )
    card = {
        "format": FORMAT,
        "made": datetime.now(UTC).date().isoformat(),
        "method": "logistic regression over a handful of signs, squared penalty",
        "weights": {question.value: fitted(_about(trials, question)) for question in Question},
        "trials": {q.value: _summary(list(_about(trials, q))) for q in Question},
        "data": {path.name: sha256_of(path) for path in paths},
    }
    folder = out_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    except OSError as problem:
        raise UserFacingError(
            f"The confidence cannot be written to {folder}: {problem}", "Choose another folder."
        ) from problem
    counts = (f"{q.value}: {sum(1 for _ in _about(trials, q))} findings tried" for q in Question)
    return TrainReport(tuple(counts))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unseen(trials: Sequence[Trial]) -> list[Outcome]:
    """Each finding with its chance by what was fitted on the other folds of documents."""
    outcomes: list[Outcome] = []
    for question in Question:
        rows = list(_about(trials, question))
        for k in range(FOLDS):
            held = [row for row in rows if fold_of(row.doc_id) == k]
            if held:
                weights = fitted([row for row in rows if fold_of(row.doc_id) != k])
                outcomes += given(Confidence({question: weights}), held)
    return outcomes


def given(confidence: Confidence, trials: Iterable[Trial]) -> list[Outcome]:
    """Each finding with the chance that `confidence` gives it."""
    return [(confidence.chance(trial.question, trial.signs), trial.right) for trial in trials]


def fitted(trials: Iterable[Trial]) -> dict[str, float]:
    """The weight of each sign by which the chances are likeliest."""
    rows = list(trials)
    names = sorted({name for row in rows for name in row.signs})
    table = np.array([[row.signs.get(name, 0.0) for name in names] for row in rows])
    right = np.array([float(row.right) for row in rows])
    free = np.array([float(name != "always") for name in names])

    def objective(weights: Floats) -> tuple[float, Floats]:
        scores = table @ weights
        loss = float(np.sum(np.logaddexp(0.0, scores) - right * scores))
        wrong = probabilities(scores) - right
        held = _PENALTY * free * weights
        return loss + 0.5 * float(held @ weights), wrong @ table + held

    weights = minimise(objective, np.zeros(len(names)), _ROUNDS)
    return {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)}


def _about(trials: Iterable[Trial], question: Question) -> Iterable[Trial]:
    return (trial for trial in trials if trial.question is question)


def _summary(trials: Sequence[Trial]) -> Mapping[str, float | int]:
    right = sum(trial.right for trial in trials)
    return {"findings": len(trials), "right": round(right / len(trials), 4)}


def _refuse_learned(path: Path) -> None:
    """The models know the answers of what they learned from: nothing follows from such a file."""
    if learners_of(path) - {FOLDER, EVENTS}:
        raise UserFacingError(
            f"The analysis learned from {path}, so it says nothing on how sure it may be.",
            "Name annotated files that no model was trained on.",
        )
