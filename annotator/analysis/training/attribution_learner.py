"""Learning the attribution model from annotated articles.

Each stage is learned on what the stages before it say of articles they have not seen: the articles
are dealt into folds, and a fold's cue likelihoods and contents come from the models of the others
(stacking, Wolpert 1992). What ships is learned from all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from annotator.analysis.attribution.acceptance import ACCEPTANCE_BITS, acceptance_table
from annotator.analysis.attribution.acceptance_signs import acceptance_signs
from annotator.analysis.attribution.bars import acceptable, bar_offsets
from annotator.analysis.attribution.candidates import content_candidates
from annotator.analysis.attribution.content_features import CONTENT_BITS, content_table
from annotator.analysis.attribution.content_rows import ContentRows, Likely
from annotator.analysis.attribution.cue_features import CUE_BITS, cue_table
from annotator.analysis.attribution.cues import possible_cues
from annotator.analysis.attribution.decisions import decided, twins_joined
from annotator.analysis.attribution.proposal import Proposal, overlap, words
from annotator.analysis.attribution.proposals import propose, with_sources
from annotator.analysis.attribution.source_candidates import source_candidates
from annotator.analysis.attribution.source_features import SOURCE_BITS, SourceRows, source_table
from annotator.analysis.attribution.token_traits import VectorClasses, token_traits
from annotator.analysis.gold.scoring import LIGHT_WORDS
from annotator.analysis.learning.boosting import Growth, grow_trees
from annotator.analysis.learning.linear import FeatureTable, SparseWeights, Weights, probabilities
from annotator.analysis.learning.optimisation import Floats, SparseRows, learn_choice, learn_yes_no
from annotator.analysis.learning.trees import Signs, Trees
from annotator.analysis.lexicon.lexicons import CueLexicon
from annotator.analysis.parsing.extensions import TokenSpan, TokenSpans
from annotator.analysis.parsing.parse_view import ParseView
from annotator.analysis.training.lessons import Lesson

FOLDS = 3
_ROUNDS = 40
"""Steps of the minimiser: enough, from the middle of the folds' weights more than enough."""
PENALTIES = {"cue": 12.0, "content": 6.0, "source": 5.0, "acceptance": 8.0}
GROWTH = Growth()
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
    trees: Trees
    threshold: float
    unseen: dict[str, float]
    """Precision, recall and F1 of contents over the folds, in percent."""
    rows: dict[str, int]


