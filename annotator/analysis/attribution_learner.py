"""Learning the attribution model from annotated articles.

Each stage is learned on what the stages before it say of articles they have not seen: the articles
are dealt into folds, and a fold's cue likelihoods and contents come from the models of the others
(stacking, Wolpert 1992). What ships is learned from all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.candidates import content_candidates
from annotator.analysis.content_features import (
    CONTENT_BITS,
    ContentRows,
    Likely,
    content_table,
)
from annotator.analysis.cue_features import CUE_BITS, cue_table
from annotator.analysis.cues import possible_cues
from annotator.analysis.extensions import TokenSpan, TokenSpans
from annotator.analysis.lessons import Lesson
from annotator.analysis.lexicons import CueLexicon
from annotator.analysis.linear import SparseWeights, Weights, probabilities
from annotator.analysis.optimisation import Floats, SparseRows, learn_choice, learn_yes_no
from annotator.analysis.proposals import (
    ACCEPTANCE_BITS,
    Proposal,
    acceptance_table,
    decided,
    overlap,
    propose,
    weighed,
    words,
)
from annotator.analysis.source_candidates import source_candidates
from annotator.analysis.source_features import SOURCE_BITS, SourceRows, source_table
from annotator.analysis.token_traits import VectorClasses, token_traits

FOLDS = 3
PENALTIES = {"cue": 12.0, "content": 6.0, "source": 5.0, "acceptance": 8.0}
_LEAST_SEEN, _LEAST_RATE = 2, 0.004
"""When a word that is no verb may head a cue: how often it did, in how large a part of its uses."""
_GOOD = 0.5
_POOR = 1e-3
"""What choosing a wrong candidate is worth: next to nothing, so that logarithms stay finite."""
_THRESHOLDS = np.arange(0.2, 0.61, 0.02)

type Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything that goes into the weights file, and how it did on articles it had not seen."""

    cue_lemmas: frozenset[int]
    parts: dict[str, SparseWeights]
    threshold: float
    unseen: dict[str, float]
    """Precision, recall and F1 of contents over the folds, in percent."""
    rows: dict[str, int]


