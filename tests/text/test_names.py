"""Names of persons compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.names import (
    LIKELY,
    SURE,
    acronym,
    name_words,
    resemblance,
    same_person,
    skeleton,
)

NAMES = st.text(alphabet="abcdefghijklmnoprstuvwyzAEIOUéüñö'’.- ", max_size=24)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hifter", "Haftar"),
        ("Ahmad Maitiq", "Moutiq"),
        ("Gaddafi", "Qadhafi"),
        ("Yusuf Qadhari", "Marshal Qadari"),
        ("Youssef Karam", "Yusef Karam"),
        ("Mohammed Said", "Muhammad Said"),
    ],
)
def test_transliterations_of_one_name_are_likely_one_person(a: str, b: str) -> None:
    assert LIKELY <= same_person(a, b) < SURE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Richard Norland", "Norland"),
        ("Fayez al-Sarraj", "Al-Sarraj"),
        ("Field Marshal Khalifa Hifter", "Hifter"),
        ("José Álvarez", "Alvarez"),
        ("J. Smith", "John Smith"),
        ("Bill Weaver", "William Weaver"),
        ("Recep Tayyip Erdoğan", "Erdogan"),
    ],
)
def test_short_and_full_names_are_surely_one_person(a: str, b: str) -> None:
    assert same_person(a, b) >= SURE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("Ahmad Maitiq", "Omar Maitiq"),
        ("Brandt", "Norland"),
        ("Kim", "Kem"),
        ("Anna", ""),
    ],
)
def test_other_persons_are_not_joined(a: str, b: str) -> None:
    assert same_person(a, b) < LIKELY


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    assert 0 <= same_person(a, b) <= 1


@given(NAMES)
def test_every_name_is_its_own(name: str) -> None:
    assert same_person(name, name) == (1.0 if name_words(name) else 0.0)


@given(NAMES)
def test_a_skeleton_has_no_vowel_but_at_its_start(name: str) -> None:
    assert not set(skeleton(name)[1:]) & set("aeiou")


def test_titles_and_links_are_no_part_of_a_name() -> None:
    assert name_words("Field Marshal Khalifa al-Hifter’s") == ("khalifa", "hifter")
    assert name_words("Marshal") == ("marshal",)


def test_acronyms_take_the_capitals() -> None:
    assert acronym("League of Coastal States") == "LCS"


@pytest.mark.parametrize(
    ("name", "alike", "other"),
    [
        ("Al-Aidani", "Asaad Al-Eidani", "Al-Furat TV"),
        ("UN", "United Nations", "Ukraine"),
        ("Ilse Brandt", "I. Brant", "Ida Berg"),
        ("Ministry of Oil", "the oil ministry", "Bank of Ghana"),
        ("Zoë Ábel", "zoe abel", "Zara Umm"),
    ],
)
def test_lists_put_the_name_that_looks_alike_first(name: str, alike: str, other: str) -> None:
    assert resemblance(name, alike) > resemblance(name, other)
    assert resemblance(name, alike) == resemblance(alike, name)


def test_names_that_have_nothing_in_common_do_not_look_alike() -> None:
    assert resemblance("Al-Aidani", "Al-Furat TV") == 0
    assert resemblance("", "Brandt") == 0
