"""A quotation set as a block stands apart: set in on both sides, with a rule where it begins."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.ids import ArticleId
from annotator.text.spans import Span
from ui.kit.theme import DARK, LIGHT, Theme
from ui.reading.appearance import Appearance
from ui.reading.article_view import ArticleView

BEFORE = "The keeper wrote to the harbour office:"
QUOTED = (
    "We have asked 😀 for a second lamp since the spring, and nobody has answered. " * 3
).strip()
MORE = "The reef will not wait."
ARABIC = "لن ينتظر الشعاب أحدا، قالت الحارسة في رسالتها إلى مكتب الميناء."
AFTER = "The office did not answer."
TEXT = "\n".join((BEFORE, QUOTED, MORE, AFTER, ARABIC))
QUOTES = (QUOTED, MORE, ARABIC)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def view(make_view: Callable[[Article], ArticleView]) -> ArticleView:
    blocks = [
        Block(at(line), BlockKind.QUOTE if line in QUOTES else BlockKind.BODY)
        for line in TEXT.split("\n")
    ]
    return make_view(Article(ArticleId("a"), TEXT, tuple(blocks), "Lamp", "0" * 64, "0" * 64, "1"))


def bounds(view: ArticleView, words: str) -> tuple[float, float]:
    boxes = view.area.boxes(at(words))
    return min(box.left() for box in boxes), max(box.right() for box in boxes)


def test_it_is_set_in_on_both_sides(view: ArticleView) -> None:
    column = view.area.column
    assert bounds(view, BEFORE)[0] == pytest.approx(column.left, abs=2)
    left, right = bounds(view, QUOTED)
    inset = left - column.left
    assert inset > 12
    assert right <= column.right - inset + 2
    assert bounds(view, AFTER)[0] == pytest.approx(column.left, abs=2)
    assert bounds(view, ARABIC)[1] == pytest.approx(column.right - inset, abs=3)


def test_a_mark_and_a_click_find_their_letters_in_it(view: ArticleView) -> None:
    area = view.area
    for words in ("We have asked", "asked 😀 for", "nobody", "The reef", "wait."):
        (box,) = area.boxes(at(words))
        caret = area.cursor_at(Span(at(words).start, at(words).start))
        assert box.left() == pytest.approx(area.cursorRect(caret).left(), abs=2)
        assert area.offset_at(QPointF(box.left() + 2, box.center().y())) == at(words).start


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_rule_runs_where_its_paragraphs_begin(view: ArticleView, theme: Theme) -> None:
    view.set_appearance(Appearance(theme=theme))
    column = view.area.column
    image = view.area.viewport().grab().toImage()
    left, right = round(column.left) + 1, round(column.right) - 2
    line, page = QColor(theme.line), QColor(theme.page)
    boxes = view.area.boxes(at(QUOTED)) + view.area.boxes(at(MORE))
    top, bottom = round(boxes[0].top()), round(boxes[-1].bottom())
    assert seen(image, left, range(top + 1, bottom - 1)) == {line.name()}
    assert seen(image, right, range(top + 1, bottom - 1)) == {page.name()}
    (box,) = view.area.boxes(at(ARABIC))
    rows = range(round(box.top()) + 1, round(box.bottom()) - 1)
    assert seen(image, right, rows) == {line.name()}
    assert line.name() not in seen(image, left, rows)
    for words in (BEFORE, AFTER):
        (box,) = view.area.boxes(at(words))
        rows = range(round(box.top()), round(box.bottom()))
        assert line.name() not in seen(image, left, rows)


def seen(image: QImage, x: int, rows: range) -> set[str]:
    return {image.pixelColor(x, y).name() for y in rows}


def test_no_column_is_too_narrow_for_it(view: ArticleView) -> None:
    view.resize(260, 640)
    view.set_appearance(Appearance(size=20))
    column = view.area.column
    left, right = bounds(view, "We have asked")
    assert column.left + 2 < left < right <= column.right


def test_it_stands_apart_on_paper_too(view: ArticleView, tmp_path: Path) -> None:
    view.write_pdf(tmp_path / "out.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    try:
        words = document[0].get_textpage()
        lefts = [words.get_charbox(words.get_text_bounded().index(w))[0] for w in (BEFORE, MORE)]
    finally:
        document.close()
    assert lefts[1] > lefts[0] + 8
