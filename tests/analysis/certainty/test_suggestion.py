"""What is suggested, and why, in words."""

import pytest

from annotator.analysis.certainty.suggestion import suggest
from annotator.domain.claim import Attribution, CueClass, Form, Source, SourceKind, Tag
from annotator.domain.ids import EntityId
from annotator.text.spans import Span


def attribution(
    kind: SourceKind | None, name: str = "Richard Norland", guessed: bool = False
) -> Attribution:
    source = Source(Span(0, 5), EntityId("e1"), name, kind, guessed) if kind else None
    return Attribution(source, Span(6, 10), CueClass.SPEECH, Form.INDIRECT)


def test_a_source_makes_it_sourced_and_its_hedges_are_told() -> None:
    found = suggest(attribution(SourceKind.NAMED), "the ambassador", "said", ["it appears"], 0.81)
    assert found.tag is Tag.SOURCED
    assert str(found.reason) == (
        "Richard Norland is named as the source (“the ambassador”); hedged by “it appears”."
    )
    assert found.confidence == 0.81


def test_a_guess_is_called_one() -> None:
    found = suggest(attribution(SourceKind.NAMED, guessed=True), "he", "said", [], 0.8)
    assert "probably meant" in str(found.reason)


def test_hearsay_without_anybody_is_speculative() -> None:
    found = suggest(attribution(None), "", "reportedly", ["reportedly"], 0.7)
    assert found.tag is Tag.SPECULATIVE
    assert "nobody is named" in str(found.reason)
    assert "hedged" not in str(found.reason)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(SourceKind.ANONYMOUS, "without a name"), (SourceKind.IMPERSONAL, "no person")],
)
def test_the_kind_of_source_is_told(kind: SourceKind, words: str) -> None:
    found = suggest(attribution(kind), "two officials", "said", [], 0.9)
    assert found.tag is Tag.SOURCED
    assert words in str(found.reason)


def test_the_authors_voice_is_speculative_with_a_hedge_and_unsourced_without() -> None:
    hedged = suggest(None, "", "", ["may", "perhaps", "May"], 0.9)
    flat = suggest(None, "", "", [], 0.9)
    assert hedged.tag is Tag.SPECULATIVE
    assert str(hedged.reason).endswith("hedged by “may” and “perhaps”.")
    assert flat.tag is Tag.UNSOURCED
    assert "nobody named" in str(flat.reason)


def test_long_words_are_shortened_and_lines_joined() -> None:
    found = suggest(attribution(SourceKind.ANONYMOUS), "a man\n" + "very " * 30 + "old", "", [], 1)
    assert "\n" not in str(found.reason)
    assert len(str(found.reason)) < 150
