"""A morning at the desk with the real analysis: a folder in, all of it decided by key, a
question asked, a briefing out."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.library.hit_model import Role
from ui.library.intake import Offer
from ui.window.pages import Page

type Press = Callable[..., None]

pytestmark = [pytest.mark.model, pytest.mark.timeout(280)]
_PATIENCE_MS = 120_000
_KEYS = {Tag.SOURCED: "s", Tag.SPECULATIVE: "p", Tag.UNSOURCED: "u"}

_FILES = {
    "lighthouse.txt": (
        "Lighthouse to be repaired\n\n"
        "Harbour master Joan Petrie said the lighthouse may be repaired in June. "
        "The lamp has been out for a year. It seems nobody has ordered a new one."
    ),
    "ferry.html": (
        "<html><head><title>Ferry strike looms</title></head><body><article>"
        "<h1>Ferry strike looms</h1><p>The union leader, Omar Lund, warned that the crews would "
        "stop work on Friday. “We have waited for a year,” Lund said.</p>"
        "<p>Petrie said the ferry to the island would sail on time. The council plans to meet on "
        "Monday.</p></article></body></html>"
    ),
    "storm.eml": (
        "From: news@coast.example\nTo: desk@example.org\nSubject: Storm warning 🌊\n"
        "Date: Wed, 4 Mar 2026 07:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        "Forecasters expect that the storm will reach the coast tonight. According to two "
        "officials, the harbour could be closed until Sunday.\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    morning = tmp_path / "morning"
    morning.mkdir()
    for name, text in _FILES.items():
        (morning / name).write_text(text, encoding="utf-8")
    return morning


def _rows(window: Window) -> list[tuple[int, int]]:
    model = window.library.model
    rows = [model.article_row(n) for n in range(model.rowCount())]
    return [(row.decided, row.claims) for row in rows if row and row.analysed]


def _decide_as_suggested(window: Window, press: Press) -> None:
    """One article, from its first undecided claim to its last, with the keys alone."""
    while window.room.queue.model.counts().undecided:
        record = window.room.current_record()
        assert record is not None
        suggestion = record.claim.suggestion
        press(window, _KEYS[suggestion.tag] if suggestion else "x")


def test_a_folder_becomes_a_briefing_before_noon(
    workspace: Workspace,
    open_window: Callable[[], Window],
    press: Press,
    folder: Path,
    qtbot: QtBot,
) -> None:
    window = open_window()
    window.intake.take(Offer(paths=(folder,)))
    qtbot.waitUntil(lambda: len(_rows(window)) == len(_FILES), timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: window.room.queue.model.rowCount() > 0, timeout=_PATIENCE_MS)
    for _ in _FILES:
        _decide_as_suggested(window, press)
        press(window, "J")
    assert all(decided == claims > 0 for decided, claims in _rows(window))
    assert "Every claim in this list is decided." in window.messages.text

    press(window, "/")
    qtbot.keyClicks(window.library.search.words, "claims about the harbour by officials")
    hits = window.library.hit_model
    qtbot.waitUntil(lambda: hits.rowCount() == 1)
    assert "could be closed" in hits.index(0).data(Role.HIT).snippet
    press(window, Qt.Key.Key_Escape)

    window.library.list.selectAll()
    window.main.show_page(Page.BRIEFING)
    composing = window.office.composing
    assert composing is not None
    composing.begin()
    assert composing.plan is not None
    assert len(composing.plan.articles) == len(_FILES)
    out = folder.parent / "noon.docx"
    composing.export_to(out)
    qtbot.waitUntil(lambda: "noon.docx" in window.messages.text, timeout=_PATIENCE_MS)
    with zipfile.ZipFile(out) as document:
        words = document.read("word/document.xml").decode()
    assert all(name in words for name in ("Petrie", "Lund", "two officials"))

    press(window, "z")
    assert window.messages.text.startswith("Undone: start a briefing")
