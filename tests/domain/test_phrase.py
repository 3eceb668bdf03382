"""What the program says, in English and in another language."""

from annotator.domain.phrase import counted_phrase, listed_phrase, phrase

_GERMAN = {
    "“{words}”": "„{words}“",
    "{items} and {last}": "{items} und {last}",
    "1 word is vague: {terms}.": "1 Wort ist vage: {terms}.",
    "{n} words are vague: {terms}.": "{n} Wörter sind vage: {terms}.",
    "a belief": "eine Meinung",
    "“{cue}” tells of {act}": "„{cue}“ gibt {act} wieder",
}


def _german(pattern: str) -> str:
    return _GERMAN.get(pattern, pattern)


def test_words_of_a_text_are_quoted_and_joined_as_the_language_does() -> None:
    told = counted_phrase(
        2, "1 word is vague: {terms}.", "{n} words are vague: {terms}.", terms=("may", "{n}")
    )
    assert str(told) == "2 words are vague: “may” and “{n}”."
    assert told.said(_german) == "2 Wörter sind vage: „may“ und „{n}“."


def test_one_is_told_apart_from_many() -> None:
    told = counted_phrase(
        1, "1 word is vague: {terms}.", "{n} words are vague: {terms}.", terms=("may",)
    )
    assert told.said(_german) == "1 Wort ist vage: „may“."


def test_a_part_is_said_in_the_language_too() -> None:
    told = phrase("“{cue}” tells of {act}", cue="thinks", act=phrase("a belief"))
    assert str(told) == "“thinks” tells of a belief"
    assert told.said(_german) == "„thinks“ gibt eine Meinung wieder"


def test_names_are_listed() -> None:
    assert [str(listed_phrase(names)) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_value_that_is_missing_shows_its_place() -> None:
    assert str(phrase("{a} and {b.__class__}", a="one")) == "one and {b.__class__}"
