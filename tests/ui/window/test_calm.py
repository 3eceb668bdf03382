"""Nothing happens by itself: no value by the wheel, no other page by a click, no place lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from tests.ui.window.conftest import TEXT, Shelf
from ui.application import Window
from ui.window.pages import Page

type Press = Callable[..., None]


def _turn_wheel(box: QComboBox | QAbstractSpinBox) -> None:
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)


@pytest.mark.parametrize("page", list(Page))
def test_the_wheel_changes_no_field(window: Window, page: Page, qtbot: QtBot) -> None:
    window.main.show_page(page)
    if page is Page.BRIEFING:
        assert window.office.composing is not None
        window.office.composing.begin()
    window.actions["settings"].trigger()
    qtbot.wait(20)
    boxes = window.main.findChildren(QComboBox)
    assert boxes
    for box in boxes:
        before = box.currentIndex()
        _turn_wheel(box)
        assert box.currentIndex() == before, box.accessibleName()
    numbers = window.main.findChildren(QAbstractSpinBox)
    assert numbers
    for number in numbers:
        words = number.text()
        _turn_wheel(number)
        assert number.text() == words


def test_a_click_in_the_list_stays_on_the_page(window: Window, shelf: Shelf, qtbot: QtBot) -> None:
    other = shelf.put("Another day\n\nThe ferry sailed, said the mayor.", "Another day")
    window.desk.list_articles()
    window.main.show_page(Page.BRIEFING)
    view = window.library.list
    index = window.library.model.index(window.library.model.row_of(other) or 0)
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.main.page() is Page.BRIEFING
    assert window.room.article is not None
    assert window.room.article.id == other
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.main.page() is Page.READ


def test_the_place_is_kept_while_reading(window: Window, shelf: Shelf, qtbot: QtBot) -> None:
    article = shelf.put(TEXT + "\n\nNobody came." * 200)
    window.desk.open_article(article)
    window.room.reader.area.verticalScrollBar().setValue(60)
    window.room.queue.step(1)
    current, settings = window.room.queue.current(), window.workspace.library.settings

    def kept() -> bool:
        place = settings.get(f"reading/{article}")
        return isinstance(place, dict) and place["claim"] == current

    qtbot.waitUntil(kept)


def test_the_tags_stay_in_place_while_the_claim_is_scrolled(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    window.main.resize(1100, 500)
    inspector = window.room.inspector
    button = inspector.tags.buttons[Tag.SPECULATIVE]
    qtbot.wait(50)
    before = button.mapTo(window.main, QPoint())
    press(window, "n")
    qtbot.waitUntil(inspector.notes.note.hasFocus)
    assert button.mapTo(window.main, QPoint()) == before
    assert not button.visibleRegion().isEmpty()
