"""What learning about events and about hedged sentences share: folds, thresholds, the card.

Logistic regression with numpy alone and without chance; a question may ask a small network beside
it, and the two answer by the mean of their log odds. Thresholds are those that serve best on
sentences not learned from.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from spacy.language import Language

from annotator.analysis.certainty.columns import Indices
from annotator.analysis.certainty.model import CARD, FORMAT, WEIGHTS, network_name, save_weights
from annotator.analysis.learning.linear import SparseWeights, probabilities
from annotator.analysis.learning.network import Matrix, Network, counts_of, learn_network
from annotator.analysis.learning.optimisation import Floats, SparseRows, learn_yes_no

FOLDS = 5
_THRESHOLDS = np.arange(0.2, 0.61, 0.01)
_BESIDE = 3
"""How many thresholds on each side are weighed with one: the peak itself wanders."""

type Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Question:
    """One yes-or-no question: its rows, answers, and the fold of each row."""

    penalty: float
    rows: SparseRows
    answers: Floats
    """0 to 1."""
    truth: Floats
    """0 or 1."""
    fold: Indices
    bits: int
    signs: SparseRows | None = None
    """What a network reads of the same rows, where one is asked."""
    sign_bits: int = 0

    def learn(self, seen: Indices | None = None) -> SparseWeights:
        """Weights from all rows, or from those at these indices."""
        weights = self._weights(self._all if seen is None else seen)
        return SparseWeights.of(self.rows.hashed(weights, self.bits), self.bits)

    def learn_network(self, seen: Indices | None = None) -> Network | None:
        """The network from the same rows, where one is asked."""
        if self.signs is None:
            return None
        return self._network(self.signs, counts_of(self.signs), self._all if seen is None else seen)

    def unseen(self) -> Floats:
        """For each row its chance by what was learned of the other folds."""
        counts = counts_of(self.signs) if self.signs is not None else None
        chances = np.zeros(self.rows.count)
        for k in range(FOLDS):
            seen, held = np.flatnonzero(self.fold != k), np.flatnonzero(self.fold == k)
            scores = self.rows.chosen(held).times(self._weights(seen))
            if self.signs is not None and counts is not None:
                network = self._network(self.signs, counts, seen)
                scores = 0.5 * (scores + network.scores_of(counts[held]))
            chances[held] = probabilities(scores)
        return chances

    @property
    def _all(self) -> Indices:
        return np.arange(self.rows.count)

    def _weights(self, seen: Indices) -> Floats:
        return learn_yes_no(self.rows.chosen(seen), self.answers[seen], self.penalty)

    def _network(self, signs: SparseRows, counts: Matrix, seen: Indices) -> Network:
        return learn_network(counts[seen], self.answers[seen], signs, self.sign_bits)


def fold_of(doc_id: str) -> int:
    """The fold of the committed split that a sentence belongs to: by its id alone."""
    return zlib.crc32(doc_id.encode()) % FOLDS


def f1(found: Floats, truth: Floats) -> float:
    """F1 of yes-or-no answers, in percent."""
    total = float(found.sum() + truth.sum())
    return 200.0 * float(np.sum(found * truth)) / total if total else 0.0


def best_threshold(chances: Floats, truth: Floats) -> tuple[float, float]:
    """(threshold, F1 in percent) that serves best."""
    scores = [f1((chances >= least).astype(float), truth) for least in _THRESHOLDS]
    wide = np.pad(scores, _BESIDE, mode="edge")
    best = int(np.argmax(np.convolve(wide, np.ones(2 * _BESIDE + 1), mode="valid")))
    return round(float(_THRESHOLDS[best]), 2), scores[best]


def calibrated_threshold(chances: Floats, truth: Floats) -> tuple[float, float]:
    """(threshold, F1 in percent) for chances learned from yes-or-no answers.

    With calibrated chances the threshold of the best F1 is half of that F1 (Lipton, Elkan and
    Narayanaswamy 2014); the peak itself wanders with every sentence.
    """
    least = round(best_threshold(chances, truth)[1] / 200.0, 2)
    return least, f1((chances >= least).astype(float), truth)


def threshold(question: Question, chances: Floats) -> tuple[float, float]:
    """(threshold, F1 in percent) for the chances of a question's rows."""
    plain = np.array_equal(question.answers, question.truth)
    return (calibrated_threshold if plain else best_threshold)(chances, question.truth)


def learn_questions(
    questions: Mapping[str, Question], progress: Progress
) -> tuple[dict[str, SparseWeights | Network], dict[str, float], dict[str, float]]:
    """Weights, thresholds and the F1 on unseen folds (percent) of each question."""
    parts: dict[str, SparseWeights | Network] = {}
    thresholds, scores = dict[str, float](), dict[str, float]()
    for name, question in questions.items():
        progress(f"learning: {name}")
        thresholds[name], scores[name] = threshold(question, question.unseen())
        parts[name] = question.learn()
        network = question.learn_network()
        if network is not None:
            parts[network_name(name)] = network
    return parts, thresholds, scores


@dataclass(frozen=True, slots=True)
class Origin:
    """What a model is learned from, for its card."""

    nlp: Language
    paths: Sequence[Path]
    source: str


def write_model(
    folder: Path, questions: Mapping[str, Question], origin: Origin, progress: Progress
) -> tuple[str, ...]:
    """Learn the questions and write weights and card to `folder`; a line on each question."""
    meta = origin.nlp.meta
    parts, thresholds, scores = learn_questions(questions, progress)
    digest = save_weights(folder / WEIGHTS, parts)
    card = {
        "format": FORMAT,
        "made": datetime.now(UTC).date().isoformat(),
        "weights_sha256": digest,
        "language_model": f"{meta['lang']}_{meta['name']} {meta['version']}",
        "method": "logistic regression over hashed features, L-BFGS, squared penalty",
        "networks": {
            name: "one hidden layer, three seeds; mean of its log odds and the regression's"
            for name, question in questions.items()
            if question.signs is not None
        },
        "penalties": {name: question.penalty for name, question in questions.items()},
        "thresholds": thresholds,
        "f1_on_unseen_folds": {name: round(score, 1) for name, score in scores.items()},
        "folds": f"{FOLDS}, by CRC-32 of the sentence's id",
        "rows": {name: question.rows.count for name, question in questions.items()},
        "data": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in origin.paths},
        "source": origin.source,
    }
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return tuple(
        f"{name}: {question.rows.count} rows, F1 {scores[name]:.1f} on folds not learned from"
        for name, question in questions.items()
    )
