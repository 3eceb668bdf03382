"""The reader as the analyst meets it: with mouse, keys and eyes."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span
from tests.ui.reading.conftest import article_of
from ui.kit.theme import DARK, LIGHT
from ui.reading.article_view import ArticleView

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def middle(view: ArticleView, span: Span) -> QPoint:
    return view.area.boxes(span)[0].center().toPoint()


def click(qtbot: QtBot, view: ArticleView, span: Span, keys: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(view.area.viewport(), LEFT, keys, middle(view, span))


def drag(qtbot: QtBot, view: ArticleView, start: QPointF, end: QPointF) -> None:
    port = view.area.viewport()
    qtbot.mousePress(port, LEFT, NONE, start.toPoint())
    qtbot.mouseMove(port, ((start + end) / 2).toPoint())
    qtbot.mouseMove(port, end.toPoint())
    qtbot.mouseRelease(port, LEFT, NONE, end.toPoint())


def tagged(record: ClaimRecord, tag: Tag, like: ClaimRecord) -> ClaimRecord:
    assert like.decision is not None
    decision: Decision = replace(like.decision, claim=record.claim.id, tag=tag)
    return replace(record, decision=decision)


def colour_at(view: ArticleView, span: Span) -> str:
    """Of the pixel just above the words, where only a tint is."""
    box = view.area.boxes(span)[0]
    image = view.area.viewport().grab().toImage()
    return image.pixelColor(round(box.left()) + 6, round(box.top()) - 1).name()


# What is shown


def test_the_text_is_there_before_any_claim(
    make_view: Callable[[Article], ArticleView], sample
) -> None:
    view = make_view(sample.article)
    assert view.area.toPlainText() == sample.text
    assert view.article() is sample.article
    assert view.area.boxes(sample.at("Ilka Brandt"))


@pytest.mark.parametrize("text", ["", "One paragraph alone, never broken.", "\n\n", "a\n"])
def test_small_texts_are_laid_out_too(
    make_view: Callable[[Article], ArticleView], make_sample, text: str
) -> None:
    view = make_view(make_sample(text).article)
    view.area.viewport().grab()
    words = text.strip()
    if words:
        box = view.area.boxes(Span(0, len(words)))[0]
        # In the column, not where Qt's own layout would put it.
        assert box.left() > 60


def test_a_paragraph_that_begins_with_a_dateline_is_set_like_the_others(
    view: ArticleView, qtbot: QtBot
) -> None:
    text = "PORT SELIM — The ferry sailed.\nThe ferry sailed again."
    article = article_of(text)
    blocks = (
        Block(Span(0, 12), BlockKind.DATELINE),
        Block(Span(13, 30), BlockKind.BODY),
        Block(Span(31, len(text)), BlockKind.BODY),
    )
    view.set_article(replace(article, blocks=blocks))
    heights = {line.line.height() for line in view.area.lines()}
    assert len(heights) == 1
    view.set_article(replace(article, blocks=(Block(Span(0, 30), BlockKind.DATELINE), blocks[2])))
    assert len({line.line.height() for line in view.area.lines()}) == 2


def test_lines_are_no_longer_than_can_be_read(
    make_view: Callable[[Article], ArticleView], long_article: Article
) -> None:
    view = make_view(long_article)
    view.resize(1600, 600)
    longest = max(line.span.length for line in view.area.lines())
    assert 50 < longest < 90
    page = [line.rect.left() for line in view.area.lines()]
    centre = view.area.viewport().width() / 2
    assert min(page) > 300
    assert min(page) < centre


def test_decided_claims_are_solid_and_suggested_ones_faint(view: ArticleView, sample) -> None:
    assert colour_at(view, sample.at("the lamp “will")) == LIGHT.tag(Tag.SOURCED).solid
    assert colour_at(view, sample.at("the harbour office")) == LIGHT.tag(Tag.SOURCED).faint
    assert colour_at(view, sample.at("The cost seems")) == LIGHT.tag(Tag.SPECULATIVE).faint
    assert colour_at(view, sample.at("Nobody in")) == LIGHT.tag(Tag.UNSOURCED).solid
    assert colour_at(view, sample.at("The office did")) == LIGHT.page
    assert colour_at(view, sample.at("By Odd Tamm")) == LIGHT.page


def test_a_decision_shows_at_once(view: ArticleView, sample, claims: list[ClaimRecord]) -> None:
    office = claims[1]
    view.update_claim(tagged(office, Tag.SPECULATIVE, claims[0]))
    assert colour_at(view, sample.at("the harbour office")) == LIGHT.tag(Tag.SPECULATIVE).solid


def test_a_claim_inside_another_leaves_both_to_be_seen(view: ArticleView, sample) -> None:
    boxes = view.area.scene().claim_boxes()
    inner = next(box.rect for box in boxes if box.record.claim.id == "near")
    outer = next(
        box.rect
        for box in boxes
        if box.record.claim.id == "reef" and abs(box.rect.center().y() - inner.center().y()) < 2
    )
    assert outer.contains(inner)
    assert outer.top() < inner.top()
    assert outer.bottom() > inner.bottom()


def test_each_claim_has_a_letter_that_needs_no_colour(
    view: ArticleView, sample, claims: list[ClaimRecord]
) -> None:
    flags = {flag.record.claim.id: flag.rect for flag in view.area.scene().flags()}
    assert set(flags) == {record.claim.id for record in claims}
    latin, arabic = flags[ClaimId("lamp")], flags[ClaimId("arabic")]
    assert latin.right() < view.area.boxes(sample.at("By Odd Tamm"))[0].left()
    # Beside the right edge where the lines start there.
    assert arabic.left() > view.area.boxes(sample.at("قالت الحارسة"))[0].right()
    for one in flags.values():
        assert not any(one is not other and one.intersects(other) for other in flags.values())


def test_the_dark_theme_reaches_text_and_marks(view: ArticleView, sample) -> None:
    view.set_appearance(replace(view.appearance(), theme=DARK))
    assert colour_at(view, sample.at("By Odd Tamm")) == DARK.page
    assert colour_at(view, sample.at("the lamp “will")) == DARK.tag(Tag.SOURCED).solid
    assert view.area.palette().text().color() == QColor(DARK.ink)


def test_forgotten_claims_are_no_longer_shown(view: ArticleView, sample) -> None:
    view.set_current_claim(ClaimId("lamp"))
    view.remove_claim(ClaimId("lamp"))
    assert view.current_claim() is None
    assert colour_at(view, sample.at("the lamp “will")) == LIGHT.page
    view.remove_claim(ClaimId("never there"))


# The current claim


def test_source_and_cue_of_the_current_claim_light_up(view: ArticleView, sample) -> None:
    area = view.area
    view.set_current_claim(ClaimId("office"))
    after = area.viewport().grab().toImage()
    view.set_current_claim(None)
    before = area.viewport().grab().toImage()

    def changed(words: str) -> bool:
        box = area.boxes(sample.at(words))[0].toRect().adjusted(-3, -3, 3, 3)
        return before.copy(box) != after.copy(box)

    assert changed("Ilka Brandt")
    assert changed("said")
    assert changed("the harbour office")
    assert not changed("Two pilots")
    assert not changed("did not answer")


def test_a_screen_reader_hears_the_current_claim(view: ArticleView) -> None:
    assert view.area.accessibleName() == "The lighthouse"
    view.set_current_claim(ClaimId("reef"))
    heard = view.area.accessibleDescription()
    assert heard.startswith("Claim 3 of 8: “the reef may be too close")
    assert "Source: Two pilots who asked not to be named." in heard
    assert "Hedged: may." in heard
    assert "Undecided, suggested: Sourced." in heard
    view.set_current_claim(ClaimId("lamp"))
    assert "Sourced." in view.area.accessibleDescription()
    view.set_current_claim(None)
    assert view.area.accessibleDescription() == ""


def test_a_screen_reader_hears_the_selected_words(view: ArticleView, sample) -> None:
    words = sample.at("may be too close 👩‍👩‍👧‍👦 for")
    view.select(words)
    text = QAccessible.queryAccessibleInterface(view.area).textInterface()
    assert text.selectionCount() == 1
    heard = text.text(view.area.shown.start_u16(words.start), text.cursorPosition())
    assert heard == sample.text[words.start : words.end]


def test_a_claim_out_of_sight_is_brought_into_view(
    make_view: Callable[[Article], ArticleView], make_sample, long_article: Article, qtbot: QtBot
) -> None:
    view = make_view(long_article)
    far = Span(len(long_article.text) // 2, len(long_article.text) // 2 + 60)
    claim = make_sample(long_article.text).claim("far", far)
    view.set_findings([], [claim])
    view.set_current_claim(ClaimId("far"), reveal=False)
    assert not view.area.boxes(far)
    view.set_current_claim(ClaimId("far"))
    qtbot.waitUntil(lambda: bool(view.area.boxes(far)))
    qtbot.wait(250)
    y = view.area.boxes(far)[0].center().y()
    assert 0.1 < y / view.area.viewport().height() < 0.7


def test_a_claim_in_sight_does_not_move_the_text(view: ArticleView) -> None:
    view.set_current_claim(ClaimId("lamp"))
    before = view.area.verticalScrollBar().value()
    view.set_current_claim(ClaimId("reef"))
    assert view.area.verticalScrollBar().value() == before


# Keys


def test_single_letters_reach_the_windows_shortcuts(view: ArticleView, qtbot: QtBot) -> None:
    pressed: list[str] = []
    for key in "JSX/":
        QShortcut(QKeySequence(key), view).activated.connect(lambda key=key: pressed.append(key))
    view.setFocus()
    view.activateWindow()
    qtbot.waitUntil(view.area.hasFocus)
    for key in (Qt.Key.Key_J, Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_Slash):
        qtbot.keyClick(view.area, key)
    assert pressed == ["J", "S", "X", "/"]


def test_the_caret_activates_the_claim_it_enters(view: ArticleView, sample, qtbot: QtBot) -> None:
    cost = sample.at("The cost")
    cursor = view.area.textCursor()
    cursor.setPosition(view.area.shown.start_u16(cost.start - 1))
    view.area.setTextCursor(cursor)
    with qtbot.waitSignal(view.claim_activated) as told:
        qtbot.keyClick(view.area, Qt.Key.Key_Right)
    assert told.args == ["cost"]


def test_words_are_selected_with_keys_across_an_emoji(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    start = sample.at("😀").start
    cursor = view.area.textCursor()
    cursor.setPosition(view.area.shown.start_u16(start))
    view.area.setTextCursor(cursor)
    qtbot.keyClick(view.area, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection() == Span(start, start + 1)


def test_nothing_can_be_typed(view: ArticleView, sample, qtbot: QtBot) -> None:
    view.select(sample.at("The cost"))
    qtbot.keyClick(view.area, Qt.Key.Key_Delete)
    qtbot.keyClicks(view.area, "abc")
    assert view.area.toPlainText() == sample.text


# Places


def test_the_reading_position_survives_zoom_width_and_reopening(
    make_view: Callable[[Article], ArticleView], long_article: Article, qtbot: QtBot
) -> None:
    view = make_view(long_article)
    wanted = len(long_article.text) // 3
    view.restore_reading_position(wanted)
    top = view.reading_position()
    assert abs(top - wanted) < 200
    view.zoom(3)
    assert abs(view.reading_position() - top) < 200
    view.resize(500, 640)
    qtbot.wait(20)
    assert abs(view.reading_position() - top) < 200
    view.zoom(0)
    view.set_article(long_article)
    assert view.reading_position() == 0
    view.restore_reading_position(top)
    assert abs(view.reading_position() - top) < 200


@pytest.mark.parametrize("offset", [-5, 0, 10**9])
def test_a_reading_position_of_another_text_does_no_harm(view: ArticleView, offset: int) -> None:
    view.restore_reading_position(offset)


def test_the_scroll_bar_tells_where_one_is(
    make_view: Callable[[Article], ArticleView], long_article: Article, qtbot: QtBot
) -> None:
    view = make_view(long_article)
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.wait(20)
    share = view.reading_position() / len(long_article.text)
    assert 0.45 < share < 0.55


@pytest.mark.timeout(60)
def test_jumping_about_ends_where_it_was_meant_to(
    make_view: Callable[[Article], ArticleView], long_article: Article
) -> None:
    view = make_view(long_article)
    bar = view.area.verticalScrollBar()
    rng = random.Random(1)  # noqa: S311
    for _ in range(150):
        value = rng.randrange(bar.maximum())
        bar.setValue(value)
        view.area.viewport().repaint()
        share = view.reading_position() / len(long_article.text)
        assert abs(share - value / bar.maximum()) < 0.05


def test_zoom_with_the_wheel_and_back(view: ArticleView, qtbot: QtBot) -> None:
    size = view.appearance().size
    view.area.zoomed.emit(1)
    assert view.appearance().size > size
    view.zoom(-1)
    view.zoom(-1)
    assert view.appearance().size < size
    view.zoom(0)
    assert view.appearance().size == size
    for _ in range(60):
        view.zoom(-1)
    assert view.appearance().size >= 6


def test_names_can_be_left_unmarked(view: ArticleView, sample, entities: list[Entity]) -> None:
    box = view.area.boxes(sample.at("Ilka Brandt"))[0].toRect()
    with_line = view.area.viewport().grab().toImage().copy(box)
    view.show_entities(shown=False)
    assert view.area.viewport().grab().toImage().copy(box) != with_line
