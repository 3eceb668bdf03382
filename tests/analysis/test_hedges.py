"""Words that make a statement less than certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.analysis.hedge_lexicon import load_hedges
from annotator.errors import UserFacingError

if TYPE_CHECKING:
    from spacy.language import Language


def hedges(english: Language, text: str) -> list[str]:
    doc = english(text)
    return [doc[hedge.span.start : hedge.span.end].text for hedge in doc._.hedges]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The talks may resume on Friday.", ["may"]),
        ("The scenario might be repeated.", ["might"]),
        ("A truce could allow the ships to return.", ["could"]),
        ("The plan did not seem workable.", ["did not seem"]),
        ("It seems that nobody is counting on it.", ["It seems"]),
        ("Perhaps the envoys have left.", ["Perhaps"]),
        ("The general is believed to have fled the capital.", ["is believed"]),
        ("The gates are likely to open soon.", ["likely"]),
        ("The convoy reportedly turned back.", ["reportedly"]),
        ("There is a risk of new fighting.", ["risk"]),
        ("The port will be closed for a month.", ["will"]),
        ("It remains unclear who fired first.", ["unclear"]),
    ],
)
def test_doubt_is_found(english: Language, text: str, words: list[str]) -> None:
    assert hedges(english, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The talks resumed in May.",
        "The army showed its might at the parade.",
        "The witness could not see the road.",
        "The minister appeared in court.",
        "The port is closed.",
    ],
)
def test_words_that_only_look_like_doubt_are_left_alone(english: Language, text: str) -> None:
    assert hedges(english, text) == []


def test_the_scope_ends_with_the_clause(english: Language) -> None:
    doc = english("The siege may end soon, and the people have left the city.")
    (hedge,) = doc._.hedges
    scope = doc[hedge.scope.start : hedge.scope.end].text
    assert scope.startswith("The siege may end")
    assert "people" not in scope


def test_a_list_that_cannot_be_read_is_told_by_name(tmp_path: object) -> None:
    from pathlib import Path

    broken = Path(str(tmp_path)) / "hedges.toml"
    broken.write_text("[modal]\npossibility = [", "utf-8")
    with pytest.raises(UserFacingError, match=r"hedges\.toml"):
        load_hedges(broken)
