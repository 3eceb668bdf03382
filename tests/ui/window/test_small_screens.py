"""The window fits a small screen, and nothing on it is squeezed out of sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser
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
