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
        ("The company said no.", "The company", CueClass.SPEECH, SourceKind.ANONYMOUS),
        ("Others said no.", "Others", CueClass.SPEECH, SourceKind.ANONYMOUS),
        ("They said no.", "They", CueClass.SPEECH, SourceKind.ANONYMOUS),
        ("Nobody said no.", "Nobody", CueClass.SPEECH, SourceKind.IMPERSONAL),
        ("This newspaper learned of it.", "This newspaper", CueClass.BELIEF,
         SourceKind.IMPERSONAL),
        ("The letter, seen by this newspaper, warned of it.", "The letter, seen by this newspaper",
         CueClass.SPEECH, SourceKind.IMPERSONAL),
        ("A memo obtained by Reuters tells of it.", "A memo obtained by Reuters",
         CueClass.SPEECH, SourceKind.IMPERSONAL),
        ("Weaver’s activities show that.", "Weaver’s activities", CueClass.SPEECH,
         SourceKind.IMPERSONAL),
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


def test_which_is_the_body_before_it_with_its_name(english: Language) -> None:
    text = "It was rejected by the operator, Minera Selim, which said that it had complied."
    found = source(english, text, "which")
    assert (found.name, found.kind) == ("Minera Selim", SourceKind.NAMED)


def test_which_passes_over_what_cannot_speak(english: Language) -> None:
    text = (
        "The deal suits the Emirates region, the main backer of Karam’s activities, which will "
        "not accept it."
    )
    assert source(english, text, "which", CueClass.BELIEF).name == "Emirates"


def test_whoever_is_named_in_what_he_said_is_not_he(english: Language) -> None:
    text = (
        "The minister, Niall Brandt, spoke after Liam Weaver had. In a statement he said Mr. "
        "Weaver had been dismissed."
    )
    doc = english(text)
    mentions = MentionReader(Registry())
    mentions.read(doc, 0)
    resolver = SourceResolver(mentions)
    resolver.begin(0)
    he = next(token.i for token in doc if token.text == "he")
    said = TokenSpan(he + 2, len(doc) - 1)
    found = resolver.resolve(doc, TokenSpan(he, he + 1), CueClass.SPEECH, None, [said])
    assert found.name == "Niall Brandt"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Bank of Veldania cut its rate. The bank said no.", "The bank", "Bank of Veldania"),
        ("Northgate Motors has closed a plant. The company said no.", "The company",
         "Northgate Motors"),
    ],
)  # fmt: skip
def test_the_bank_is_the_one_that_was_named(
    english: Language, text: str, words: str, name: str
) -> None:
    found = source(english, text, words)
    assert found.name == name
    assert found.guessed


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Kidal was quiet. The army had shelled Kidal. In Kidal, shops were shut.",
            "Kidal",
            "place",
        ),
        ("Flooding is possible near Brest. Brest has closed its port.", "Brest", "place"),
        ("Trains between Rennes and Quimper are suspended.", "Quimper", "place"),
        ("SELIM, Veldania (AP) - The ships have left the port.", "Veldania", "place"),
        ("It was rejected by the operator, Minera Selim, which said no.", "Minera Selim", "org"),
    ],
)
def test_what_the_text_does_with_a_name_tells_its_kind(
    english: Language, text: str, name: str, kind: str
) -> None:
    mentions = MentionReader(Registry())
    mentions.read(english(text), 0)
    kinds = {entity.name: entity.kind.value.lower() for entity in mentions.registry.entities()}
    assert kinds[name] == kind


def test_what_one_has_faith_in_is_no_place_for_it(english: Language) -> None:
    mentions = MentionReader(Registry())
    mentions.read(english("Their faith in Helmut grew. Helmut won."), 0)
    (somebody,) = mentions.registry.entities()
    assert somebody.kind.value.lower() != "place"
