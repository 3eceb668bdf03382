"""Words that make a statement less than certain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.analysis.lexicon.hedge_lexicon import load_hedges
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


def test_the_users_own_file_adds_to_every_list(tmp_path: Path) -> None:
    (tmp_path / "hedges.toml").write_text(
        '[adverb]\nwords = ["Mayhap"]\n[phrase]\nwords = ["if memory serves"]\n', "utf-8"
    )
    lexicon, shipped = load_hedges(tmp_path), load_hedges()
    assert lexicon.adverbs == shipped.adverbs | {"mayhap"}
    assert lexicon.phrases == shipped.phrases | {("if", "memory", "serves")}
    assert lexicon.modals == shipped.modals


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[modal]\npossibility = [", "cannot be read"),
        ('[maybe]\nwords = ["mayhap"]\n', "not known: maybe words"),
        ('[modal]\nperhaps = ["mayhap"]\n', "not known: modal perhaps"),
        ('adverb = ["mayhap"]\n', "not known: adverb"),
        ('[adverb]\nwords = "mayhap"\n', "not a list of words"),
        ("[adverb]\nwords = [1]\n", "not a list of words"),
    ],
)
def test_a_slip_in_the_users_file_is_told_with_its_path(
    tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "hedges.toml").write_text(content, "utf-8")
    with pytest.raises(UserFacingError, match=told) as caught:
        load_hedges(tmp_path)
    assert str(tmp_path) in str(caught.value.message)
    assert caught.value.hint


def test_a_folder_without_such_a_file_changes_nothing(tmp_path: Path) -> None:
    assert load_hedges(tmp_path) == load_hedges()
