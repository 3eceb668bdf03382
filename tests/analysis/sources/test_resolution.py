"""Who stands behind a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.sources.mention_reader import MentionReader
from annotator.analysis.sources.registry import Registry
from annotator.analysis.sources.resolution import SourceResolver
from annotator.domain.claim import CueClass, Source, SourceKind

if TYPE_CHECKING:
    from spacy.language import Language

INTRODUCED = "The American Ambassador to Egypt, Richard Norland, met Prime Minister Fayez Karam. "


def source(
    english: Language, text: str, words: str, cue_class: CueClass = CueClass.SPEECH
) -> Source:
    """What the last occurrence of `words` in `text` resolves to."""
    doc = english(text)
    mentions = MentionReader(Registry())
    mentions.read(doc, 0)
    resolver = SourceResolver(mentions)
    resolver.begin(0)
    start = text.rindex(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return resolver.resolve(doc, TokenSpan(span.start, span.end), cue_class)


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("The US ambassador said it was over.", "The US ambassador", "Richard Norland"),
        ("Norland said it was over.", "Norland", "Richard Norland"),
        ("The prime minister said it was over.", "The prime minister", "Fayez Karam"),
    ],
)
def test_offices_and_surnames_lead_to_the_person(
    english: Language, sentence: str, words: str, name: str
) -> None:
    found = source(english, INTRODUCED + sentence, words)
    assert found.name == name
    assert found.kind is SourceKind.NAMED


def test_an_office_is_a_guess_and_a_surname_is_none(english: Language) -> None:
    by_office = source(english, INTRODUCED + "The ambassador said no.", "The ambassador")
    by_name = source(english, INTRODUCED + "Norland said no.", "Norland")
    assert by_office.guessed
    assert not by_name.guessed
    assert by_office.entity == by_name.entity


def test_the_ambassador_of_another_country_is_somebody_else(english: Language) -> None:
    found = source(english, INTRODUCED + "The French ambassador said no.", "The French ambassador")
    assert found.entity is None


def test_a_pronoun_is_the_last_person_of_its_gender(english: Language) -> None:
    text = "Helen Brandt spoke with Richard Norland. She said the ships would come."
    found = source(english, text, "She")
    assert found.name == "Helen Brandt"
    assert found.guessed


def test_it_is_the_body_that_spoke(english: Language) -> None:
    text = "The Maritime Observatory met in Cairo. It said the ships would come."
    assert source(english, text, "It").name == "Maritime Observatory"


@pytest.mark.parametrize(
    ("text", "words", "cue_class", "kind"),
    [
        ("Two officials said no.", "Two officials", CueClass.SPEECH, SourceKind.ANONYMOUS),
        ("A spokesman for the ministry said no.", "A spokesman for the ministry",
         CueClass.SPEECH, SourceKind.ANONYMOUS),
        ("Satellite imagery showed a runway.", "Satellite imagery",
         CueClass.EVIDENCE, SourceKind.IMPERSONAL),
        ("The data showed a rise.", "The data", CueClass.EVIDENCE, SourceKind.IMPERSONAL),
        ("The government said no.", "The government", CueClass.SPEECH, SourceKind.NAMED),
    ],
)  # fmt: skip
def test_sources_without_a_name(
    english: Language, text: str, words: str, cue_class: CueClass, kind: SourceKind
) -> None:
    found = source(english, text, words, cue_class)
    assert found.entity is None
    assert found.kind is kind


def test_behind_the_statements_stands_the_one_who_made_them(english: Language) -> None:
    text = INTRODUCED + "This follows from the statements of the American ambassador."
    found = source(english, text, "the statements of the American ambassador")
    assert found.name == "Richard Norland"


def test_i_is_the_speaker_of_the_quotation(english: Language) -> None:
    doc = english("“I think so,” said Richard Norland.")
    mentions = MentionReader(Registry())
    mentions.read(doc, 0)
    resolver = SourceResolver(mentions)
    resolver.begin(0)
    speaker = resolver.resolve(doc, TokenSpan(len(doc) - 3, len(doc) - 1))
    assert speaker.name == "Richard Norland"
    assert resolver.resolve(doc, TokenSpan(1, 2), None, speaker).entity == speaker.entity
