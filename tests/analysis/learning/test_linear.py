"""Hashed linear models: stable hashes, scores that add up, weights that survive storing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.learning.linear import (
    FeatureTable,
    SparseWeights,
    mixed,
    name_number,
    numbers,
    probabilities,
    shares,
)


def test_the_hash_never_changes() -> None:
    """Shipped weights depend on it: a change here means training again."""
    assert int(name_number("lemma")) == 3087213731653973559
    assert mixed(numbers([1, 2]), numbers([3, 4])).tolist() == [
        1476309913437365510,
        12270410369040283348,
    ]


def test_the_order_of_the_values_of_a_feature_counts() -> None:
    first, second = numbers([1]), numbers([3])
    assert mixed(first, second)[0] != mixed(second, first)[0]


def test_scores_are_the_sums_of_the_weights_of_a_rows_features() -> None:
    table = FeatureTable(3, 12)
    table.column("a", numbers([1, 2, 1]))
    table.column("b", numbers([5, 5, 6]), numbers([0, 1, 0]))
    table.entries("c", np.array([2, 2, 0]), numbers([7, 8, 7]))
    weights = np.random.default_rng(0).normal(size=1 << 12).astype(np.float32)
    rows, places = table.pairs()
    assert len(rows) == 9
    expected = np.bincount(rows, weights=weights[places], minlength=3)
    assert table.scores(weights) == pytest.approx(expected, abs=1e-5)


def test_chosen_rows_keep_their_scores() -> None:
    table = FeatureTable(4, 12)
    table.column("a", numbers([1, 2, 3, 4]))
    table.entries("c", np.array([3, 1, 3, 0]), numbers([7, 8, 9, 7]))
    weights = np.random.default_rng(0).normal(size=1 << 12).astype(np.float32)
    chosen = np.array([3, 1])
    kept = table.hashed().chosen(chosen)
    assert kept.scores(weights) == pytest.approx(table.scores(weights)[chosen])


def test_features_of_the_same_name_and_value_share_a_place() -> None:
    table = FeatureTable(2, 16)
    table.column("word", numbers([42, 42]))
    other = FeatureTable(1, 16)
    other.entries("word", np.array([0]), numbers([42]))
    assert set(table.pairs()[1].tolist()) == set(other.pairs()[1].tolist())


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20))
def test_shares_of_a_group_add_up_to_one(scores: list[float]) -> None:
    values = np.array([*scores, *scores])
    chance = shares(values, np.array([0, len(scores)]))
    assert chance[: len(scores)].sum() == pytest.approx(1.0)
    assert chance[len(scores) :].sum() == pytest.approx(1.0)


def test_probabilities_of_extreme_scores_stay_finite() -> None:
    assert probabilities(np.array([-1e9, 0.0, 1e9])) == pytest.approx([0.0, 0.5, 1.0])


def test_stored_weights_keep_what_counts() -> None:
    weights = np.zeros(1 << 8)
    weights[[3, 77]] = [0.5, -2.25]
    weights[9] = 1e-6
    dense = SparseWeights.of(weights, 8).dense()
    assert dense[[3, 77]].tolist() == [0.5, -2.25]
    assert np.count_nonzero(dense) == 2
