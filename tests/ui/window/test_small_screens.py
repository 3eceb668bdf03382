"""The window fits a small screen, and nothing on it is squeezed out of sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QTabWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from ui.application import Window
from ui.language.translator import JsonTranslator, languages, read_texts
from ui.sources.source_model import Column
from ui.window.guide import GuideWindow
from ui.window.pages import Page

NARROW = 800
"""Points: half of a common screen, with room for something beside it."""
SMALL = (960, 600)
"""Points: a laptop with a fine screen, at 200 %."""


@pytest.mark.parametrize("page", list(Page))
def test_every_page_fits(window: Window, page: Page, qtbot: QtBot) -> None:
    window.main.show_page(page)
    if page is Page.BRIEFING:
        assert window.office.composing is not None
        window.office.composing.begin()
    window.main.resize(*SMALL)
    qtbot.wait(50)
    assert (window.main.width(), window.main.height()) == SMALL


@pytest.fixture(params=languages())
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The language of the windows that are made from now on, one after the other."""
    translator = JsonTranslator(read_texts(request.param))
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)


def test_the_window_is_narrow_and_stays_so_from_page_to_page(
    spoken: str, window: Window, qtbot: QtBot
) -> None:
    del spoken
    window.main.resize(NARROW, 600)
    for page in Page:
        window.main.show_page(page)
        if page is Page.BRIEFING:
            assert window.office.composing is not None
            window.office.composing.begin()
        qtbot.wait(20)
        assert window.main.width() == NARROW, page


def test_the_briefing_is_composed_in_a_narrow_window_without_scrolling_sideways(
    spoken: str, window: Window, qtbot: QtBot
) -> None:
    del spoken
    window.main.resize(NARROW, 600)
    window.main.show_page(Page.BRIEFING)
    assert window.office.composing is not None
    window.office.composing.begin()
    page = window.office.composing.page
    place = window.main.stack.currentWidget()
    assert isinstance(place, QScrollArea)
    qtbot.waitUntil(lambda: page.width() == place.viewport().width())
    assert not place.horizontalScrollBar().isVisible()
    tabs = page.findChild(QTabWidget)
    assert tabs is not None
    for number, shown in enumerate((page.claims, page.sections)):
        tabs.setCurrentIndex(number)
        qtbot.waitUntil(shown.isVisible)
        right = shown.mapTo(place.viewport(), shown.rect().topRight()).x()
        assert right < place.viewport().width()
    assert page.export.mapTo(place.viewport(), page.export.rect().topRight()).x() < NARROW


def test_in_a_wide_window_all_of_a_briefing_stands_side_by_side_again(
    window: Window, qtbot: QtBot
) -> None:
    window.main.resize(1360, 860)
    window.main.show_page(Page.BRIEFING)
    assert window.office.composing is not None
    window.office.composing.begin()
    page = window.office.composing.page
    all_parts = (page.form.summary, page.claims, page.sections)
    qtbot.waitUntil(lambda: all(part.isVisible() for part in all_parts))
    page.sections.setFocus()
    window.main.resize(NARROW, 600)
    qtbot.waitUntil(lambda: not page.claims.isVisible())
    assert page.sections.isVisible()
    assert page.sections.hasFocus()
    window.main.resize(1360, 860)
    qtbot.waitUntil(lambda: all(part.isVisible() for part in all_parts))
    assert page.sections.hasFocus()
    lefts = [part.mapTo(page, part.rect().topLeft()).x() for part in all_parts]
    assert lefts == sorted(lefts)
    assert min(part.width() for part in all_parts) > 150


def test_a_missing_key_claim_is_found_behind_a_tab(window: Window, qtbot: QtBot) -> None:
    window.main.resize(NARROW, 600)
    window.main.show_page(Page.BRIEFING)
    assert window.office.composing is not None
    window.office.composing.begin()
    page = window.office.composing.page
    tabs = page.findChild(QTabWidget)
    assert tabs is not None
    qtbot.waitUntil(tabs.isVisible)
    tabs.setCurrentIndex(1)
    rows = [page.checks.item(row) for row in range(page.checks.count())]
    page.checks.itemActivated.emit(next(row for row in rows if "key claim" in row.text()))
    assert page.claims.isVisible()


def test_a_source_keeps_its_name_beside_its_bar(window: Window, qtbot: QtBot) -> None:
    window.main.show_page(Page.SOURCES)
    window.main.resize(*SMALL)
    assert window.office.register is not None
    table = window.office.register.page.table
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    assert table.columnWidth(Column.NAME) > 80
    assert table.columnWidth(Column.CLAIMS) > 80
    assert not table.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("language", languages())
def test_the_guide_is_read_without_scrolling_sideways(qtbot: QtBot, language: str) -> None:
    guide = GuideWindow(language)
    qtbot.addWidget(guide)
    guide.resize(420, 500)
    guide.show()
    page = guide.findChild(QTextBrowser)
    assert page is not None
    assert page.document().size().width() <= page.viewport().width()
