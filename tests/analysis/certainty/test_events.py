"""Events and how sure the author is of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from annotator.analysis.certainty.events import certainties

if TYPE_CHECKING:
    from spacy.language import Language


def certainty(english: Language, text: str, word: str) -> float:
    doc = english(text)
    found = {doc[raw.span.start].text: raw.certainty for raw in doc._.events}
    return found[word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The two sides may resume the talks on Friday.", "resume"),
        ("He said the army could attack the port.", "attack"),
        ("It is possible that the ships left.", "left"),
    ],
)
def test_what_may_happen_is_uncertain(english: Language, text: str, word: str) -> None:
    assert abs(certainty(english, text, word)) < 2


@pytest.mark.parametrize(
    ("happened", "open_", "word"),
    [
        ("The rebels managed to leave the city.", "The rebels planned to leave the city.", "leave"),
        ("The storm forced the ships to turn.", "The captain asked the ships to turn.", "turn"),
        ("The vote led to a change.", "The vote may bring a change.", "change"),
    ],
)
def test_a_verb_that_brings_something_about_leaves_it_less_open(
    english: Language, happened: str, open_: str, word: str
) -> None:
    assert abs(certainty(english, happened, word)) > abs(certainty(english, open_, word))


def test_what_happened_is_sure(english: Language) -> None:
    assert certainty(english, "The army attacked the port on Friday.", "attacked") > 2


def test_certainty_falls_with_the_chance_and_crosses_two_at_the_threshold() -> None:
    chances = np.array([0.0, 0.2, 0.399, 0.4, 0.7, 1.0])
    found = certainties(chances, np.zeros(6, dtype=bool), 0.4)
    assert list(found) == sorted(found, reverse=True)
    assert found[0] == 3
    assert found[2] >= 2 > found[3]
    assert found[-1] == 0
    assert list(certainties(chances, np.ones(6, dtype=bool), 0.4)) == list(-found)


def test_every_sentence_has_a_doubt(english: Language) -> None:
    doc = english("The port is closed. Perhaps some people believe it may open again.")
    sure, doubtful = doc._.doubts
    assert 0 <= sure < doubtful <= 1


def test_nothing_to_read_gives_nothing(english: Language) -> None:
    assert english("").text == ""
    assert english("...")._.events == ()
