"""Selected words: whole ones, what they can become, and the ends of the current claim."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, text_of
from tests.ui.window.conftest import TEXT, span_of
from ui.application import Window
from ui.reading.ends import whole_words

type Press = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def _letters(window: Window, span: Span) -> tuple[QPointF, QPointF]:
    """The middle of the height before the first letter of `span`, and behind its last."""
    box = window.room.reader.area.boxes(span)[0]
    return QPointF(box.left() + 1, box.center().y()), QPointF(box.right() - 1, box.center().y())


def _drag(window: Window, span: Span, qtbot: QtBot, keys: Qt.KeyboardModifier = NONE) -> None:
    port = window.room.reader.area.viewport()
    start, end = _letters(window, span)
    qtbot.mousePress(port, LEFT, keys, start.toPoint())
    qtbot.mouseMove(port, ((start + end) / 2).toPoint())
    qtbot.mouseMove(port, end.toPoint())
    qtbot.mouseRelease(port, LEFT, keys, end.toPoint())


def _go_to(window: Window, words: str) -> ClaimId:
    """Make the claim with these words current."""
    records = window.room.queue.model.records()
    claim = next(r.claim.id for r in records if text_of(TEXT, r.claim.content) == words)
    window.room.go_to_claim(claim)
    return claim


def _button(window: Window, words: str) -> QToolButton:
    bar = window.room.reader.selection_bar
    return next(b for b in bar.findChildren(QToolButton) if b.text().startswith(words))


def test_a_selection_by_mouse_takes_whole_words(window: Window, qtbot: QtBot) -> None:
    _drag(window, span_of(TEXT, "ouncil plans to bu"), qtbot)
    selected = window.room.reader.selection()
    assert selected is not None
    assert TEXT[selected.start : selected.end] == "council plans to buy"


def test_alt_selects_letter_by_letter(window: Window, qtbot: QtBot) -> None:
    _drag(window, span_of(TEXT, "ouncil plans"), qtbot, Qt.KeyboardModifier.AltModifier)
    selected = window.room.reader.selection()
    assert selected is not None
    assert "council" not in TEXT[selected.start : selected.end]


def test_words_without_spaces_between_them_stay_as_selected() -> None:
    assert whole_words("他说明天会下雨", Span(2, 4)) == Span(2, 4)
    assert whole_words("a ferry sails", Span(3, 8)) == Span(2, 7)
    assert whole_words("  ", Span(0, 2)) == Span(0, 2)


def test_the_bar_below_a_selection_makes_a_claim(window: Window, qtbot: QtBot) -> None:
    bar = window.room.reader.selection_bar
    assert bar.isHidden()
    _drag(window, span_of(TEXT, "Nobody was hurt"), qtbot)
    assert bar.isVisible()
    assert window.room.reader.area.viewport().rect().contains(bar.geometry())
    before = window.room.queue.model.counts().total
    qtbot.mouseClick(_button(window, "Claim"), LEFT)
    assert window.room.queue.model.counts().total == before + 1
    record = window.room.current_record()
    assert record is not None
    assert text_of(TEXT, record.claim.content) == "Nobody was hurt"
    assert bar.isHidden()


def test_the_bar_names_the_keys_as_they_are(window: Window, qtbot: QtBot) -> None:
    window.actions.set_keys("make_claim", ("F4",))
    _drag(window, span_of(TEXT, "Nobody was hurt"), qtbot)
    assert _button(window, "Claim").text() == "Claim  F4"


def test_the_bar_goes_when_the_text_moves_or_nothing_is_selected(
    window: Window, qtbot: QtBot
) -> None:
    _drag(window, span_of(TEXT, "Nobody was hurt"), qtbot)
    window.room.reader.deselect()
    assert window.room.reader.selection_bar.isHidden()


def test_further_words_are_added_to_the_current_claim(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    claim = window.room.queue.current()
    assert claim is not None
    _drag(window, span_of(TEXT, "Nobody was hurt"), qtbot)
    qtbot.mouseClick(_button(window, "Add"), LEFT)

    def content() -> str:
        return text_of(TEXT, window.workspace.claims.get(claim).claim.content)

    qtbot.waitUntil(lambda: content().endswith("Nobody was hurt"))
    assert content().startswith("the bridge may open in May")
    press(window, "z")
    qtbot.waitUntil(lambda: content() == "the bridge may open in May 🌉")


def test_a_selection_that_begins_behind_the_claim_leaves_its_end_alone(
    window: Window, qtbot: QtBot
) -> None:
    window.main.resize(1200, 800)  # The words behind stand in the same line.
    qtbot.waitUntil(lambda: window.room.reader.width() > 500)
    claim = _go_to(window, "The river is rising")
    before = window.workspace.claims.get(claim).claim.content
    port = window.room.reader.area.viewport()
    _, end = _letters(window, span_of(TEXT, "The river is rising"))
    start = QPoint(round(end.x()) + 5, round(end.y()))
    qtbot.mousePress(port, LEFT, NONE, start)
    qtbot.mouseMove(port, start + QPoint(60, 0))
    qtbot.mouseRelease(port, LEFT, NONE, start + QPoint(60, 0))
    assert window.workspace.claims.get(claim).claim.content == before
    assert window.room.reader.selection() is not None


def test_the_ends_are_shown_where_they_can_be_taken(window: Window, qtbot: QtBot) -> None:
    area = window.room.reader.area
    _go_to(window, "The river is rising")
    inside = area.boxes(span_of(TEXT, "river"))[0].center().toPoint()
    outside = area.boxes(span_of(TEXT, "Nobody"))[0].center().toPoint()
    qtbot.mouseMove(area.viewport(), outside)
    assert not area.ends_shown
    qtbot.mouseMove(area.viewport(), inside)
    assert area.ends_shown


def test_names_are_underlined_or_not_and_so_again_after_a_start(
    window: Window, open_window: Callable[[], Window]
) -> None:
    assert window.room.reader.area.entities_shown
    window.actions["show_names"].trigger()
    assert not window.room.reader.area.entities_shown
    window.main.close()
    again = open_window()
    assert not again.room.reader.area.entities_shown
    assert not again.actions["show_names"].isChecked()
