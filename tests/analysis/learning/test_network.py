"""The small network: it learns what counts together, and reads tables as it learned them."""

import numpy as np
import pytest

from annotator.analysis.learning.linear import FeatureTable, numbers, probabilities
from annotator.analysis.learning.network import Network, counts_of, learn_network
from annotator.analysis.learning.optimisation import Floats, SparseRows, learn_yes_no

BITS = 10
ROWS = 1500


def table(rows: int = ROWS, seed: int = 1) -> tuple[FeatureTable, Floats]:
    """Rows of two signs, told apart by whether exactly one is there: neither tells it alone."""
    chance = np.random.default_rng(seed)
    first, second = chance.integers(0, 2, rows), chance.integers(0, 2, rows)
    found = FeatureTable(rows, BITS)
    found.column("first", numbers(first.tolist()))
    found.column("second", numbers(second.tolist()))
    return found, (first != second).astype(float)


@pytest.fixture(scope="module")
def learned() -> Network:
    one, answers = table()
    rows = SparseRows.of([one])
    return learn_network(counts_of(rows), answers, rows, BITS)


def test_it_learns_what_no_weighing_of_single_signs_can(learned: Network) -> None:
    one, answers = table(seed=2)
    right = (learned.scores(one) > 0) == (answers > 0)
    assert right.mean() > 0.95
    rows = SparseRows.of([one])
    flat = probabilities(rows.times(learn_yes_no(rows, answers, 1.0)))
    assert ((flat > 0.5) == (answers > 0)).mean() < 0.8


def test_the_same_rows_give_the_same_weights(learned: Network) -> None:
    one, answers = table()
    rows = SparseRows.of([one])
    again = learn_network(counts_of(rows), answers, rows, BITS)
    assert np.array_equal(again.first, learned.first)
    assert np.array_equal(again.second, learned.second)


def test_a_table_scores_as_its_counts(learned: Network) -> None:
    one, _ = table(rows=40, seed=3)
    rows = SparseRows.of([one], least=1)
    columns = np.searchsorted(learned.places, rows.kept)
    counts = np.zeros((40, len(learned.places)), dtype=np.float32)
    counts[:, columns] = counts_of(rows)
    assert learned.scores(one) == pytest.approx(learned.scores_of(counts), abs=1e-5)


def test_a_sign_that_was_never_seen_counts_for_nothing(learned: Network) -> None:
    one, _ = table(rows=5, seed=4)
    before = learned.scores(one)
    taken = set(learned.places.tolist())
    unseen = next(n for n in range(1000) if _place(n) not in taken)
    one.column("other", numbers([unseen] * 5))
    assert learned.scores(one) == pytest.approx(before)


def _place(value: int) -> int:
    alone = FeatureTable(1, BITS)
    alone.column("other", numbers([value]))
    return int(alone.pairs()[1][0])
