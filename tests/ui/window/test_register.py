"""Looking for a source among many, and making one of two."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Source, SourceKind
from annotator.domain.decision import Reliability
from annotator.text.spans import Span
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.reading.name_entries import NameAct, NameWish
from ui.sources.source_model import Column
from ui.sources.sources_page import SourcesPage
from ui.window.labels_dialog import LabelsDialog
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]

NAMES = ("Zoë Ábel", "two officials", "Lena Borg")


@pytest.fixture
def page(window: Window, workspace: Workspace, shelf: "Shelf", qtbot: QtBot) -> SourcesPage:
    """Ilse Brandt and three more, of all articles, counted."""
    article = shelf.put("Late news. One. Two. Six. " + " ".join(NAMES))
    starts = [11, 16, 21]
    for start, name in zip(starts, NAMES, strict=True):
        claim = workspace.claims.create(article, [Span(start, start + 3)])
        kind = SourceKind.ANONYMOUS if name.islower() else SourceKind.NAMED
        workspace.claims.set_source(claim, Source(None, None, name, kind))
    window.main.show_page(Page.SOURCES)
    register = window.office.register
    assert register is not None
    register.page.scope.setCurrentIndex(3)
    register.refresh()
    qtbot.waitUntil(lambda: register.page.model.rowCount() == 4)
    return register.page


def _names(table: QTableView) -> list[str]:
    model = table.model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def _click_head(page: SourcesPage, column: Column, qtbot: QtBot) -> None:
    head = page.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 8, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_head_sorts_and_stays_on_the_source(
    page: SourcesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    assert _names(page.table)[0] == "Ilse Brandt", "the most relied on first"
    page.table.selectRow(_names(page.table).index("Lena Borg"))
    _click_head(page, Column.NAME, qtbot)
    order = ["Ilse Brandt", "Lena Borg", "two officials", "Zoë Ábel"]
    assert _names(page.table) in (order, order[::-1])
    current = page.current()
    assert current is not None
    assert current.card.name == "Lena Borg"
    workspace.register.grade(current.card, Reliability.B)
    qtbot.waitUntil(lambda: (line := page.current()) is not None and bool(line.card.reliability))
    page.table.sortByColumn(Column.GRADE, Qt.SortOrder.AscendingOrder)
    assert _names(page.table)[0] == "Lena Borg", "what nobody graded stands last"


def test_a_name_typed_in_the_table_is_found_and_does_nothing_else(
    page: SourcesPage, window: Window, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, "l")
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "en")
    assert _names(page.table) == ["Lena Borg"]
    assert page.summary.text() == "1 of 4 sources shown"
    assert window.main.findChild(LabelsDialog) is None
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(_names(page.table)) == 4
    assert page.table.hasFocus()
    current = page.current()
    assert current is not None
    assert current.card.name == "Lena Borg", "and it stays the current one"


def test_accents_do_not_hide_a_source(page: SourcesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "abel zoe")
    assert _names(page.table) == ["Zoë Ábel"]


def test_a_source_that_is_asked_for_is_shown_in_spite_of_a_search(
    page: SourcesPage, window: Window
) -> None:
    line = page.current()
    assert line is not None
    page.search.setText("officials")
    assert page.go_to(line.card.id)
    assert page.current() == line


def test_the_likest_names_are_offered_first(window: Window, workspace: Workspace) -> None:
    assert window.room.article is not None
    (mayor, _) = workspace.articles.entities(window.room.article.id)
    card = workspace.register.card_of(window.room.article.id, mayor.id)
    for name in ("Al-Furat TV", "Bernd Brant", "Aba Ilse"):
        claim = workspace.claims.create(window.room.article.id, [Span(0, 6)])
        workspace.claims.set_source(claim, Source(None, None, name, SourceKind.NAMED))
    workspace.register.counts(workspace.articles.ids())
    offered = [name for _, name in workspace.register.choices(card)]
    assert offered.index("Bernd Brant") < offered.index("Al-Furat TV")
    assert offered.index("Aba Ilse") < offered.index("Al-Furat TV")


def test_the_name_that_was_chosen_stays_everywhere(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    """The council, behind a plan alone, is chosen; the mayor was a source already."""
    assert window.room.article is not None
    article = window.room.article.id
    mayor, council = workspace.articles.entities(article)
    workspace.register.counts([article])
    wish = NameWish(NameAct.SAME, mayor.id, mayor.mentions[0], other=council.id)
    window.room.reader.name_wished.emit(wish)
    (kept,) = workspace.articles.entities(article)
    (card,) = workspace.register.cards([article])
    assert (kept.name, card.name) == ("The council", "The council")
    plan = BriefingPlan(id="b", articles=(article,))
    composed = workspace.briefings.compose(plan)
    assert [source.name for source in composed.sources] == ["The council"]
