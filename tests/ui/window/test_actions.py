"""Every action has a name, a way to it, and does something; single keys and their change."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from ui.application import Window
from ui.window.keys_sheet import KeysSheet
from ui.window.pages import Page

type Press = Callable[..., None]


def _menu_actions(window: Window) -> list[QAction]:
    return [
        action
        for top in window.main.menuBar().actions()
        for action in top.menu().actions()
        if not action.isSeparator()
    ]


def test_every_action_has_a_name_and_a_place_in_a_menu(window: Window) -> None:
    in_menus = set(_menu_actions(window))
    for name, action in window.actions.items():
        assert window.actions.plain_text(name), name
        assert action in in_menus, name


def test_nearly_every_action_has_a_key(window: Window) -> None:
    without = {name for name, action in window.actions.items() if not action.shortcuts()}
    assert without == {"sample", "remove_article", "forget", "delete_for_good", "about"}


def test_no_two_actions_share_a_key(window: Window) -> None:
    keys = [key for name, _ in window.actions.items() for key in window.actions.keys(name)]
    assert len(keys) == len(set(keys))


def test_every_action_does_something(window: Window) -> None:
    signal = "2triggered(bool)"
    idle = [n for n, a in window.actions.items() if not QObject.receivers(a, signal)]
    assert idle == []


def test_the_mnemonics_of_one_menu_differ(window: Window) -> None:
    for menu in window.actions.menus:
        letters = [
            spec.text[spec.text.index("&") + 1].casefold()
            for spec in menu.actions
            if "&" in spec.text
        ]
        assert len(letters) == len(set(letters)), menu.name


@pytest.mark.parametrize("page", list(Page))
def test_everything_that_takes_the_focus_has_a_name_to_be_read_out(
    window: Window, page: Page
) -> None:
    window.main.show_page(page)
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.main.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QLineEdit)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_a_key_can_be_changed_and_put_back(window: Window, press: Press) -> None:
    sheet = KeysSheet(window.actions, window.main)
    sheet.choose("sourced")
    sheet.edit.setKeySequence(QKeySequence("1"))
    sheet.give_key()
    assert window.actions.keys("sourced") == ("1",)
    assert window.actions.changed_keys() == {"sourced": ("1",)}
    press(window, "s")
    record = window.room.current_record()
    assert record is not None
    assert record.tag is None
    press(window, "1")
    assert window.room.queue.model.counts().decided == 1
    sheet.reset_key()
    assert window.actions.changed_keys() == {}
    sheet.close()


def test_a_key_that_is_taken_is_not_given_twice(window: Window) -> None:
    sheet = KeysSheet(window.actions, window.main)
    sheet.choose("sourced")
    sheet.edit.setKeySequence(QKeySequence("P"))
    sheet.give_key()
    assert "Speculative" in sheet.told.text()
    assert window.actions.keys("sourced") == ("S",)
    sheet.close()


def test_the_sheet_finds_actions_by_name_and_key(window: Window) -> None:
    sheet = KeysSheet(window.actions, window.main)
    sheet.search.setText("undecided claim")
    rows = [sheet.tree.topLevelItem(top) for top in range(sheet.tree.topLevelItemCount())]
    shown = [
        item.child(row).text(0)
        for item in rows
        for row in range(item.childCount())
        if not item.child(row).isHidden()
    ]
    assert shown == ["Next undecided claim", "Next article with undecided claims"]
    sheet.close()


def test_keys_decide_only_where_the_claim_is_in_sight(window: Window, press: Press) -> None:
    window.main.show_page(Page.BRIEFING)
    press(window, "s", "x", "a", "n")
    assert window.room.queue.model.counts().decided == 0
    window.main.show_page(Page.READ)
    press(window, "s")
    assert window.room.queue.model.counts().decided == 1


def test_the_menus_of_the_lists_act_on_what_is_chosen(window: Window) -> None:
    queue = window.room.queue
    queue.list.customContextMenuRequested.emit(
        queue.list.visualRect(queue.list.currentIndex()).center()
    )
    (menu,) = _popups(window)
    next(a for a in menu.actions() if a is window.actions["speculative"]).trigger()
    menu.close()
    assert queue.model.records()[0].tag is Tag.SPECULATIVE


def test_an_article_s_menu_deletes_it(window: Window, qtbot: QtBot) -> None:
    articles = window.library.list
    articles.customContextMenuRequested.emit(articles.visualRect(articles.currentIndex()).center())
    (menu,) = _popups(window)
    next(a for a in menu.actions() if a is window.actions["remove_article"]).trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 0)


def _popups(window: Window) -> list[QMenu]:
    """The context menus that are open."""
    return [m for m in window.main.findChildren(QMenu) if m.isVisible()]
