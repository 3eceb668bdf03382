"""Scores of the analysis against annotated files, whichever of the four kinds they are."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.gold.reading import kind_of

_SCORERS = {
    "commitment": "evaluation.events",
    "hedges": "evaluation.hedges",
    "entities": "evaluation.entities",
}
"""Kinds of annotated files, and the modules that score them (each imports what it needs)."""

type Progress = Callable[[str], object]


def evaluate(
    gold: Path,
    system: Path | None = None,
    save: Path | None = None,
    by_form: bool = False,
    progress: Progress = lambda _: None,
) -> EvaluationReport:
    """How well the analysis (or the findings kept in `system`) matches the annotated file `gold`.

    `save` keeps what was found as JSON lines, to be scored again as `system`. Raises
    UserFacingError when a file cannot be read or is of no known kind.
    """
    kind = kind_of(gold)
    if kind == "attribution":
        from annotator.analysis.evaluation import attribution as evaluation_attribution

        return evaluation_attribution.evaluate(gold, system, save, by_form, progress)
    scorer = import_module(f"annotator.analysis.{_SCORERS[kind]}")
    report = scorer.evaluate(gold, system, save, progress)
    if not isinstance(report, EvaluationReport):
        raise TypeError(f"{_SCORERS[kind]} gave no report")
    return report


def reliability(gold: Path, progress: Progress = lambda _: None) -> EvaluationReport:
    """How often the findings in the annotated file `gold` are right, by their confidence.

    Raises UserFacingError when the file is no attribution or commitment file.
    """
    from annotator.analysis.evaluation import reliability as evaluation_reliability

    return evaluation_reliability.evaluate(gold, progress)
