"""Suggestions accepted in bulk, from the sheet beside the work."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.window.accept_dialog import AcceptDialog, Scope

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


def _sheet(window: Window) -> AcceptDialog:
    window.actions["accept"].trigger()
    assert window.accepting.sheet is not None
    return window.accepting.sheet


def _choose(sheet: AcceptDialog, scope: Scope) -> None:
    sheet.scope.setCurrentIndex(scope)
    sheet.scope.activated.emit(scope)


def _accept(sheet: AcceptDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)


def test_the_sheet_tells_which_claims_as_what_at_each_level(window: Window) -> None:
    sheet = _sheet(window)
    assert not sheet.isModal()
    assert sheet.scope.currentText() == "This article, all 4 claims"
    for percent, words, tags, listed in (
        (90, "2 claims", "2 Sourced", 2),
        (80, "3 claims", "2 Sourced · 1 Speculative", 3),
        (97, "1 claim ", "1 Sourced", 1),
        (98, "0 claims", "", 0),
    ):
        sheet.percent.setValue(percent)
        assert sheet.result_line.text().startswith(words)
        assert sheet.tags_line.text() == tags
        assert sheet.list.count() == listed
    assert not sheet.accept_button.isEnabled()
    sheet.slider.setValue(97)
    assert "the ferry is safe" in sheet.list.item(0).text()


def test_one_works_on_beside_the_sheet(window: Window, press: Press, qtbot: QtBot) -> None:
    sheet = _sheet(window)
    window.main.activateWindow()
    window.room.queue.list.setFocus()
    window.room.decide(Tag.SOURCED)
    qtbot.waitUntil(lambda: sheet.result_line.text().startswith("1 claim "))
    assert window.accepting.sheet is sheet
    assert _sheet(window) is sheet


def test_it_covers_what_the_list_shows_and_says_so(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    bar = window.room.queue.filter_bar
    bar.set_filter(replace(bar.filter, hedged=True))
    sheet = _sheet(window)
    assert "the 2 claims that the list shows" in sheet.scope.currentText()
    sheet.percent.setValue(0)
    _accept(sheet, qtbot)
    assert window.room.article is not None
    tags = [record.tag for record in workspace.claims.of(window.room.article.id)]
    assert tags == [Tag.SOURCED, None, Tag.SPECULATIVE, None, None]
    assert window.accepting.sheet is None


def test_every_selected_article_is_one_step_that_z_takes_back(
    window: Window, shelf: "Shelf", press: Press, qtbot: QtBot, article_text: str
) -> None:
    shelf.put("Later. " + article_text)
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 1)
    window.desk.list_articles()
    flags = QItemSelectionModel.SelectionFlag
    for row in range(2):
        index = window.library.model.index(row)
        window.library.list.selectionModel().select(index, flags.Select)
    sheet = _sheet(window)
    _choose(sheet, Scope.SELECTED)
    assert sheet.scope.currentText().startswith("2 articles selected")
    sheet.percent.setValue(50)
    assert sheet.result_line.text().startswith("8 claims"), "what is kept back is left out"
    _accept(sheet, qtbot)

    def decided() -> list[int]:
        articles = window.workspace.articles
        return [row.decided for row in articles.rows(articles.ids())]

    assert decided() == [4, 4]
    press(window, "z")
    assert decided() == [0, 0]


def test_the_current_claim_is_one_that_is_left(window: Window, qtbot: QtBot) -> None:
    sheet = _sheet(window)
    _accept(sheet, qtbot)
    record = window.room.current_record()
    assert record is not None
    assert record.tag is None
    assert window.room.inspector.words.text() == "The river is rising"
