"""Claims made, moved and sourced with the mouse in the real window, as the library keeps them."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from annotator.text.spans import Span
from annotator.workspace.workspace import Workspace
from ui.application import Window

type Press = Callable[..., None]

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def _span(window: Window, words: str) -> Span:
    article = window.room.article
    assert article is not None
    start = article.text.index(words)
    return Span(start, start + len(words))


def _drag(
    window: Window, qtbot: QtBot, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = _NONE
) -> None:
    port = window.room.reader.area.viewport()
    qtbot.mousePress(port, _LEFT, keys, start.toPoint())
    qtbot.mouseMove(port, ((start + end) / 2).toPoint())
    qtbot.mouseMove(port, end.toPoint())
    qtbot.mouseRelease(port, _LEFT, keys, end.toPoint())


def _drag_over(window: Window, qtbot: QtBot, span: Span, keys: Qt.KeyboardModifier = _NONE) -> None:
    boxes = window.room.reader.area.boxes(span)
    first, last = boxes[0], boxes[-1]
    start, end = QPointF(first.left(), first.center().y()), last.center()
    end.setX(last.right())
    _drag(window, qtbot, start, end, keys)


def _middle(window: Window, span: Span) -> QPoint:
    return window.room.reader.area.boxes(span)[0].center().toPoint()


def test_words_that_stand_apart_become_one_claim(
    window: Window, workspace: Workspace, qtbot: QtBot, press: Press
) -> None:
    one, other = _span(window, "Nobody was hurt"), _span(window, "The river is")
    _drag_over(window, qtbot, one)
    _drag_over(window, qtbot, other, Qt.KeyboardModifier.ControlModifier)
    assert window.room.reader.selections() == (other, one)
    press(window, "c")
    made = window.room.current_record()
    assert made is not None
    assert made.claim.content == (other, one)
    assert workspace.claims.get(made.claim.id).claim.content == (other, one)
    assert window.room.reader.selections() == (), "the next key must not make it again"
    press(window, "u", "z", "z")
    assert made.claim.id not in {r.claim.id for r in workspace.claims.of(made.article)}


def test_an_end_that_is_dragged_is_kept_and_taken_back(
    window: Window, workspace: Workspace, qtbot: QtBot, press: Press
) -> None:
    record = window.room.current_record()
    assert record is not None
    before = record.claim.content
    area = window.room.reader.area
    area.viewport().repaint()
    end = next(e for e in area.scene().ends() if not e.closing)
    target = area.boxes(_span(window, "said"))[0]
    _drag(window, qtbot, QPointF(end.x, (end.top + end.bottom) / 2), target.center())
    moved = workspace.claims.get(record.claim.id).claim.content
    assert moved[0].start < before[0].start
    assert moved[0].end == before[0].end
    press(window, "z")
    assert workspace.claims.get(record.claim.id).claim.content == before


def test_a_name_clicked_with_alt_is_the_source_and_another_word_the_cue(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    claim = window.room.queue.model.claim_at(1)
    assert claim is not None
    window.room.go_to_claim(claim)
    port, alt = window.room.reader.area.viewport(), Qt.KeyboardModifier.AltModifier
    qtbot.mouseClick(port, _LEFT, alt, _middle(window, _span(window, "Ilse Brandt")))
    source = workspace.claims.get(claim).claim.source
    assert source is not None
    assert source.name == "Ilse Brandt"
    assert source.span == _span(window, "Ilse Brandt")
    qtbot.mouseClick(port, _LEFT, alt, _middle(window, _span(window, "rising")))
    assert workspace.claims.get(claim).claim.cue == _span(window, "rising")
