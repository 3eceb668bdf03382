"""Corrections of one claim's words, put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.workspace.wording import merged_wording

BEFORE = "Officials expect a second wave of strikes."


@pytest.mark.parametrize(
    ("afters", "merged"),
    [
        ([], BEFORE),
        ([BEFORE], BEFORE),
        (
            ["Officials expect a third wave of strikes."],
            "Officials expect a third wave of strikes.",
        ),
        (
            ["Unions expect a second wave of strikes.", "Officials expect a second wave of talks."],
            "Unions expect a second wave of talks.",
        ),
        (
            ["Officials expect a wave of strikes.", "Officials expect a third wave of strikes."],
            "Officials expect a third wave of strikes.",
        ),
        (["Officials expect a second wave."], "Officials expect a second wave."),
    ],
)
def test_corrections_are_put_together(afters: list[str], merged: str) -> None:
    assert merged_wording(BEFORE, afters) == merged


@given(st.lists(st.text("ab ", max_size=8), max_size=3), st.text("ab ", max_size=8))
def test_the_order_of_corrections_does_not_matter(afters: list[str], before: str) -> None:
    assert merged_wording(before, afters) == merged_wording(before, afters[::-1])


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_one_correction_is_taken_as_it_is(before: str, after: str) -> None:
    assert merged_wording(before, [after]) == after
