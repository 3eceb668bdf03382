"""Choosing the source that names belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.ids import SourceId
from annotator.domain.resolution import (
    Candidate,
    KnownName,
    Match,
    Sort,
    choose,
    exact_key,
    initials,
    likeness,
    sound_key,
    sound_keys,
)

NAMES = st.lists(
    st.text(alphabet="abdefhiklmnrsté AO-'", min_size=1, max_size=16), min_size=1, max_size=3
)


def known(source: str, *names: str, told: bool = False) -> Candidate:
    return Candidate(SourceId(source), tuple(KnownName(name, told) for name in names))


def test_the_same_full_name_beats_a_variant() -> None:
    match = choose(
        Sort.PERSON, ["Ahmed Mutiq"], [known("a", "Ahmad Mateeq"), known("b", "Ahmed Mutiq")]
    )
    assert match == Match(SourceId("b"), guessed=False)


def test_a_name_that_fits_two_alike_is_nobodys() -> None:
    twice = [known("a", "John Smith"), known("b", "John Smith")]
    assert choose(Sort.PERSON, ["John Smith"], twice) is None
    assert (
        choose(Sort.PERSON, ["Smith"], [known("a", "John Smith"), known("b", "Eve Smith")]) is None
    )


def test_what_a_person_said_of_a_surname_decides() -> None:
    said = [known("a", "Khalil Hafdar", "Hafdar", told=True), known("b", "Omar Hafdar", "Hafdar")]
    assert choose(Sort.PERSON, ["Hafdar"], said) == Match(SourceId("a"), guessed=False)


def test_a_surname_said_of_one_gives_way_to_a_full_name() -> None:
    said = [known("a", "Hafdar", told=True), known("b", "Khalil Hafdar", "Hafdar")]
    match = choose(Sort.PERSON, ["Khalil Hafdar", "Hafdar"], said)
    assert match == Match(SourceId("b"), guessed=False)


def test_an_office_is_joined_only_where_a_person_said_so() -> None:
    words = ["Ostrian ambassador"]
    assert choose(Sort.OFFICE, words, [known("a", "Ostrian ambassador to Veldania")]) is None
    match = choose(Sort.OFFICE, words, [known("a", "Ostrian ambassador", told=True)])
    assert match == Match(SourceId("a"), guessed=True)


def test_nobody_is_never_somebody() -> None:
    assert choose(Sort.NOBODY, ["two officials"], [known("a", "two officials", told=True)]) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("United Nations", "UN"),
        ("U.N.", "UN"),
        ("UN", "UN"),
        ("The League of Coastal States", "LCS"),
        ("Lismar", ""),
        ("BRITANNIA", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


@given(NAMES, NAMES, st.sampled_from([Sort.PERSON, Sort.BODY, Sort.OFFICE]))
def test_likeness_is_between_nought_and_one(a: list[str], b: list[str], sort: Sort) -> None:
    assert 0 <= likeness(sort, a, [KnownName(name, told=False) for name in b]) <= 1


@given(NAMES, st.sampled_from([Sort.PERSON, Sort.BODY]))
def test_a_known_name_is_found_by_what_it_is_kept_under(names: list[str], sort: Sort) -> None:
    for name in names:
        key = sound_key(sort, name)
        assert not key or key in sound_keys(sort, names)
        assert exact_key(sort, name) == exact_key(sort, f" {name} ")