class AttributionLearner:
    """Learns the four models of the attribution, one after the other."""

    def __init__(
        self,
        lessons: Sequence[Lesson],
        lexicon: CueLexicon,
        vectors: VectorClasses,
        progress: Progress,
    ) -> None:
        self._lessons = lessons
        self._traits = [token_traits(lesson.view, lexicon, vectors) for lesson in lessons]
        self._lexicon = lexicon
        self._progress = progress
        self._fold = np.array([lesson.article % FOLDS for lesson in lessons])
        self._likely: list[Likely] = []
        self._rows: dict[str, int] = {}

    def learn(self) -> Learned:
        """All four models and the threshold that serves best on unseen articles."""
        lemmas = self._cue_lemmas()
        cue = self._learn_cue(lemmas)
        content, per_fold = self._learn_content()
        self._progress("weighing proposals")
        proposals = [
            propose(lesson.view, traits, likely, per_fold[fold])
            for lesson, traits, likely, fold in zip(
                self._lessons, self._traits, self._likely, self._fold.tolist(), strict=True
            )
        ]
        acceptance, threshold, unseen = self._learn_acceptance(proposals)
        parts = {
            "cue": SparseWeights.of(cue, CUE_BITS),
            "content": SparseWeights.of(content, CONTENT_BITS),
            "source": SparseWeights.of(self._learn_source(), SOURCE_BITS),
            "acceptance": SparseWeights.of(acceptance, ACCEPTANCE_BITS),
        }
        return Learned(lemmas, parts, threshold, unseen, self._rows)

    def _cue_lemmas(self) -> frozenset[int]:
        heads: Counter[int] = Counter()
        uses: Counter[int] = Counter()
        for lesson in self._lessons:
            ids = lesson.view.lemma_ids.tolist()
            verb = lesson.view.pos
            uses.update(key for i, key in enumerate(ids) if verb[i] != "VERB")
            heads.update(ids[g.head] for g in lesson.gold if verb[g.head] != "VERB")
        return frozenset(
            key
            for key, count in heads.items()
            if count >= _LEAST_SEEN and count >= _LEAST_RATE * uses[key]
        )

    def _learn_cue(self, lemmas: frozenset[int]) -> Floats:
        """The cue model; fills in how likely each token heads a cue, by the other folds."""
        self._progress("reading cues")
        tokens = [possible_cues(lesson.view, self._lexicon, lemmas) for lesson in self._lessons]
        rows = SparseRows.of(
            [
                cue_table(lesson.view, traits, chosen)
                for lesson, traits, chosen in zip(self._lessons, self._traits, tokens, strict=True)
            ]
        )
        heads = [{g.head for g in lesson.gold} for lesson in self._lessons]
        answers = np.array(
            [i in head for head, chosen in zip(heads, tokens, strict=True) for i in chosen],
            dtype=np.float64,
        )
        fold = np.repeat(self._fold, [len(chosen) for chosen in tokens])
        self._rows["cue"] = rows.count
        chances = np.zeros(rows.count)
        for k in range(FOLDS):
            self._progress(f"learning cues, fold {k + 1} of {FOLDS}")
            seen, unseen = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
            weights = learn_yes_no(rows.chosen(seen), answers[seen], PENALTIES["cue"])
            chances[unseen] = probabilities(rows.chosen(unseen).times(weights))
        start = 0
        for lesson, chosen in zip(self._lessons, tokens, strict=True):
            likely = np.zeros(lesson.view.size + 1)
            likely[chosen] = chances[start : start + len(chosen)]
            self._likely.append(likely)
            start += len(chosen)
        self._progress("learning cues")
        return rows.hashed(learn_yes_no(rows, answers, PENALTIES["cue"]), CUE_BITS)

    def _learn_content(self) -> tuple[Floats, list[Weights]]:
        """The content ranker of all articles, and for each fold that of the others."""
        self._progress("reading contents")
        tables, starts, gains, fold = [], list[int](), list[float](), list[int]()
        for index, lesson in enumerate(self._lessons):
            rows, worth = self._content_rows(index, lesson)
            if worth:
                starts += [start + len(gains) for start in rows.starts]
                fold += [int(self._fold[index])] * len(rows.starts)
                gains += worth
                tables.append(content_table(self._traits[index], rows, self._likely[index]))
        matrix = SparseRows.of(tables)
        self._rows["content"] = matrix.count
        choice = _Choice(matrix, np.array(starts), np.array(gains), np.array(fold))
        per_fold: list[Weights] = []
        for k in range(FOLDS):
            self._progress(f"learning contents, fold {k + 1} of {FOLDS}")
            weights = choice.learn(PENALTIES["content"], without=k)
            per_fold.append(matrix.hashed(weights, CONTENT_BITS).astype(np.float32))
        self._progress("learning contents")
        return matrix.hashed(choice.learn(PENALTIES["content"]), CONTENT_BITS), per_fold

    def _content_rows(self, index: int, lesson: Lesson) -> tuple[ContentRows, list[float]]:
        rows, worth = ContentRows(), list[float]()
        for gold in sorted({g.head: g for g in lesson.gold}.values(), key=lambda g: g.head):
            candidates = content_candidates(lesson.view, gold.head)
            shared = [overlap(gold.content, words(lesson.view, spans)) for spans in candidates]
            if max(shared, default=0.0) >= _GOOD:
                rows.add(lesson.view, gold.head, candidates, self._likely[index])
                worth += [value if value >= _GOOD else _POOR for value in shared]
        return rows, worth

    def _learn_source(self) -> Floats:
        self._progress("learning sources")
        tables, starts, gains = [], list[int](), list[float]()
        for lesson, traits in zip(self._lessons, self._traits, strict=True):
            rows = SourceRows()
            for gold in lesson.gold:
                found = source_candidates(lesson.view, gold.head)
                rows.add(lesson.view, gold.head, _stretches(gold.content), found)
            if not rows.starts:
                continue
            starts += [start + len(gains) for start in rows.starts]
            gains += _source_gains(lesson, rows)
            tables.append(source_table(traits, rows))
        matrix = SparseRows.of(tables)
        self._rows["source"] = matrix.count
        weights = learn_choice(matrix, np.array(starts), np.array(gains), PENALTIES["source"])
        return matrix.hashed(weights, SOURCE_BITS)

    def _learn_acceptance(
        self, proposals: Sequence[list[Proposal]]
    ) -> tuple[Floats, float, dict[str, float]]:
        self._progress("learning acceptance")
        triples = [
            (lesson, traits, found)
            for lesson, traits, found in zip(self._lessons, self._traits, proposals, strict=True)
        ]
        matrix = SparseRows.of([acceptance_table(x.view, t, p) for x, t, p in triples])
        answers = np.array(
            [
                any(overlap(proposal.body, gold.content) >= _GOOD for gold in lesson.gold)
                for lesson, _, found in triples
                for proposal in found
            ],
            dtype=np.float64,
        )
        fold = np.repeat(self._fold, [len(found) for found in proposals])
        self._rows["acceptance"] = matrix.count
        per_fold = [
            matrix.hashed(
                learn_yes_no(
                    matrix.chosen(np.flatnonzero(fold != k)),
                    answers[fold != k],
                    PENALTIES["acceptance"],
                ),
                ACCEPTANCE_BITS,
            ).astype(np.float32)
            for k in range(FOLDS)
        ]
        judged = [
            weighed(lesson.view, traits, found, per_fold[k])
            for (lesson, traits, found), k in zip(triples, self._fold.tolist(), strict=True)
        ]
        threshold, unseen = best_threshold(self._lessons, judged)
        weights = learn_yes_no(matrix, answers, PENALTIES["acceptance"])
        return matrix.hashed(weights, ACCEPTANCE_BITS), threshold, unseen


