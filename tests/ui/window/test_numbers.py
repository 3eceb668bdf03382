"""The library and the queue count the same claims."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.text.spans import text_of
from ui.application import Window
from ui.claims.queue_filter import QueueFilter
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


def _listed(window: Window) -> tuple[int, int]:
    row = window.library.model.article_row(0)
    assert row is not None
    return row.decided, row.claims


def _queued(window: Window) -> tuple[int, int]:
    counts = window.room.queue.model.counts()
    return counts.decided, counts.total


def test_an_intention_is_in_neither_number(window: Window) -> None:
    assert window.room.queue.model.counts().asides == 1
    assert _listed(window) == _queued(window) == (0, 4)


def test_an_article_is_done_when_its_queue_is(window: Window, press: Press) -> None:
    press(window, "s", "u", "p", "s")
    assert _listed(window) == _queued(window) == (4, 4)
    press(window, "J")
    assert "Every claim in this list is decided." in window.messages.text
    window.messages.button.click()
    assert window.main.page() is Page.BRIEFING


def test_the_last_decision_says_so_and_leads_on(
    window: Window, shelf: "Shelf", article_text: str, press: Press, qtbot: QtBot
) -> None:
    other = shelf.put("Another text\n\n" + article_text.partition("\n\n")[2])
    window.desk.list_articles()
    press(window, "s", "u", "p")
    assert window.messages.text != "All 4 claims are decided."
    press(window, "s")
    assert window.messages.text == "All 4 claims are decided."
    qtbot.mouseClick(window.messages.button, Qt.MouseButton.LeftButton)
    assert window.room.article is not None
    assert window.room.article.id == other


def test_a_last_decision_that_is_taken_back_before_it_was_told_is_no_news(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "s", "u", "p")
    window.messages.dismiss()
    told: list[int] = []
    window.room.finished.connect(told.append)
    qtbot.keyClick(QApplication.focusWidget() or window.main, "s")
    window.desk.undoing.undo()
    QApplication.processEvents()
    assert not told
    assert window.messages.text.startswith("Undone")


def test_whoever_went_on_at_once_hears_nothing_of_the_article_before(
    window: Window, shelf: "Shelf", article_text: str, press: Press, qtbot: QtBot
) -> None:
    other = shelf.put("Another text\n\n" + article_text.partition("\n\n")[2])
    window.desk.list_articles()
    press(window, "s", "u", "p")
    window.messages.dismiss()
    qtbot.keyClick(QApplication.focusWidget() or window.main, "s")
    window.desk.open_article(other)
    QApplication.processEvents()
    assert window.messages.text == ""


def test_a_changed_mind_about_a_finished_article_is_not_news(window: Window, press: Press) -> None:
    press(window, "s", "u", "p", "s")
    window.messages.dismiss()
    press(window, "p")
    assert window.messages.text == ""


def _briefed(window: Window) -> list[str]:
    plan = window.office.composing.plan if window.office.composing else None
    assert plan is not None
    briefing = window.workspace.briefings.compose(plan)
    text = briefing.articles[0].article.text
    return [text_of(text, record.claim.content) for record in briefing.articles[0].claims]


def test_the_briefing_has_what_the_queue_shows(window: Window, press: Press) -> None:
    press(window, "s", "u", "p", "s")
    window.main.show_page(Page.BRIEFING)
    composing = window.office.composing
    assert composing is not None
    composing.begin()
    assert "to buy a ferry" not in _briefed(window)
    assert composing.page.choice.rowCount() == 4
    checks = composing.page.checks
    assert not any("undecided" in checks.item(row).text() for row in range(checks.count()))
    window.room.queue.filter_bar.set_filter(QueueFilter(all_cues=True))
    window.room.go_to_claim(window.room.queue.model.claim_at(4))
    window.room.decide(Tag.SOURCED)
    window.views.acts.settle()
    assert "to buy a ferry" in _briefed(window)
