"""Tests of the window run without a screen unless told otherwise."""

import gc
import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.clipboard import leave_plain_text
from ui.language.translator import JsonTranslator, read_texts

_HARMLESS = r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
"""What the platform without a screen says of windows with a smallest size and of menus."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let that one message pass; any other warning of Qt's fails the test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS))


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_plain(qapp_cls: type[QApplication]) -> Iterator[None]:
    """As in the app: what is on the clipboard outlives Python."""
    yield
    if qapp_cls.instance() is not None:
        leave_plain_text()


@pytest.fixture
def german(qtbot: QtBot) -> Iterator[None]:
    """The window speaks German for one test."""
    application = QApplication.instance()
    assert application is not None
    speaking = JsonTranslator(read_texts("de"))
    application.installTranslator(speaking)
    yield
    application.removeTranslator(speaking)


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the app: a collection on another thread would destroy Qt's objects there."""
    gc.disable()
    yield
    gc.collect(1)
