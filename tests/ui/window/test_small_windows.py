"""The small windows beside the work: guide, legend, keys, settings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.application import Window
from ui.window.guide import GuideWindow
from ui.window.keys_sheet import KeysSheet
from ui.window.legend_window import LegendWindow
from ui.window.settings_dialog import SettingsDialog

type Press = Callable[..., None]


def _opened[T: QWidget](window: Window, action: str, kind: type[T]) -> T:
    window.actions[action].trigger()
    found = window.main.findChild(kind)
    assert found is not None
    return found


def test_escape_closes_guide_and_keys(window: Window, qtbot: QtBot) -> None:
    guide = _opened(window, "guide", GuideWindow)
    guide.activateWindow()
    guide.page.setFocus()
    qtbot.waitUntil(guide.isActiveWindow)
    qtbot.keyClick(guide.page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.main.findChild(GuideWindow) is None)
    keys = _opened(window, "keys", KeysSheet)
    qtbot.keyClick(keys.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.main.findChild(KeysSheet) is None)


def test_escape_closes_the_legend_while_one_reads_on(window: Window, press: Press) -> None:
    legend = _opened(window, "legend", LegendWindow)
    assert legend.isVisible()
    window.main.activateWindow()
    window.room.reader.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert not legend.isVisible()
    assert not window.actions["legend"].isChecked()
    window.actions["legend"].trigger()
    assert legend.isVisible()


def test_a_search_for_a_key_leaves_no_empty_heads(window: Window, qtbot: QtBot) -> None:
    keys = _opened(window, "keys", KeysSheet)

    def heads() -> list[str]:
        items = (keys.tree.topLevelItem(row) for row in range(keys.tree.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None and not item.isHidden()]

    assert len(heads()) == 6
    qtbot.keyClicks(keys.search, "guide")
    assert heads() == ["Help"]
    keys.search.clear()
    assert len(heads()) == 6


def test_settings_are_named_as_typographers_name_them(window: Window) -> None:
    dialog = _opened(window, "settings", SettingsDialog)
    names = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Text size", "Line spacing", "Line length"} <= names
