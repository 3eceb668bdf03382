"""Long words are cut where a reader would."""

import pytest

from ui.language.excerpts import shortened


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("a bridge", "a bridge"),
        ("a\n bridge", "a bridge"),
        ("the bridge opens", "the…"),
        ("unbreakable", "unbreaka…"),
        ("", ""),
    ],
)
def test_long_words_are_cut_between_two(words: str, short: str) -> None:
    assert shortened(words, 8) == short
