"""What can be done in which language."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from annotator import resources
from annotator.analysis import load
from annotator.analysis.analyser import Analyser
from annotator.analysis.languages import in_language, limits_of, plausible
from annotator.domain.claim import Form, Voice

GERMAN = (
    "Die Brücke bleibt nach dem Hochwasser gesperrt. Der Bürgermeister soll abgereist sein. "
    "„Wir öffnen sie erst im Frühjahr wieder für alle“, sagte Anna Brandt am Montag."
)
GIBBERISH = random.Random(1)  # noqa: S311 - the same nonsense each time


def test_english_with_an_english_pipeline_has_no_limits() -> None:
    assert limits_of("en", "en") == ()
    assert limits_of("en-GB", "en") == ()


def test_a_pipeline_of_the_texts_language_still_finds_entities() -> None:
    (sentence,) = limits_of("de", "de")
    assert "entities" in str(sentence)


def test_without_a_pipeline_the_language_is_named() -> None:
    (sentence,) = limits_of("ar", "en")
    assert "(ar)" in str(sentence)


def nonsense(words: int) -> str:
    letters = string.ascii_lowercase
    return " ".join(
        "".join(GIBBERISH.choices(letters, k=GIBBERISH.randint(3, 9))) for _ in range(words)
    )


def test_known_words_make_a_text_plausible_and_few_words_tell_nothing() -> None:
    known = {"the", "bridge", "is", "closed"}.__contains__
    assert plausible("The bridge is closed. " * 5, known)
    assert not plausible("Xqzt brvvl ooomp the drkkk. " * 5, known)
    assert plausible("Xqzt brvvl ooomp.", known)


def test_of_another_language_direct_quotations_are_found_and_nothing_is_made_up(
    analyser: Analyser,
) -> None:
    found = analyser.analyse(GERMAN, (), "de-AT")
    (claim,) = found.claims
    (content,) = claim.content
    assert GERMAN[content.start : content.end].strip("„“,") == (
        "Wir öffnen sie erst im Frühjahr wieder für alle"
    )
    assert (claim.form, claim.voice) == (Form.DIRECT, Voice.SOURCE)
    assert found.language == "de-AT"
    assert found.events == ()
    (limit,) = found.limits
    assert "(de)" in str(limit)


def test_nonsense_is_told_and_states_nothing(analyser: Analyser) -> None:
    found = analyser.analyse(f"{nonsense(60)}. {nonsense(60)}.", (), "en")
    assert found.claims == found.events == found.entities == ()
    (limit,) = found.limits
    assert "not known" in str(limit)


def test_english_in_capitals_is_english(analyser: Analyser) -> None:
    text = (resources.folder() / "samples" / "harbour.txt").read_text("utf-8")[:1500].upper()
    assert analyser.analyse(text, (), "en").limits == ()


ARABIC = "قال وزير الخارجية المصري إن بلاده مستعدة للمساعدة في المحادثات المقبلة مع الجيران."
ENGLISH = "Yusuf Qadhari said that the port would reopen in March, when the repairs are done."


@pytest.mark.parametrize("language", ["ar", "en"])
def test_english_paragraphs_between_others_are_read_whatever_the_text_is_said_to_be(
    analyser: Analyser, language: str
) -> None:
    text = f"{ARABIC}\n{ENGLISH}\n{ARABIC}"
    found = analyser.analyse(text, (), language)
    (claim,) = found.claims
    assert claim.source is not None
    assert claim.source.name == "Yusuf Qadhari"
    (content,) = claim.content
    assert text[content.start : content.end].startswith("that the port would reopen")
    (limit,) = found.limits
    assert "Some paragraphs" in str(limit)


def test_a_german_text_stays_one_though_it_shares_words_with_english(analyser: Analyser) -> None:
    (limit,) = analyser.analyse(f"{GERMAN}\n{GERMAN}", (), "de").limits
    assert "(de)" in str(limit)


def test_a_paragraph_of_few_words_or_of_names_does_not_tell_its_language() -> None:
    common = frozenset({"the", "is", "of", "and"})
    known = {"the", "bridge", "is", "closed", "of", "harbour", "and"}.__contains__
    assert in_language("The bridge of the harbour is closed and closed.", common, known)
    assert in_language("Xqzt brvvl ooomp drkkk vlaa prst mmm kll.", common, known) is False
    assert (
        in_language("Bridge closed harbour bridge closed harbour bridge closed", common, known)
        is None
    )
    assert in_language("The bridge", common, known) is None


@pytest.mark.model
def test_a_pipeline_of_ones_own_by_its_folder_reads_its_language(tmp_path: Path) -> None:
    import spacy

    own = spacy.blank("de")
    own.add_pipe("sentencizer")
    ruler = own.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Anna Brandt"}])  # type: ignore[attr-defined]
    own.meta["name"] = "desk"
    own.to_disk(tmp_path / "de_desk")
    analyser = load(str(tmp_path / "de_desk"))
    assert (analyser.language, analyser.info.name) == ("de", "de_desk")
    found = analyser.analyse(GERMAN, (), "de")
    assert [entity.name for entity in found.entities] == ["Anna Brandt"]
    (claim,) = found.claims
    assert claim.source is not None
    assert claim.source.name == "Anna Brandt"
    (limit,) = found.limits
    assert "direct quotations, entities" in str(limit)
