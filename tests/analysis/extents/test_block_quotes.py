"""Paragraphs that are quotations by their layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.domain.article import Block, BlockKind
from annotator.domain.claim import Form
from annotator.text.spans import Span

if TYPE_CHECKING:
    from annotator.analysis.analyser import Analyser
    from annotator.domain.claim import Claim


def read(analyser: Analyser, *lines: str) -> tuple[str, list[Claim]]:
    """The claims of paragraphs; one that begins with "> " is a block quote."""
    text, blocks, at = "", [], 0
    for line in lines:
        kind = BlockKind.QUOTE if line.startswith("> ") else BlockKind.BODY
        words = line.removeprefix("> ")
        blocks.append(Block(Span(at, at + len(words)), kind))
        text += words + "\n"
        at = len(text)
    return text, list(analyser.analyse(text, blocks, "en").claims)


QUOTE = "> Our forces have left the valley. Theirs have not."


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Minutes later General Amadou Weaver wrote on Telegram:", "The town was dark."),
        ("The town was dark.", "wrote General Amadou Weaver on Telegram at 18:04."),
        ("The town was dark.", "— Amadou Weaver, general"),
        (
            "The town was dark.",
            "That accusation, made by General Amadou Weaver on Sunday, went unanswered.",
        ),
    ],
)
def test_a_block_quote_is_said_by_whom_the_words_around_introduce(
    analyser: Analyser, before: str, behind: str
) -> None:
    text, claims = read(analyser, before, QUOTE, behind)
    words = QUOTE.removeprefix("> ")
    (quoted,) = [c for c in claims if text[c.content[0].start : c.content[-1].end] == words]
    assert quoted.source is not None
    assert quoted.source.name.startswith("Amadou Weaver")
    assert quoted.form is Form.DIRECT
    assert not quoted.aside


def test_the_line_that_introduces_it_is_no_claim(analyser: Analyser) -> None:
    text, claims = read(analyser, QUOTE, "wrote General Amadou Weaver on Telegram at 18:04.")
    assert len(claims) == 1
    assert "wrote" not in text[claims[0].content[0].start : claims[0].content[-1].end]


def test_marks_around_a_whole_paragraph_are_as_good_as_layout(analyser: Analyser) -> None:
    text, claims = read(
        analyser, "The town was dark.", "“Peace is not a gift.”", "— Ada Weaver, mayor of Selim"
    )
    (quoted,) = [claim for claim in claims if claim.attribution is not None]
    assert quoted.source is not None
    assert quoted.source.name == "Ada Weaver"
    assert text[quoted.content[0].start : quoted.content[-1].end] == "“Peace is not a gift.”"


def test_nobody_is_named_behind_a_quotation_that_stands_alone(analyser: Analyser) -> None:
    _, claims = read(analyser, "The town was dark.", QUOTE, "The town was dark again.")
    (quoted,) = [claim for claim in claims if claim.attribution is not None]
    assert quoted.source is None


def test_each_paragraph_of_a_block_quote_has_the_same_voice(analyser: Analyser) -> None:
    _, claims = read(
        analyser, "Helen Brandt wrote in a letter:", "> I will stay here.", "> I will not sign."
    )
    names = [claim.source.name for claim in claims if claim.source]
    assert names == ["Helen Brandt"] * len(claims)


def test_somebody_quoted_inside_a_block_quote_keeps_the_own_voice(analyser: Analyser) -> None:
    _, claims = read(
        analyser,
        "Helen Brandt wrote in a letter:",
        "> The mayor has gone. The police said that the road was closed. I will not sign.",
    )
    inner = [claim for claim in claims if claim.parent is not None]
    assert [claim.source.name for claim in inner if claim.source] == ["police"]
