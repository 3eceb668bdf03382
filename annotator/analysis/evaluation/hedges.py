"""How well hedged sentences are told from others.

A file that the shipped model learned from is scored by cross-validation on the committed split:
each sentence by a model that has not seen it, with a threshold chosen on the other folds.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from annotator import resources
from annotator.analysis.certainty.model import CARD
from annotator.analysis.evaluation.counts import Counts, rows_by_id, write_rows
from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.gold.certainty import GoldHedged, read_hedged


def evaluate(
    gold: Path, system: Path | None, save: Path | None, progress: Callable[[str], object]
) -> EvaluationReport:
    """Score sentences of `gold` against the analysis, or against what is kept in `system`."""
    sentences = read_hedged(gold)
    if system:
        kept = rows_by_id(system)
        found = {row.doc_id: bool(kept.get(row.doc_id, {}).get("uncertain")) for row in sentences}
        how = "as kept"
    elif _learned_from(gold):
        progress("learning without each fold in turn")
        found, how = _cross_validated(sentences), "cross-validated on the committed split"
    else:
        progress(f"analysing {len(sentences)} sentences")
        found, how = _analysed(sentences), "by the shipped model"
    write_rows(save, ({"doc_id": key, "uncertain": value} for key, value in found.items()))
    return score_hedged(sentences, found, how)


def score_hedged(
    sentences: tuple[GoldHedged, ...], found: dict[str, bool], how: str
) -> EvaluationReport:
    """F1 of hedged sentences."""
    counts = Counts(0, 0, 0)
    for row in sentences:
        said = found.get(row.doc_id, False)
        counts += Counts(int(said and row.uncertain), int(said), int(row.uncertain))
    numbers = {"hedged": counts.as_json(), "sentences": len(sentences), "how": how}
    return EvaluationReport("hedges", numbers, (counts.line("hedged sentences"), f"({how})"))


def _learned_from(gold: Path) -> bool:
    card = json.loads((resources.folder() / "models" / "hedges" / CARD).read_text("utf-8"))
    return hashlib.sha256(gold.read_bytes()).hexdigest() in card["data"].values()


def _cross_validated(sentences: tuple[GoldHedged, ...]) -> dict[str, bool]:
    from annotator.analysis.pipeline import parser_with_hedges
    from annotator.analysis.training.certainty import FOLDS, calibrated_threshold
    from annotator.analysis.training.hedges import hedged_question

    question = hedged_question(parser_with_hedges(), sentences)
    chances = question.unseen()
    said = np.zeros(len(sentences), dtype=bool)
    for k in range(FOLDS):
        others, held = question.fold != k, question.fold == k
        least, _ = calibrated_threshold(chances[others], question.truth[others])
        said[held] = chances[held] >= least
    return {row.doc_id: bool(yes) for row, yes in zip(sentences, said.tolist(), strict=True)}


def _analysed(sentences: tuple[GoldHedged, ...]) -> dict[str, bool]:
    from annotator.analysis.certainty.model import load_certainty_model
    from annotator.analysis.pipeline import build

    least = load_certainty_model().hedged_from
    docs = build().pipe(row.text for row in sentences)
    return {
        row.doc_id: max(doc._.doubts, default=0.0) >= least
        for row, doc in zip(sentences, docs, strict=True)
    }
