"""The analyst's whole path with the real analysis: read, wait, decide, brief."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.library.intake import Offer
from ui.window.pages import Page

pytestmark = [pytest.mark.model, pytest.mark.timeout(240)]
_PATIENCE_MS = 120_000

TEXT = (
    "Lighthouse to be repaired\n\n"
    "Harbour master Joan Petrie said the lighthouse may be repaired in June. "
    "“We will not let it go dark,” Petrie added. The lamp has been out for a year."
)


def test_from_a_file_to_a_briefing(
    workspace: Workspace,
    open_window: Callable[[], Window],
    press: Callable[..., None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    loaded_before = "spacy" in sys.modules
    path = tmp_path / "lighthouse.txt"
    path.write_text(TEXT, encoding="utf-8")
    window = open_window()
    window.intake.take(Offer(paths=(path,)))
    qtbot.waitUntil(lambda: window.room.article is not None, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: window.room.queue.model.rowCount() > 1, timeout=_PATIENCE_MS)
    model = window.room.queue.model
    sources = {str(record.claim.source and record.claim.source.name) for record in model.records()}
    assert any("Petrie" in name for name in sources)
    while window.room.queue.model.counts().undecided:
        press(window, "s")
    window.main.show_page(Page.BRIEFING)
    composing = window.office.composing
    assert composing is not None
    composing.begin()
    composing.export_to(tmp_path / "out.docx")
    qtbot.waitUntil(lambda: "out.docx" in window.messages.text, timeout=_PATIENCE_MS)
    with zipfile.ZipFile(tmp_path / "out.docx") as document:
        assert "lighthouse" in document.read("word/document.xml").decode()
        assert "Petrie" in document.read("word/comments.xml").decode()
    # Another test may have loaded it into this process before.
    assert ("spacy" in sys.modules) == loaded_before, "the window's process must stay light"
