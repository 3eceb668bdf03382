"""Which way text runs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.briefing.write.direction import (
    has_right_to_left,
    parts_by_direction,
    runs_right_to_left,
)
from annotator.briefing.write.language import language_tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", False), ("مرحبا", True), ("שלום", True), ("“مرحبا” he said", True),
        ("He said “مرحبا”", False), ("123", False), ("", False), ("1931: مرحبا", True),
        ("🙂 שלום", True),
    ],
)  # fmt: skip
def test_a_paragraph_runs_as_its_first_strong_letter(text, expected):
    assert runs_right_to_left(text) is expected


def test_stretches_of_one_direction():
    assert list(parts_by_direction("He said مرحبا، twice")) == [
        ("He said ", False), ("مرحبا، ", True), ("twice", False),
    ]  # fmt: skip


@given(st.text())
def test_stretches_are_the_whole_text_and_take_turns(text):
    parts = list(parts_by_direction(text))
    assert "".join(part for part, _ in parts) == text
    directions = [direction for _, direction in parts]
    assert all(a != b for a, b in pairwise(directions))
    assert any(directions) <= has_right_to_left(text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("en", ""), ("en-GB", ""), ("en-US", "en-US"), ("fr", "fr-FR"), ("ar", "ar-SA"), ("", ""),
     ("no tag", ""), ('x"y', ""), ("tlh", "tlh")],
)  # fmt: skip
def test_language_tags_as_word_wants_them(given, expected):
    assert language_tag(given) == expected
