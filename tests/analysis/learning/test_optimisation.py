"""Learning in numpy: it finds what is there, the same each time."""

import numpy as np
import pytest

from annotator.analysis.learning import optimisation
from annotator.analysis.learning.linear import FeatureTable, numbers, probabilities
from annotator.analysis.learning.optimisation import (
    SparseRows,
    learn_choice,
    learn_yes_no,
    minimise,
)


def table_of(words: list[list[int]], bits: int = 14) -> FeatureTable:
    table = FeatureTable(len(words), bits)
    for row, values in enumerate(words):
        at = np.full(len(values), row, dtype=np.int64)
        table.entries("word", at, numbers(values))
    return table


def test_minimise_finds_the_bottom_of_a_bowl() -> None:
    scale = np.array([1.0, 10.0, 100.0])
    goal = np.array([3.0, -2.0, 0.5])

    def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float(np.sum(scale * (x - goal) ** 2)), 2 * scale * (x - goal)

    assert minimise(bowl, np.zeros(3), 100) == pytest.approx(goal, abs=1e-2)


def test_yes_no_learns_which_word_decides() -> None:
    chance = np.random.default_rng(1)
    words = [[int(chance.integers(5)), 10 + int(chance.integers(50))] for _ in range(400)]
    answers = np.array([float(first < 2) for first, _ in words])
    rows = SparseRows.of([table_of(words)])
    weights = learn_yes_no(rows, answers, penalty=0.1)
    assert ((probabilities(rows.times(weights)) > 0.5) == (answers > 0.5)).all()


def test_choice_prefers_the_candidate_that_was_worth_more() -> None:
    groups = [[1, 2, 3], [3, 1], [2, 3, 1, 4], [4, 1, 2]] * 5
    words = [[word] for group in groups for word in group]
    gains = np.array([1.0 if word == 1 else 0.001 for group in groups for word in group])
    starts = np.cumsum([0, *[len(group) for group in groups[:-1]]])
    rows = SparseRows.of([table_of(words)])
    scores = rows.times(learn_choice(rows, starts, gains, penalty=0.1))
    for start, group in zip(starts.tolist(), groups, strict=True):
        best = int(scores[start : start + len(group)].argmax())
        assert group[best] == 1


def test_the_same_rows_give_the_same_weights() -> None:
    words = [[i % 7, i % 11] for i in range(200)]
    answers = np.array([float(i % 3 == 0) for i in range(200)])
    first = learn_yes_no(SparseRows.of([table_of(words)]), answers, 1.0)
    second = learn_yes_no(SparseRows.of([table_of(words)]), answers, 1.0)
    assert (first == second).all()


def test_a_good_start_leads_to_the_same_place() -> None:
    words = [[i % 7, i % 11] for i in range(200)]
    answers = np.array([float(i % 7 < 3) for i in range(200)])
    rows = SparseRows.of([table_of(words)])
    cold = learn_yes_no(rows, answers, 1.0, iterations=200)
    warm = learn_yes_no(rows, answers, 1.0, iterations=200, start=cold + 0.1)
    assert warm == pytest.approx(cold, abs=0.02)


def test_rare_features_are_left_out() -> None:
    rows = SparseRows.of([table_of([[1, 2], [1], [1, 3]])], least=2)
    assert len(rows.kept) == 1
    assert np.diff(rows.starts).tolist() == [1, 1, 1]


def test_rows_can_be_chosen_in_any_order() -> None:
    rows = SparseRows.of([table_of([[1, 2], [1], [2, 1, 1]])], least=1)
    weights = np.arange(1.0, len(rows.kept) + 1)
    chosen = rows.chosen(np.array([2, 0]))
    assert chosen.times(weights).tolist() == rows.times(weights)[[2, 0]].tolist()


def test_gathering_is_the_transpose_of_scoring() -> None:
    chance = np.random.default_rng(2)
    words = [[int(x) for x in chance.integers(0, 30, 4)] for _ in range(50)]
    rows = SparseRows.of([table_of(words)], least=1)
    weights = chance.normal(size=len(rows.kept))
    per_row = chance.normal(size=50)
    assert per_row @ rows.times(weights) == pytest.approx(rows.gathered(per_row) @ weights)


def test_rows_too_many_for_one_block_score_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [[i % 13, i % 5, i % 3][: 1 + i % 3] for i in range(300)]
    rows = SparseRows.of([table_of(words)], least=1)
    weights = np.arange(1.0, len(rows.kept) + 1)
    per_row = np.arange(300.0)
    whole = rows.times(weights), rows.gathered(per_row)
    monkeypatch.setattr(optimisation, "_BLOCK", 7)
    assert rows.times(weights) == pytest.approx(whole[0])
    assert rows.gathered(per_row) == pytest.approx(whole[1])
