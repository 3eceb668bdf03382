"""Attributions that grammar alone shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.attribution.grammar import GrammarAttribution
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.domain.claim import CueClass

if TYPE_CHECKING:
    from spacy.language import Language


def found(english: Language, text: str, *before: RawAttribution) -> list[tuple[str, str]]:
    """(source, content) of what the rules alone make of `text`, given attributions before."""
    doc = english(text)
    doc._.attributions = before
    GrammarAttribution(load_cues())(doc)
    return [
        (
            doc[raw.source.start : raw.source.end].text if raw.source else "",
            " … ".join(doc[piece.start : piece.end].text for piece in raw.content),
        )
        for raw in doc._.attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to data from the observatory, eleven ships have left the port.",
            "data from the observatory",
            "eleven ships have left the port",
        ),
        (
            "There will be developments in the coming days, as Moitari hinted.",
            "Moitari",
            "There will be developments in the coming days",
        ),
        (
            "It appears from the statements of the ambassador that the port is ready.",
            "the statements of the ambassador",
            "the port is ready",
        ),
    ],
)
def test_fixed_constructions(english: Language, text: str, source: str, content: str) -> None:
    assert found(english, text) == [(source, content)]


def test_a_denial_is_not_swallowed(english: Language) -> None:
    text = "According to the data, the army has built a runway, but the ambassador denied it."
    ((_, content),) = found(english, text)
    assert content == "the army has built a runway"


def test_as_without_telling_shows_nothing(english: Language) -> None:
    assert found(english, "The port was closed as the ships left the harbour.") == []


def test_what_a_thing_may_do_is_the_authors_supposition(english: Language) -> None:
    guess = RawAttribution(
        (TokenSpan(4, 7),), TokenSpan(0, 2), TokenSpan(2, 4), 3, CueClass.DECREE, 0.6
    )
    assert found(english, "The escalation could allow a new war.", guess) == []


def test_what_a_person_may_announce_stays(english: Language) -> None:
    guess = RawAttribution(
        (TokenSpan(4, 7),), TokenSpan(0, 2), TokenSpan(2, 4), 3, CueClass.SPEECH, 0.6
    )
    assert len(found(english, "The minister could announce a new war.", guess)) == 1


def test_a_source_that_was_found_already_is_kept(english: Language) -> None:
    learned = RawAttribution(
        (TokenSpan(0, 5),), TokenSpan(7, 8), TokenSpan(6, 9), 8, CueClass.SPEECH, 0.97
    )
    text = "There will be more ships, as Moitari hinted."
    assert found(english, text, learned)[0][0] in {"Moitari", "as"}
    assert len(found(english, text, learned)) == 1
