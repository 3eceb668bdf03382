"""Descriptions: offices that one person holds, people that could be anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.descriptions import (
    described_office,
    description_words,
    is_like_a_name,
    speaks_of_persons,
    spoken_for,
    tells_a_body,
)


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("US ambassador to Libya", "ambassador"),
        ("the Ostrian Foreign Minister", "minister"),
        ("Mayor of Lismar", "mayor"),
        ("head of the League's mission", "head"),
        ("the minister", ""),
        ("two US ambassadors", ""),
        ("a US ambassador", ""),
        ("US official", ""),
        ("former US ambassador", ""),
        ("Ambassador", ""),
        ("", ""),
    ],
)
def test_an_office_is_told_from_what_anybody_may_be(words: str, office: str) -> None:
    assert described_office(words) == office


def test_words_of_a_description_are_compared_without_links() -> None:
    assert description_words("the U.S. ambassador to Libya") == ("us", "ambassador", "libya")


@pytest.mark.parametrize(
    ("words", "named"),
    [("military command in Africa", True), ("UN", True), ("Police", False), ("the city", False)],
)
def test_a_body_is_told_by_a_name(words: str, named: bool) -> None:
    assert tells_a_body(words) is named


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hafdar", True),
        ("Al-Wadi", True),
        ("the Wadi", False),
        ("Officials", False),
        ("Police", False),
        ("Authorities", False),
        ("Others", False),
        ("Nobody", False),
        ("Both sides", False),
        ("", False),
    ],
)
def test_a_bare_name_is_told_by_its_capitals(words: str, name: bool) -> None:
    assert is_like_a_name(words) is name


@pytest.mark.parametrize(
    ("words", "persons"),
    [
        ("two officials", True),
        ("a diplomat close to the talks", True),
        ("three policemen", True),
        ("satellite imagery", False),
        ("data released by the command", False),
        ("the Ostrian ambassador", True),
    ],
)
def test_persons_are_told_from_things(words: str, persons: bool) -> None:
    assert speaks_of_persons(words) is persons


def test_a_spokesperson_is_found_in_the_words() -> None:
    assert spoken_for("a Kremlin spokeswoman") == (10, 21)
    assert spoken_for("the Kremlin") is None


@given(st.text(max_size=40))
def test_any_words_can_be_looked_at(words: str) -> None:
    assert described_office(words) == described_office(words.strip())
    speaks_of_persons(words)
    tells_a_body(words)
