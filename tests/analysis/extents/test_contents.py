"""Where a content and a source end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from annotator.analysis.analyser import Analyser


def told(analyser: Analyser, text: str) -> dict[str, str]:
    """The words of each attributed content with the words of its source."""
    found = {}
    for claim in analyser.analyse(text).claims:
        if claim.attribution is not None:
            words = " … ".join(text[start:end] for start, end in claim.content)
            source = claim.source.span if claim.source else None
            found[words] = text[source.start : source.end] if source else ""
    return found


def test_a_second_verb_has_the_voice_of_the_first_and_no_but_is_left_over(
    analyser: Analyser,
) -> None:
    text = (
        "A person close to the harbour said that fees would have to rise by a third, but "
        "conceded that the figures were old."
    )
    assert told(analyser, text) == {
        "that fees would have to rise by a third": "A person close to the harbour",
        "that the figures were old": "A person close to the harbour",
    }


def test_words_in_the_quotation_are_not_the_voice_of_the_next_verb(analyser: Analyser) -> None:
    text = (
        'The report warned that "they treated the lake as a dump" and predicted that the '
        "plant could close within a year."
    )
    assert told(analyser, text) == {
        'that "they treated the lake as a dump"': "The report",
        "that the plant could close within a year": "The report",
    }


def test_the_subject_of_what_is_said_belongs_to_it(analyser: Analyser) -> None:
    text = "According to the Water Authority, salinity in the delta has tripled since June."
    assert told(analyser, text) == {
        "salinity in the delta has tripled since June": "the Water Authority"
    }


def test_whom_one_told_is_no_part_of_what_was_told(analyser: Analyser) -> None:
    text = "Weaver told Radio Selim that she had proof and would publish it."
    assert "Weaver" in told(analyser, text).values()
    assert all("Radio" not in words for words in told(analyser, text))


def test_a_clause_before_a_colon_is_not_the_content(analyser: Analyser) -> None:
    text = "Her colleague Paul Weaver thinks otherwise: the port, he argues, has no room to grow."
    assert list(told(analyser, text)) == ["the port … has no room to grow"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "SELIM - Veldania's finance minister, Tom Brandt, said that taxes would fall.",
            "Veldania's finance minister, Tom Brandt",
        ),
        (
            "SELIM, 9 Feb - A leaked memo seen by two editors suggests that taxes will fall.",
            "A leaked memo seen by two editors",
        ),
    ],
)
def test_a_dateline_is_no_part_of_a_source(analyser: Analyser, text: str, source: str) -> None:
    assert source in told(analyser, text).values()
    assert all("SELIM" not in words for words in told(analyser, text).values())