class AttributionLearner:
    """Learns the models of the attribution, one after the other."""

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
        """All models and the threshold that serves best on unseen articles."""
        lemmas = self._cue_lemmas()
        cue = self._learn_cue(lemmas)
        content, fold_contents = self._learn_content()
        source, fold_sources = self._learn_source()
        self._progress("weighing proposals")
        proposals: list[list[Proposal]] = []
        for lesson, traits, likely, k in zip(
            self._lessons, self._traits, self._likely, self._fold.tolist(), strict=True
        ):
            found = propose(lesson.view, traits, likely, fold_contents[k])
            proposals.append(with_sources(lesson.view, traits, found, fold_sources[k]))
        acceptance, trees, threshold, unseen = self._learn_acceptance(proposals)
        parts = {
            "cue": SparseWeights.of(cue, CUE_BITS),
            "content": SparseWeights.of(content, CONTENT_BITS),
            "source": SparseWeights.of(source, SOURCE_BITS),
            "acceptance": SparseWeights.of(acceptance, ACCEPTANCE_BITS),
        }
        return Learned(lemmas, parts, trees, threshold, unseen, self._rows)

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
        middle = np.zeros(len(rows.kept))
        for k in range(FOLDS):
            self._progress(f"learning cues, fold {k + 1} of {FOLDS}")
            seen, unseen = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
            weights = learn_yes_no(
                rows.chosen(seen), answers[seen], PENALTIES["cue"], iterations=_ROUNDS
            )
            middle += weights / FOLDS
            chances[unseen] = probabilities(rows.chosen(unseen).times(weights))
        start = 0
        for lesson, chosen in zip(self._lessons, tokens, strict=True):
            likely = np.zeros(lesson.view.size + 1)
            likely[chosen] = chances[start : start + len(chosen)]
            self._likely.append(likely)
            start += len(chosen)
        self._progress("learning cues")
        weights = learn_yes_no(rows, answers, PENALTIES["cue"], iterations=_ROUNDS, start=middle)
        return rows.hashed(weights, CUE_BITS)

    def _learn_content(self) -> tuple[Floats, list[Weights]]:
        """The content ranker of all articles, and for each fold that of the others."""
        groups = _Groups("content", CONTENT_BITS)
        for index, lesson in enumerate(self._lessons):
            rows, worth = self._content_rows(index, lesson)
            if worth:
                table = content_table(self._traits[index], rows)
                groups.add(table, rows.starts, worth, int(self._fold[index]))
        return self._learn_choice(groups)

    def _learn_choice(self, groups: _Groups) -> tuple[Floats, list[Weights]]:
        choice = groups.choice()
        penalty = PENALTIES[groups.name]
        self._rows[groups.name] = choice.matrix.count
        per_fold: list[Weights] = []
        middle: Floats | None = None
        for k in range(FOLDS):
            self._progress(f"learning the {groups.name} ranker, fold {k + 1} of {FOLDS}")
            weights = choice.learn(penalty, without=k)
            middle = weights / FOLDS if middle is None else middle + weights / FOLDS
            per_fold.append(choice.matrix.hashed(weights, groups.bits).astype(np.float32))
        self._progress(f"learning the {groups.name} ranker")
        return choice.matrix.hashed(choice.learn(penalty, start=middle), groups.bits), per_fold

    def _content_rows(self, index: int, lesson: Lesson) -> tuple[ContentRows, list[float]]:
        rows, worth = ContentRows(lesson.view, self._likely[index]), list[float]()
        for gold in sorted({g.head: g for g in lesson.gold}.values(), key=lambda g: g.head):
            candidates = content_candidates(lesson.view, gold.head)
            shared = [overlap(gold.content, words(lesson.view, spans)) for spans in candidates]
            if max(shared, default=0.0) >= _GOOD:
                rows.add(gold.head, candidates)
                worth += [value if value >= _GOOD else _POOR for value in shared]
        return rows, worth

    def _learn_source(self) -> tuple[Floats, list[Weights]]:
        groups = _Groups("source", SOURCE_BITS)
        for index, lesson in enumerate(self._lessons):
            rows = SourceRows()
            for gold in lesson.gold:
                found = source_candidates(lesson.view, gold.head)
                rows.add(lesson.view, gold.head, _stretches(gold.content), found)
            if rows.starts:
                worth = list(_source_gains(lesson, rows))
                table = source_table(self._traits[index], rows)
                groups.add(table, rows.starts, worth, int(self._fold[index]))
        return self._learn_choice(groups)

    def _learn_acceptance(
        self, proposals: Sequence[list[Proposal]]
    ) -> tuple[Floats, Trees, float, dict[str, float]]:
        self._progress("learning acceptance")
        tables = zip(self._lessons, self._traits, proposals, strict=True)
        matrix = SparseRows.of([acceptance_table(x.view, t, p) for x, t, p in tables])
        answers = np.array(
            [
                any(overlap(proposal.body, gold.content) >= _GOOD for gold in lesson.gold)
                for lesson, found in zip(self._lessons, proposals, strict=True)
                for proposal in found
            ],
            dtype=np.float64,
        )
        self._rows["acceptance"] = matrix.count
        fold = np.repeat(self._fold, [len(found) for found in proposals])
        scores = np.zeros(matrix.count)
        for k in range(FOLDS):
            seen, unseen = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
            weights = learn_yes_no(matrix.chosen(seen), answers[seen], PENALTIES["acceptance"])
            scores[unseen] = matrix.chosen(unseen).times(weights)
        signs = self._signs(proposals, scores)
        self._progress("growing trees")
        chances = np.zeros(matrix.count)
        for k in range(FOLDS):
            held = fold == k
            trees = grow_trees(signs[~held], answers[~held], GROWTH)
            chances[held] = probabilities(trees.scores(signs[held]))
        threshold, measured = self._threshold(proposals, chances)
        weights = learn_yes_no(matrix, answers, PENALTIES["acceptance"])
        trees = grow_trees(signs, answers, GROWTH)
        return matrix.hashed(weights, ACCEPTANCE_BITS), trees, threshold, measured

    def _signs(self, proposals: Sequence[list[Proposal]], scores: Floats) -> Signs:
        """What the trees read, a row for each proposal."""
        ends = np.cumsum([len(found) for found in proposals])
        return np.concatenate(
            [
                acceptance_signs(lesson.view, traits, found, scores[end - len(found) : end])
                for lesson, traits, found, end in zip(
                    self._lessons, self._traits, proposals, ends.tolist(), strict=True
                )
                if found
            ]
        )

    def _threshold(
        self, proposals: Sequence[list[Proposal]], chances: Floats
    ) -> tuple[float, dict[str, float]]:
        """The best bar for proposals of these chances, and how they do with it."""
        left = iter(chances.tolist())
        judged = [
            twins_joined([replace(proposal, accepted=next(left)) for proposal in found])
            for found in proposals
        ]
        offsets = [
            bar_offsets(lesson.view, self._lexicon, found)
            for lesson, found in zip(self._lessons, judged, strict=True)
        ]
        return best_threshold(self._lessons, judged, offsets)


