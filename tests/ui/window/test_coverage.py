"""Whatever is added later is held to the same: models that are sound, things that have names."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from ui.application import Window

_TESTS = Path(__file__).parents[1]
_READ_OUT = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_HOLDERS = (QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView)
"""Their inner parts speak through them."""


def _models() -> Iterator[type[QAbstractItemModel]]:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            for _, found in inspect.getmembers(
                importlib.import_module(module.name), inspect.isclass
            ):
                if issubclass(found, QAbstractItemModel) and found.__module__ == module.name:
                    yield found


def test_every_model_is_tried_by_the_model_tester() -> None:
    tried = "".join(
        text
        for path in _TESTS.rglob("test_*.py")
        if "qtmodeltester" in (text := path.read_text(encoding="utf-8"))
    )
    models = {model.__name__ for model in _models()}
    assert len(models) >= 7
    assert {name for name in models if f"{name}(" not in tried} == set()


def _nameless(window: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, _READ_OUT)
        and not isinstance(widget, QScrollBar)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), _HOLDERS)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]


@pytest.mark.parametrize("action", ["settings", "keys", "guide", "label_article", "accept"])
def test_everything_in_the_small_windows_has_a_name_to_be_read_out(
    window: Window, action: str
) -> None:
    before = set(window.main.findChildren(QWidget))
    window.actions[action].trigger()
    opened = [w for w in window.main.findChildren(QWidget) if w not in before and w.isWindow()]
    (small,) = [w for w in opened if w.isVisible()]
    assert small.windowTitle()
    assert _nameless(small) == []
    small.close()


@pytest.mark.parametrize("action", ["settings", "keys", "label_article", "accept"])
def test_escape_closes_a_small_window(window: Window, action: str, qtbot: QtBot) -> None:
    window.actions[action].trigger()
    small = next(d for d in window.main.findChildren(QDialog) if d.isVisible())
    gone: list[int] = []
    small.finished.connect(gone.append)
    qtbot.keyClick(small, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(gone))


@pytest.mark.parametrize(("action", "field"), [("settings", QLineEdit), ("keys", QLineEdit)])
def test_enter_in_a_field_presses_no_button(
    window: Window, action: str, field: type[QWidget], qtbot: QtBot
) -> None:
    window.actions[action].trigger()
    small = next(d for d in window.main.findChildren(QDialog) if d.isVisible())
    pressed: list[str] = []
    for button in small.findChildren(QAbstractButton):
        button.clicked.connect(lambda _=False, it=button: pressed.append(it.text()))
    line = next(w for w in small.findChildren(field) if w.isVisible())
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pressed == []
    assert small.isVisible()
