"""Attributions in sentences of our own: the shapes an analyst meets every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.attribution.component import AttributionFinder
from annotator.analysis.attribution.grammar import GrammarAttribution
from annotator.analysis.attribution.model import load_attribution_model
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.extensions import RawAttribution
from annotator.analysis.parsing.quotations import parser_text
from annotator.domain.claim import CueClass

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model


def found(english: Language, text: str) -> tuple[Doc, tuple[RawAttribution, ...]]:
    doc = english(parser_text(text))
    return doc, doc._.attributions


def content(doc: Doc, attribution: RawAttribution) -> str:
    return " … ".join(doc[piece.start : piece.end].text for piece in attribution.content)


def source(doc: Doc, attribution: RawAttribution) -> str:
    named = attribution.source
    return doc[named.start : named.end].text if named else ""


def about(english: Language, text: str, words: str) -> tuple[str, str, RawAttribution]:
    """(content, source, attribution) of the one whose content holds `words`."""
    doc, attributions = found(english, text)
    held = [a for a in attributions if words in content(doc, a)]
    assert held, [content(doc, a) for a in attributions]
    return content(doc, held[0]), source(doc, held[0]), held[0]


def test_a_denial_is_not_swallowed_by_the_claim_before_it(english: Language) -> None:
    text = (
        "According to figures released by the coast guard, Norvia has moved two patrol boats to "
        "the island, but the Sarland envoy said on Friday that they had not left the harbour."
    )
    first, named, _ = about(english, text, "patrol boats")
    second, denier, _ = about(english, text, "had not left")
    assert "not left" not in first
    assert "patrol boats" not in second
    assert "figures" in named or "coast guard" in named
    assert "envoy" in denier


@pytest.mark.parametrize(
    ("text", "words", "named", "cue_class"),
    [
        (
            "The minister said the dam would be finished in May.",
            "would be finished",
            "minister",
            CueClass.SPEECH,
        ),
        (
            "“The road is closed,” said Ilse Brandt, the mayor of Ostmark.",
            "road is closed",
            "Ilse Brandt",
            CueClass.SPEECH,
        ),
        (
            "Satellite imagery showed that the runway had been extended by two kilometres.",
            "runway had been extended",
            "imagery",
            CueClass.EVIDENCE,
        ),
        (
            "In a statement, the mission said it hoped the talks would resume next week.",
            "talks would resume",
            "mission",
            None,
        ),
        (
            "The governor stressed “the need for a fair vote in the northern districts.”",
            "need for a fair vote",
            "governor",
            CueClass.SPEECH,
        ),
        (
            "Two officials who asked not to be named believe that the deal is dead.",
            "deal is dead",
            "officials",
            CueClass.BELIEF,
        ),
        (
            "Grain prices fell by a third last year, according to the farmers' union.",
            "Grain prices fell",
            "union",
            CueClass.SPEECH,
        ),
    ],
)
def test_content_source_and_class_of_everyday_attributions(
    english: Language, text: str, words: str, named: str, cue_class: CueClass | None
) -> None:
    _, source_words, attribution = about(english, text, words)
    assert named in source_words
    assert cue_class is None or attribution.cue_class is cue_class


def test_what_appears_from_somebodys_statements_is_theirs(english: Language) -> None:
    text = (
        "On Monday the talks went on, and it appears from the remarks of the Sarland envoy, "
        "Tomas Vehl, that Norvia is “ready to open the harbour” after “a long winter”."
    )
    words, named, _ = about(english, text, "ready to open the harbour")
    assert "Norvia" in words
    assert "a long winter" in words
    assert "Tomas Vehl" in named


def test_a_named_source_wins_over_an_impersonal_verb(english: Language) -> None:
    text = "It seems that there will be a second round of talks, as the minister hinted."
    words, named, _ = about(english, text, "second round")
    assert "minister" in named
    assert "hinted" not in words


def test_a_quotation_split_by_its_cue_is_one_content_in_two_pieces(english: Language) -> None:
    text = "“The harbour is closed,” the mayor said. “It will open again on Monday.”"
    words, named, attribution = about(english, text, "open again")
    assert "harbour is closed" in words
    assert len(attribution.content) == 2
    assert "mayor" in named


def test_quotation_marks_belong_to_the_content(english: Language) -> None:
    words, _, _ = about(english, "“The harbour is closed,” the mayor said.", "harbour")
    assert words.startswith("“")
    assert words.rstrip(".").endswith("”")


def test_names_in_scare_quotes_are_no_claims(english: Language) -> None:
    doc, attributions = found(
        english, "The “Northern Accord” sent its boats to the port of “Vela” on Tuesday."
    )
    assert [content(doc, a) for a in attributions] == []


def test_a_name_behind_a_dash_signs_the_quotation_before_it(english: Language) -> None:
    text = "“We were never asked about the new road.” — Tomas Vehl\n“Nobody listens.” — Ida Roth"
    words, named, _ = about(english, text, "never asked")
    assert named == "Tomas Vehl"
    assert "Nobody" not in words


def test_a_bar_right_behind_the_mark_signs_as_a_dash_does(english: Language) -> None:
    text = "“Nobody asked us about the new road.”― Tomas Vehl\n“They will hear from us.”― Ida Roth"
    words, named, _ = about(english, text, "Nobody asked")
    assert named == "Tomas Vehl"
    assert "hear" not in words


def test_a_name_on_the_line_below_signs_the_quotation_above_it(english: Language) -> None:
    text = "“We were never asked about the new road.”\n— Tomas Vehl, pilot\nThe harbour is closed."
    words, named, _ = about(english, text, "never asked")
    assert named == "Tomas Vehl, pilot"
    assert "harbour" not in words


@pytest.mark.parametrize(
    "text", ["The port office did not announce them.", "Ms Lind confirmed this yesterday."]
)
def test_mere_pronouns_are_no_claim(english: Language, text: str) -> None:
    assert found(english, text)[1] == ()


def test_a_list_below_a_quotation_signs_nothing(english: Language) -> None:
    text = "“We were never asked about the new road.”\n- Bread and milk for the crew\n- Two ropes"
    doc, attributions = found(english, text)
    assert not any("Bread" in source(doc, a) for a in attributions)


def test_the_lines_of_a_transcript_belong_to_their_speakers(english: Language) -> None:
    text = (
        "BRANDT: The harbour has been closed since Monday evening.\n"
        "VEHL: When will the first ships be let in again?\n"
        "BRANDT: Not before the divers have looked at the wreck."
    )
    doc, attributions = found(english, text)
    assert [source(doc, a).upper() for a in attributions] == ["BRANDT", "VEHL", "BRANDT"]
    assert "divers" in content(doc, attributions[2])


def test_one_line_in_capitals_is_no_transcript(english: Language) -> None:
    doc, attributions = found(english, "UPDATE: The harbour was opened on Monday evening.")
    assert [source(doc, a) for a in attributions] == []


def test_attributions_stand_in_order_and_inside_the_document(english: Language) -> None:
    text = "Ilse Brandt said the port is safe. Tomas Vehl said it is not. “No,” she replied."
    doc, attributions = found(english, text)
    starts = [a.content[0].start for a in attributions]
    assert starts == sorted(starts)
    for attribution in attributions:
        for piece in attribution.content:
            assert 0 <= piece.start < piece.end <= len(doc)
        assert 0.0 < attribution.probability <= 1.0


@pytest.mark.parametrize(
    ("text", "named", "words"),
    [
        ("The minister said the dam would be finished in May.", "minister", "would be finished"),
        ("“The road is closed,” said Ilse Brandt, the mayor.", "Ilse Brandt", "road is closed"),
        ("According to divers, the bridge is rusty.", "divers", "bridge is rusty"),
    ],
)
def test_a_pipeline_without_word_vectors_finds_everyday_attributions(
    english: Language, text: str, named: str, words: str
) -> None:
    import spacy

    doc = english(parser_text(text))
    find = AttributionFinder(spacy.blank("en").vocab, load_cues(), load_attribution_model())
    doc = GrammarAttribution(load_cues())(find(doc))
    assert [words in content(doc, a) and named in source(doc, a) for a in doc._.attributions] == [
        True
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "…", "“", '"""', "Port", "¿?¡!", "a" * 5000])
def test_texts_without_sentences_give_nothing_and_break_nothing(
    english: Language, text: str
) -> None:
    assert found(english, text)[1] == ()
