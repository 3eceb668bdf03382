"""Suggestions accepted in bulk, from the sheet beside the work."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ArticleId
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
    assert sheet.result_line.text() == "Reading …"
    assert not sheet.accept_button.isEnabled()
    qtbot.waitUntil(lambda: sheet.scope.currentText().startswith("2 articles selected"))
    sheet.percent.setValue(50)
    assert sheet.result_line.text().startswith("8 claims"), "what is kept back is left out"
    _accept(sheet, qtbot)

    def decided() -> list[int]:
        articles = window.workspace.articles
        return [row.decided for row in articles.rows(articles.ids())]

    assert decided() == [4, 4]
    window.main.activateWindow()
    qtbot.waitUntil(window.main.isActiveWindow)
    press(window, "z")
    assert decided() == [0, 0]


def test_articles_are_read_beside_the_window_and_what_comes_late_is_dropped(
    window: Window, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert window.room.article is not None
    of, began, go_on = workspace.claims.of, threading.Event(), threading.Event()

    def slow(article: ArticleId) -> tuple[ClaimRecord, ...]:
        if threading.current_thread() is not threading.main_thread():
            began.set()
            assert go_on.wait(20)
        return of(article)

    monkeypatch.setattr(workspace.claims, "of", slow)
    window.library.list.selectAll()
    sheet = _sheet(window)
    _choose(sheet, Scope.SELECTED)
    qtbot.waitUntil(began.is_set)
    assert sheet.result_line.text() == "Reading …"
    _choose(sheet, Scope.SHOWN)
    assert sheet.result_line.text().startswith("2 claims")
    _choose(sheet, Scope.SELECTED)
    sheet.reject()
    assert window.accepting.sheet is None
    go_on.set()
    qtbot.wait(50)
    sheet = _sheet(window)
    _choose(sheet, Scope.SELECTED)
    qtbot.waitUntil(lambda: sheet.result_line.text().startswith("2 claims"))
    assert sheet.scope.currentText().startswith("1 article selected")


def test_the_current_claim_is_one_that_is_left(window: Window, qtbot: QtBot) -> None:
    sheet = _sheet(window)
    _accept(sheet, qtbot)
    record = window.room.current_record()
    assert record is not None
    assert record.tag is None
    assert window.room.inspector.words.text() == "The river is rising"
