"""A paragraph begins on the side from which it is read."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextBlock

from ui.reading.article_view import ArticleView

LATIN, ARABIC, HEBREW = "The ship came.", "وصلت السفينة.", "האונייה הגיעה."


@pytest.fixture
def open_text(
    make_view: Callable[..., ArticleView], make_sample: Callable[..., object]
) -> Callable[[str], ArticleView]:
    return lambda text: make_view(make_sample(text).article)  # type: ignore[attr-defined]


def _blocks(view: ArticleView) -> list[QTextBlock]:
    document = view.area.document()
    found = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    for block in found:
        document.documentLayout().blockBoundingRect(block)
    return [block for block in found if block.text()]


def _ends(block: QTextBlock) -> tuple[float, float]:
    """Where the first line of a paragraph has its letters, from its left edge on."""
    line = block.layout().lineAt(0)
    letters = line.naturalTextRect()
    return letters.left() - line.rect().left(), line.rect().right() - letters.right()


@pytest.mark.parametrize("words", [ARABIC, HEBREW, f"{ARABIC} Reuters {ARABIC}"])
def test_it_begins_at_the_right_where_it_is_read_from_there(
    open_text: Callable[[str], ArticleView], words: str
) -> None:
    latin, other = _blocks(open_text(f"{LATIN}\n\n{words}"))
    assert _ends(latin)[0] < 1 < _ends(latin)[1]
    assert _ends(other)[1] < 1 < _ends(other)[0]


def test_a_foreign_word_does_not_turn_a_paragraph(
    open_text: Callable[[str], ArticleView],
) -> None:
    (block,) = _blocks(open_text(f"The ship {ARABIC} came."))
    assert _ends(block)[0] < 1
