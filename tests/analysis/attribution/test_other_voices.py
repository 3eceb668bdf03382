"""A denial is not swallowed: where the clause of another source begins, the content ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.attribution.decisions import decided
from annotator.analysis.attribution.other_voices import begins_anew
from annotator.analysis.attribution.proposal import Proposal, words
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.parse_view import ParseView
from annotator.analysis.parsing.quotations import parser_text

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def proposal(view: ParseView, parts: tuple[str, str, str], accepted: float) -> Proposal:
    """The attribution of `parts`: cue, source, and the first of its content's words, which go on
    to the last of all."""
    cue, source, begins = parts
    at = view.text.index(cue)
    start = view.text.index(begins, at) if begins in view.text[at:] else view.text.index(begins)
    named = view.text.index(source)
    content = TokenSpan(start, view.size - 1)
    return Proposal(
        at,
        (content,),
        words(view, [content]),
        1.0,
        1.0,
        1.0,
        (),
        TokenSpan(named, named + 1),
        1.0,
        accepted,
    )


@pytest.mark.parametrize(
    ("text", "voices", "left"),
    [
        (
            "He spoke of a compromise, but the minister said that it did not seem workable.",
            (("spoke", "he", "a"), ("said", "minister", "that")),
            "a compromise",
        ),
        (
            "She described the plan as a gift; her rival countered that it would help everybody.",
            (("described", "she", "the"), ("countered", "rival", "that")),
            "the plan as a gift",
        ),
        (
            "Brandt announced a profit of ten million, while analysts doubted that it was real.",
            (("announced", "brandt", "a"), ("doubted", "analysts", "that")),
            "a profit of ten million",
        ),
        (
            "The envoy claimed the talks were over, although rebels insisted that they went on.",
            (("claimed", "envoy", "the"), ("insisted", "rebels", "that")),
            "the talks were over",
        ),
    ],
)
@pytest.mark.parametrize("surer", [0, 1])
def test_however_sure_the_longer_one_is_both_are_put_forward(
    english: Language,
    text: str,
    voices: tuple[tuple[str, str, str], tuple[str, str, str]],
    left: str,
    surer: int,
) -> None:
    view = ParseView(english(parser_text(text)))
    given = [
        proposal(view, parts, 0.9 if number == surer else 0.6)
        for number, parts in enumerate(voices)
    ]
    found = decided(view, given)
    assert [view.text[p.cue] for p in found] == [cue for cue, _, _ in voices]
    content = found[0].content[0]
    assert view.doc[content.start : content.end].text == left


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Officials said the ministry had warned that the dam could fail.",
            ("said", "officials", "the"),
            ("warned", "ministry", "that"),
        ),
        (
            "The agent said that the owner had promised peace before the tenant refused it.",
            ("said", "agent", "that"),
            ("refused", "tenant", "it"),
        ),
    ],
)
def test_a_voice_that_is_part_of_what_is_said_ends_nothing(
    english: Language, text: str, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    view = ParseView(english(parser_text(text)))
    outer, inner = (proposal(view, parts, 0.9) for parts in (first, second))
    assert begins_anew(view, outer, inner) is None
