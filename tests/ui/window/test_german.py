"""What the core tells is said in German in a German window."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from annotator.analysis.languages import limits_of
from annotator.domain.analysis import Analysis
from annotator.domain.phrase import phrase
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf


@pytest.fixture
def spoken(german: None, window: Window) -> Window:
    """The window, opened while the language is German."""
    return window


def test_the_inspector_says_why_something_is_suggested(
    spoken: Window, press: Callable[..., None]
) -> None:
    reason = spoken.room.inspector.facts.reason
    assert "Ilse Brandt wird als Quelle genannt; abgeschwächt durch „may“." in reason.text()
    press(spoken, "j")
    assert "Die eigene Stimme des Autors: als Tatsache" in reason.text()
    press(spoken, "j")
    assert "Die eigene Stimme des Autors, abgeschwächt durch „seems“." in reason.text()
    row = spoken.room.queue.model.index(0, 0)
    assert "wird als Quelle genannt" in row.data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_missing_before_an_export_is_listed(spoken: Window) -> None:
    spoken.main.show_page(Page.BRIEFING)
    composing = spoken.office.composing
    assert composing is not None
    composing.begin()
    assert composing.plan is not None
    composing.page.form.summary.setPlainText("It is likely. It is probable.")
    composing.refresh()
    checks = composing.page.checks
    lines = [checks.item(row).text() for row in range(checks.count())]
    assert any(line.endswith("Aussagen sind unentschieden.") for line in lines)


def test_what_a_file_and_its_analysis_could_not_do_stands_over_the_queue(
    german: None,
    workspace: Workspace,
    open_window: Callable[[], Window],
    shelf: "Shelf",
    found_in: Callable[[str], Analysis],
) -> None:
    article_text = "Nobody was hurt."
    macros = phrase("The document holds macros; they were not run.")
    article = shelf.put(article_text, warnings=(macros,))
    found = replace(found_in(article_text), limits=limits_of("fr", "en"))
    workspace.library.findings.store(article, found)
    remarks = open_window().room.queue.remarks.text()
    assert "Das Dokument enthält Makros" in remarks
    assert "Für die Sprache dieses Textes (fr) ist kein Sprachmodell geladen" in remarks