class _Groups:
    """Groups of candidates, gathered document by document."""

    def __init__(self, name: str, bits: int) -> None:
        self.name = name
        self.bits = bits
        self._tables: list[FeatureTable] = []
        self._starts: list[int] = []
        self._gains: list[float] = []
        self._fold: list[int] = []

    def add(
        self, table: FeatureTable, starts: Sequence[int], gains: Sequence[float], fold: int
    ) -> None:
        self._starts += [start + len(self._gains) for start in starts]
        self._fold += [fold] * len(starts)
        self._gains += gains
        self._tables.append(table)

    def choice(self) -> _Choice:
        matrix = SparseRows.of(self._tables)
        self._tables.clear()
        return _Choice(matrix, np.array(self._starts), np.array(self._gains), np.array(self._fold))


@dataclass(frozen=True, slots=True)
class _Choice:
    """Groups of candidates to choose from, with each group's fold."""

    matrix: SparseRows
    starts: NDArray[np.int64]
    gains: Floats
    fold: NDArray[np.int64]

    def learn(
        self, penalty: float, without: int | None = None, start: Floats | None = None
    ) -> Floats:
        if without is None:
            return learn_choice(
                self.matrix, self.starts, self.gains, penalty, iterations=_ROUNDS, start=start
            )
        ends = np.append(self.starts[1:], self.matrix.count)
        groups = np.flatnonzero(self.fold != without)
        sizes = ends[groups] - self.starts[groups]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.arange(int(sizes.sum())) + np.repeat(self.starts[groups] - starts, sizes)
        return learn_choice(
            self.matrix.chosen(rows), starts, self.gains[rows], penalty, iterations=_ROUNDS
        )


def best_threshold(
    lessons: Sequence[Lesson],
    judged: Sequence[list[Proposal]],
    offsets: Sequence[list[float]],
) -> tuple[float, dict[str, float]]:
    """The acceptance from which attributions are put forward, given how far each one's bar lies
    from the common one.

    It gives the best mean of two F1: of contents, and of contents with their sources.
    """
    best, score = 0.0, {"precision": 0.0, "recall": 0.0, "f1": 0.0, "with_source_f1": 0.0}
    for threshold in _THRESHOLDS.tolist():
        right = sourced = found = gold = 0
        for lesson, proposals, above in zip(lessons, judged, offsets, strict=True):
            kept = decided(lesson.view, acceptable(proposals, above, threshold))
            found += len(kept)
            gold += len(lesson.gold)
            pairs = _matched(lesson, kept)
            right += len(pairs)
            sourced += sum(
                _source_worth(lesson.view, lesson.gold[j].source, kept[i].source) >= _GOOD
                for i, j in pairs
            )
        f1 = 200.0 * right / max(1, found + gold)
        with_source = 200.0 * sourced / max(1, found + gold)
        if f1 + with_source > score["f1"] + score["with_source_f1"]:
            best = threshold
            score = {
                "precision": 100.0 * right / max(1, found),
                "recall": 100.0 * right / max(1, gold),
                "f1": f1,
                "with_source_f1": with_source,
            }
    return round(best, 2), {name: round(value, 2) for name, value in score.items()}


def _matched(lesson: Lesson, kept: Sequence[Proposal]) -> list[tuple[int, int]]:
    """One-to-one pairs of a proposal and an annotated content that share half their words."""
    candidates = sorted(
        (-shared, i, j)
        for i, proposal in enumerate(kept)
        for j, gold in enumerate(lesson.gold)
        if (shared := overlap(proposal.body, gold.content)) >= _GOOD
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


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
            yield max(_source_worth(lesson.view, gold.source, span), _POOR)


def _source_worth(view: ParseView, gold: frozenset[int] | None, span: TokenSpan | None) -> float:
    """Half for a word in common that bears meaning, half for the likeness of the whole."""
    if gold is None or span is None:
        return 1.0 if gold is None and span is None else 0.0
    found = words(view, [span])
    heavy = {i for i in gold if view.text[i] not in LIGHT_WORDS} or gold
    return 0.5 * bool(heavy & found) + 0.5 * overlap(gold, found)