@dataclass(frozen=True, slots=True)
class _Choice:
    """Groups of candidates to choose from, with each group's fold."""

    matrix: SparseRows
    starts: NDArray[np.int64]
    gains: Floats
    fold: NDArray[np.int64]

    def learn(self, penalty: float, without: int | None = None) -> Floats:
        if without is None:
            return learn_choice(self.matrix, self.starts, self.gains, penalty)
        ends = np.append(self.starts[1:], self.matrix.count)
        groups = np.flatnonzero(self.fold != without)
        sizes = ends[groups] - self.starts[groups]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.arange(int(sizes.sum())) + np.repeat(self.starts[groups] - starts, sizes)
        return learn_choice(self.matrix.chosen(rows), starts, self.gains[rows], penalty)


def best_threshold(
    lessons: Sequence[Lesson], judged: Sequence[list[Proposal]]
) -> tuple[float, dict[str, float]]:
    """The acceptance from which attributions are put forward for the best F1 of contents."""
    best, score = 0.0, {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    for threshold in _THRESHOLDS.tolist():
        right = found = gold = 0
        for lesson, proposals in zip(lessons, judged, strict=True):
            kept = decided(proposals, threshold)
            found += len(kept)
            gold += len(lesson.gold)
            right += _matched(lesson, kept)
        f1 = 200.0 * right / max(1, found + gold)
        if f1 > score["f1"]:
            score = {
                "precision": 100.0 * right / max(1, found),
                "recall": 100.0 * right / max(1, gold),
                "f1": f1,
            }
            best = threshold
    return round(best, 2), {name: round(value, 2) for name, value in score.items()}


def _matched(lesson: Lesson, kept: Sequence[Proposal]) -> int:
    """How many proposals share at least half their words with a content of their own."""
    pairs = sorted(
        (-shared, i, j)
        for i, proposal in enumerate(kept)
        for j, gold in enumerate(lesson.gold)
        if (shared := overlap(proposal.body, gold.content)) >= _GOOD
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return len(used[0])


def _stretches(tokens: frozenset[int]) -> TokenSpans:
    """Tokens as spans, small gaps (punctuation) closed."""
    out: list[TokenSpan] = []
    for i in sorted(tokens):
        if out and i <= out[-1].end + 1:
            out[-1] = TokenSpan(out[-1].start, i + 1)
        else:
            out.append(TokenSpan(i, i + 1))
    return tuple(out)


def _source_gains(lesson: Lesson, rows: SourceRows) -> Iterator[float]:
    ends = [*rows.starts[1:], len(rows.cues)]
    for gold, start, end in zip(lesson.gold, rows.starts, ends, strict=True):
        for span in rows.spans[start:end]:
            if gold.source is None or span is None:
                yield 1.0 if gold.source is None and span is None else _POOR
            else:
                yield max(overlap(gold.source, words(lesson.view, [span])), _POOR)
