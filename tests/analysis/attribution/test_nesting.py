"""Attributions inside the content of others, from the parse to the claims' ids."""

from __future__ import annotations

import pytest

from annotator.analysis.analyser import Analyser
from annotator.analysis.attribution.nesting import nested
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan
from annotator.domain.claim import Claim
from annotator.text.spans import text_of

pytestmark = pytest.mark.model


def told(analyser: Analyser, text: str) -> dict[str, Claim]:
    """The attributed claims by their words."""
    claims = analyser.analyse(text, (), "en").claims
    return {text_of(text, claim.content): claim for claim in claims if claim.attribution}


def words_of(text: str, claim: Claim) -> str:
    source = claim.source
    assert source is not None
    assert source.span is not None
    return text[source.span.start : source.span.end]


@pytest.mark.parametrize(
    ("text", "around", "inside"),
    [
        (
            "Officials said the ministry had warned that the dam could fail by spring.",
            ("the ministry had warned that the dam could fail by spring", "Officials"),
            ("that the dam could fail by spring", "the ministry"),
        ),
        (
            "The lawyer said her client believed that the letter was genuine.",
            ("her client believed that the letter was genuine", "The lawyer"),
            ("that the letter was genuine", "her client"),
        ),
        (
            "The agency said a review by its own engineers had found that the walls were too thin.",
            ("a review by its own engineers had found that the walls were too thin", "The agency"),
            ("that the walls were too thin", "a review by its own engineers"),
        ),
        (
            "“My neighbour told me, ‘The bridge is not safe,’” Ida Roth said.",
            ("“My neighbour told me, ‘The bridge is not safe,’”", "Ida Roth"),
            ("The bridge is not safe", "My neighbour"),
        ),
        (
            '"The doctors say it will heal," Pell said.',
            ('"The doctors say it will heal,"', "Pell"),
            ("it will heal", "The doctors"),
        ),
    ],
)
def test_what_somebody_said_that_somebody_said_has_both_sources(
    analyser: Analyser, text: str, around: tuple[str, str], inside: tuple[str, str]
) -> None:
    found = {words.strip("‘’,"): claim for words, claim in told(analyser, text).items()}
    outer, inner = found[around[0]], found[inside[0]]
    assert (words_of(text, outer), words_of(text, inner)) == (around[1], inside[1])
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_three_voices_stand_one_inside_the_other(analyser: Analyser) -> None:
    text = (
        "According to the report, the witness told police that the driver had admitted he was "
        "drunk."
    )
    found = told(analyser, text)
    outer = found["the witness told police that the driver had admitted he was drunk"]
    middle = found["that the driver had admitted he was drunk"]
    inner = found["he was drunk"]
    assert [outer.parent, middle.parent, inner.parent] == [None, outer.id, middle.id]


@pytest.mark.parametrize(
    "text",
    [
        "“I said it would rain,” she recalled.",
        "The mayor said he thought the bridge was safe.",
        "The minister said the harbour would open in May.",
    ],
)
def test_the_speaker_himself_is_no_voice_inside_his_own_words(
    analyser: Analyser, text: str
) -> None:
    assert [claim.parent for claim in told(analyser, text).values()] == [None]


def test_two_voices_side_by_side_are_not_nested(analyser: Analyser) -> None:
    found = told(analyser, "The union says wages fell by a tenth, but the employers say they rose.")
    assert [claim.parent for claim in found.values()] == [None, None]


def raw(cue: int, *content: tuple[int, int]) -> RawAttribution:
    spans = tuple(TokenSpan(*piece) for piece in content)
    return RawAttribution(spans, None, TokenSpan(cue, cue + 1), cue, None, 0.9)


def test_the_closest_content_around_is_the_parent() -> None:
    outer, middle, inner = raw(1, (2, 20)), raw(4, (5, 20)), raw(8, (9, 20))
    assert [found.parent for found in nested([outer, middle, inner])] == [None, 0, 1]


def test_overlap_alone_makes_no_parent() -> None:
    assert [found.parent for found in nested([raw(1, (2, 10)), raw(6, (7, 20))])] == [None, None]


def test_two_that_hold_each_others_cues_are_not_nested() -> None:
    assert [found.parent for found in nested([raw(6, (1, 5)), raw(3, (4, 9))])] == [None, None]
