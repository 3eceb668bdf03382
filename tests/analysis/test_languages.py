"""What can be done in which language."""

from annotator.analysis.languages import limits_of


def test_english_with_an_english_pipeline_has_no_limits() -> None:
    assert limits_of("en", "en") == ()
    assert limits_of("en-GB", "en") == ()


def test_a_pipeline_of_the_texts_language_still_finds_entities() -> None:
    (sentence,) = limits_of("de", "de")
    assert "entities" in sentence


def test_without_a_pipeline_the_language_is_named() -> None:
    (sentence,) = limits_of("ar", "en")
    assert "(ar)" in sentence
