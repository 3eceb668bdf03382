"""The questions that the guide gives as examples are understood to the last word."""

import re
from datetime import date

import pytest

from annotator.workspace.question_reader import read_question
from ui.language.translator import languages
from ui.window.guide import guide_file

TODAY = date(2026, 11, 23)
_CHAPTERS = {"en": "Searching", "de": "Suchen"}


def _examples(language: str) -> list[str]:
    text = guide_file(language).read_text(encoding="utf-8")
    chapter = re.search(rf"^## {_CHAPTERS[language]}$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert chapter is not None
    return re.findall(r"^- (.*)$", chapter[1], re.MULTILINE)


@pytest.mark.parametrize("language", languages())
def test_every_example_of_the_guide_is_understood(language: str) -> None:
    examples = _examples(language)
    assert len(examples) > 4
    for example in examples:
        question = read_question(example, TODAY)
        assert question.parts, example
        assert question.words == "", example
