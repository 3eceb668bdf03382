"""Words found in a document by their numbers."""

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.parsing.words import places_of, places_where

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.fixture
def doc() -> "Doc":
    import spacy
    from spacy.tokens import Doc

    # "det" and "aux" are also names of dependencies, which spaCy numbers otherwise than words.
    return Doc(spacy.blank("en").vocab, words=["The", "det", "or", "the", "Aux"])


def test_words_are_found_in_small_letters_where_so_asked(doc: "Doc") -> None:
    assert places_of(doc, "LOWER", frozenset({"the", "det", "aux", "missing"})) == [0, 1, 3, 4]
    assert places_of(doc, "ORTH", frozenset({"the", "aux"})) == [3]


def test_words_are_found_by_a_question_that_is_asked_once_for_each(doc: "Doc") -> None:
    asked: list[str] = []

    def is_capital(word: str) -> bool:
        asked.append(word)
        return word[0].isupper()

    assert places_where(doc, "ORTH", is_capital) == [0, 4]
    assert places_where(doc, "LOWER", lambda word: word == "the") == [0, 3]
    assert sorted(asked) == ["Aux", "The", "det", "or", "the"]
