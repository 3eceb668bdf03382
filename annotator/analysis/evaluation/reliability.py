"""Whether a confidence means what it says: of the findings given 0.9, were nine in ten right?

A file that the confidence was fitted on is tried by cross-validation over its documents.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator import resources
from annotator.analysis.certainty.confidence import CARD, FOLDER, Question, load_confidence
from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.training.confidence import Outcome, given, sha256_of, unseen
from annotator.analysis.training.confidence_trials import tried

_STEPS = 10

_MEANING = {
    Question.ATTRIBUTION: "told by a source, with about this content",
    Question.VOICE: "the author's own voice",
    Question.OPEN: "hedged statement left open",
    Question.SURE: "flat statement meant for sure",
}


@dataclass(frozen=True, slots=True)
class Bin:
    """The findings whose confidence lies between two tenths."""

    least: float
    count: int
    told: float
    """Mean confidence."""
    right: float
    """Share of them that were right."""
    by_chance: float
    """How far the two lie apart on average when every confidence is true: what few findings do."""


def evaluate(gold: Path, progress: Callable[[str], object]) -> EvaluationReport:
    """The confidence of the findings in `gold` beside how often they were right.

    Raises UserFacingError when the file is no attribution or commitment file.
    """
    trials = tried(gold, progress)
    card = json.loads((resources.folder() / "models" / FOLDER / CARD).read_text("utf-8"))
    fitted_here = sha256_of(gold) in card["data"].values()
    how = "cross-validated over documents" if fitted_here else "by the confidence that ships"
    numbers: dict[str, object] = {"how": how}
    lines = [f"({how})"]
    for question in Question:
        about = [trial for trial in trials if trial.question is question]
        if about:
            outcomes = unseen(about) if fitted_here else given(load_confidence(), about)
            rows = tuple(bins(outcomes))
            numbers[question.value] = {
                "findings": len(outcomes),
                "mean_gap": round(gap(rows), 4),
                "gap_by_chance": round(chance_gap(rows), 4),
                "bins": [[b.least, b.count, round(b.told, 4), round(b.right, 4)] for b in rows],
            }
            lines += _table(question, rows)
    return EvaluationReport("reliability", numbers, tuple(lines))


def bins(outcomes: Sequence[Outcome]) -> Iterator[Bin]:
    """The outcomes by tenths of their confidence; empty tenths are left out."""
    for step in range(_STEPS):
        within = [one for one in outcomes if min(int(one[0] * _STEPS), _STEPS - 1) == step]
        if within:
            told = sum(chance for chance, _ in within) / len(within)
            right = sum(came for _, came in within) / len(within)
            spread = sum(chance * (1.0 - chance) for chance, _ in within)
            by_chance = math.sqrt(2.0 * spread / math.pi) / len(within)
            yield Bin(step / _STEPS, len(within), told, right, by_chance)


def gap(rows: Sequence[Bin]) -> float:
    """How far confidence and truth lie apart on average (expected calibration error)."""
    return _mean(rows, [abs(row.told - row.right) for row in rows])


def chance_gap(rows: Sequence[Bin]) -> float:
    """The gap that as many findings would show though every confidence were true."""
    return _mean(rows, [row.by_chance for row in rows])


def _mean(rows: Sequence[Bin], values: Sequence[float]) -> float:
    total = sum(row.count for row in rows)
    weighed = sum(row.count * value for row, value in zip(rows, values, strict=True))
    return weighed / total if total else 0.0


def _table(question: Question, rows: Sequence[Bin]) -> Iterator[str]:
    found, chance = 100 * gap(rows), 100 * chance_gap(rows)
    yield f"{_MEANING[question]} (mean gap {found:.1f} points; {chance:.1f} by chance alone)"
    yield f"  {'confidence':>12}{'findings':>10}{'told':>8}{'right':>8}"
    for row in rows:
        span = f"{row.least:.1f}-{row.least + 0.1:.1f}"
        yield f"  {span:>12}{row.count:10}{100 * row.told:8.1f}{100 * row.right:8.1f}"
