"""The reader under the mouse: clicks, selections, dragged ends."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span
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


# Mouse


def test_a_click_on_a_claim_activates_it(view: ArticleView, sample, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.claim_activated) as told:
        click(qtbot, view, sample.at("cost seems"))
    assert told.args == ["cost"]


def test_clicking_again_walks_through_claims_that_lie_over_each_other(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    view.claim_activated.connect(lambda claim: view.set_current_claim(ClaimId(claim)))
    seen = []
    for _ in range(3):
        click(qtbot, view, sample.at("too close"))
        seen.append(view.current_claim())
    assert seen == ["near", "reef", "near"]


def test_a_click_on_a_letter_beside_the_line_activates_its_claim(
    view: ArticleView, qtbot: QtBot
) -> None:
    flag = next(f for f in view.area.scene().flags() if f.record.claim.id == "asked")
    with qtbot.waitSignal(view.claim_activated) as told:
        qtbot.mouseClick(view.area.viewport(), LEFT, NONE, flag.rect.center().toPoint())
    assert told.args == ["asked"]


def test_a_click_on_a_name_activates_it(view: ArticleView, sample, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.entity_activated) as told:
        click(qtbot, view, sample.at("Ilka Brandt"))
    assert told.args == ["Ilka Brandt"]


def test_alt_click_on_a_name_makes_it_the_source(view: ArticleView, sample, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.source_requested):
        click(qtbot, view, sample.at("Ilka Brandt"), ALT)
    view.set_current_claim(ClaimId("cost"))
    with qtbot.waitSignal(view.source_requested) as told:
        click(qtbot, view, sample.at("Ilka Brandt"), ALT)
    assert told.args == [sample.at("Ilka Brandt")]


def test_a_click_beside_the_words_activates_nothing(view: ArticleView, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(view.claim_activated),
        qtbot.assertNotEmitted(view.entity_activated),
    ):
        qtbot.mouseClick(view.area.viewport(), LEFT, NONE, QPoint(850, 300))


def test_dragging_selects_and_says_so(view: ArticleView, sample, qtbot: QtBot) -> None:
    words = sample.at("harbour office had known")
    boxes = view.area.boxes(words)
    with qtbot.waitSignal(view.selection_changed):
        drag(
            qtbot,
            view,
            QPointF(boxes[0].left(), boxes[0].center().y()),
            QPointF(boxes[-1].right(), boxes[-1].center().y()),
        )
    assert view.selection() == words
    assert view.selections() == (words,)


@pytest.mark.parametrize("word", ["harbour", "close", "المصباح", "وأضافت", "Orrin"])
def test_a_double_click_selects_the_word_in_every_direction(
    view: ArticleView, sample, qtbot: QtBot, word: str
) -> None:
    port = view.area.viewport()
    qtbot.mouseDClick(port, LEFT, NONE, middle(view, sample.at(word)))
    assert view.selection() == sample.at(word)


def test_words_that_run_leftwards_are_selected_from_right_to_left(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    words = sample.at("الحارسة إن المصباح")
    (box,) = view.area.boxes(words)
    y = box.center().y()
    drag(qtbot, view, QPointF(box.right() - 1, y), QPointF(box.left() + 1, y))
    assert view.selection() == words


def test_the_room_between_lines_belongs_to_the_nearest_line(
    make_view: Callable[[Article], ArticleView], long_article: Article, qtbot: QtBot
) -> None:
    view = make_view(long_article)
    lines = view.area.lines()
    start, below = lines[3].rect, lines[4].rect
    gap = QPointF(start.left() + 200, start.bottom() + (below.top() - start.bottom()) * 0.2)
    drag(qtbot, view, QPointF(start.left() + 1, start.center().y()), gap)
    selected = view.selection()
    assert selected is not None
    # Qt alone would select to the end of the line.
    assert selected.end < lines[3].span.end - 10


def test_ctrl_adds_words_that_stand_elsewhere(view: ArticleView, sample, qtbot: QtBot) -> None:
    one, other = sample.at("The cost seems high"), sample.at("did not answer")
    view.select(one)
    port = view.area.viewport()
    box = view.area.boxes(other)[0]
    qtbot.mousePress(port, LEFT, CTRL, QPointF(box.left(), box.center().y()).toPoint())
    qtbot.mouseMove(port, QPointF(box.right(), box.center().y()).toPoint())
    qtbot.mouseRelease(port, LEFT, CTRL, QPointF(box.right(), box.center().y()).toPoint())
    assert view.selections() == (one, other)
    view.area.copy()
    assert QApplication.clipboard().text() == "The cost seems high … did not answer"
    click(qtbot, view, sample.at("By Odd Tamm"))
    assert view.selections() == ()


# Dragging the ends of a claim


def end_of(view: ArticleView, *, closing: bool) -> QPointF:
    end = next(e for e in view.area.scene().ends() if e.closing == closing)
    return QPointF(end.x, (end.top + end.bottom) / 2)


def test_an_end_dragged_takes_in_whole_words(view: ArticleView, sample, qtbot: QtBot) -> None:
    view.set_current_claim(ClaimId("cost"))
    target = view.area.boxes(sample.at("Orrin was"))[0]
    with qtbot.waitSignal(view.content_changed) as told:
        drag(
            qtbot,
            view,
            end_of(view, closing=True),
            QPointF(target.left() + 8, target.center().y()),
        )
    assert told.args == ["cost", (sample.at("The cost seems high. Nobody in Orrin"),)]


def test_a_start_dragged_past_the_end_leaves_a_letter(
    view: ArticleView, sample, qtbot: QtBot
) -> None:
    view.set_current_claim(ClaimId("cost"))
    target = view.area.boxes(sample.at("Nobody"))[0]
    with qtbot.waitSignal(view.content_changed) as told:
        drag(qtbot, view, end_of(view, closing=False), target.center())
    ((content,),) = told.args[1:]
    assert content.end == sample.at("The cost seems high").end
    assert content.length >= 1


def test_escape_puts_a_dragged_end_back(view: ArticleView, sample, qtbot: QtBot) -> None:
    view.set_current_claim(ClaimId("cost"))
    port = view.area.viewport()
    with qtbot.assertNotEmitted(view.content_changed):
        qtbot.mousePress(port, LEFT, NONE, end_of(view, closing=True).toPoint())
        qtbot.mouseMove(port, middle(view, sample.at("Nobody")))
        qtbot.keyClick(view.area, Qt.Key.Key_Escape)
        qtbot.mouseRelease(port, LEFT, NONE, middle(view, sample.at("Nobody")))
    assert view.area.current is not None
    assert view.area.current.claim.content == (sample.at("The cost seems high"),)


def test_a_press_on_an_end_without_moving_changes_nothing(view: ArticleView, qtbot: QtBot) -> None:
    view.set_current_claim(ClaimId("cost"))
    with qtbot.assertNotEmitted(view.content_changed):
        at = end_of(view, closing=True).toPoint()
        qtbot.mouseClick(view.area.viewport(), LEFT, NONE, at)
