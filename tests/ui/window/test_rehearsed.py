"""What the window asks of the library was taken apart by SQLAlchemy before the window asks it."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from tests.ui.window.conftest import TEXT, Shelf
from ui.application import Window
from ui.jobs.gui_thread import GuiThread
from ui.window.session import Session


def test_opening_an_article_asks_nothing_new(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    shelf_of: Callable[[Workspace], Shelf],
    qapp: QApplication,
) -> None:
    del qapp  # Only to be there.
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    with Workspace.open(tmp_path / "library.db", AnalysisClient(), "Ada") as workspace:
        article = shelf_of(workspace).put(TEXT)
        workspace.rehearse()
        window = Window(workspace, Session(tmp_path / "window.ini"), GuiThread())
        window.desk.list_articles()
        caplog.clear()
        window.room.open_article(article)
        asked = [record.getMessage() for record in caplog.records if "sqlalchemy" in record.name]
        window.main.close()
    assert any("cached since" in message for message in asked)
    assert not [message for message in asked if "generated in" in message]
