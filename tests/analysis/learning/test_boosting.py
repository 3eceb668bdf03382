"""Small trees added up: they find what no single number tells, the same each time."""

import numpy as np

from annotator.analysis.learning.boosting import Growth, grow_trees
from annotator.analysis.learning.linear import probabilities

GROWTH = Growth(trees=60, depth=3, rate=0.2, least_weight=1.0, columns=1.0)


def either_but_not_both() -> tuple[np.ndarray, np.ndarray]:
    """Rows of six numbers; "yes" where exactly one of the first two is above a half."""
    rows = np.random.default_rng(1).random((600, 6)).astype(np.float32)
    return rows, np.logical_xor(rows[:, 0] > 0.5, rows[:, 1] > 0.5).astype(np.float64)


def test_trees_learn_what_only_two_numbers_together_tell() -> None:
    rows, answers = either_but_not_both()
    trees = grow_trees(rows[:400], answers[:400], GROWTH)
    right = (probabilities(trees.scores(rows[400:])) > 0.5) == (answers[400:] > 0.5)
    assert right.mean() > 0.9


def test_the_score_is_the_log_odds_of_the_answer() -> None:
    chance = np.random.default_rng(2)
    rows = chance.integers(0, 2, (2000, 3)).astype(np.float32)
    answers = (chance.random(2000) < np.where(rows[:, 1] > 0.5, 0.8, 0.3)).astype(np.float64)
    told = probabilities(grow_trees(rows, answers, GROWTH).scores(rows))
    for side in (0, 1):
        held = rows[:, 1] == side
        assert abs(told[held].mean() - answers[held].mean()) < 0.03


def test_a_row_is_judged_alike_alone_and_among_others() -> None:
    rows, answers = either_but_not_both()
    trees = grow_trees(rows, answers, GROWTH)
    alone = [float(trees.scores(rows[i : i + 1])[0]) for i in range(20)]
    assert np.allclose(alone, trees.scores(rows[:20]))


def test_the_same_rows_and_seed_give_the_same_trees() -> None:
    rows, answers = either_but_not_both()
    few = Growth(trees=20, columns=0.5)
    first, second = grow_trees(rows, answers, few), grow_trees(rows, answers, few)
    assert (first.leaves == second.leaves).all()
    assert (first.signs == second.signs).all()
    assert (first.leaves != grow_trees(rows, answers, few, seed=1).leaves).any()


def test_what_tells_nothing_is_not_asked() -> None:
    rows = np.ones((100, 2), dtype=np.float32)
    answers = np.array([1.0, 0.0, 0.0, 0.0] * 25)
    told = probabilities(grow_trees(rows, answers, GROWTH).scores(rows))
    assert np.allclose(told, 0.25, atol=0.01)


def test_where_every_answer_was_yes_so_is_the_guess() -> None:
    rows = np.arange(20, dtype=np.float32).reshape(10, 2)
    told = probabilities(grow_trees(rows, np.ones(10), GROWTH).scores(rows))
    assert (told > 0.99).all()
    assert np.isfinite(told).all()
