"""What keeps claims out of sight, in the queue and in the text."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.claims.queue_filter import Order
from ui.window.pages import Page

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]

PLAN = "to buy a ferry"


def _narrow(window: Window, **conditions: object) -> None:
    bar = window.room.queue.filter_bar
    bar.set_filter(replace(bar.filter, **conditions))  # type: ignore[arg-type]


def _plan(window: Window) -> ClaimId:
    assert window.room.article is not None
    records = window.workspace.claims.of(window.room.article.id)
    return next(record.claim.id for record in records if record.kept_back or record.tag)


def _marked_words(window: Window) -> set[str]:
    article = window.room.article
    assert article is not None
    marks = window.room.reader.area.marks
    known = (marks.claim(r.claim.id) for r in window.workspace.claims.of(article.id))
    return {article.text[slice(*r.claim.content[0])] for r in known if r is not None}


def test_a_filter_says_what_it_leaves_and_a_click_takes_it_off(
    window: Window, shelf: "Shelf", article_text: str, qtbot: QtBot
) -> None:
    queue = window.room.queue
    assert not queue.narrowed.isVisible()
    _narrow(window, hedged=True, order=Order.SOURCE)
    assert queue.narrowed.isVisible()
    assert "Hedged only" in queue.narrowed.text()
    assert "2 of 4 shown" in queue.narrowed.text()
    window.desk.open_article(shelf.put("Later. " + article_text))
    assert "2 of 4 shown" in queue.narrowed.text(), "it is said of every article"
    link = QPoint(queue.narrowed.width() - 2, queue.narrowed.height() // 2)
    found = [
        x
        for x in range(0, link.x(), 4)
        if _cursor_at(queue.narrowed, QPoint(x, link.y()), qtbot)
        is Qt.CursorShape.PointingHandCursor
    ]
    assert found, "the way back is a link"
    qtbot.mouseClick(
        queue.narrowed, Qt.MouseButton.LeftButton, pos=QPoint(found[len(found) // 2], link.y())
    )
    assert queue.model.rowCount() == 4
    assert not queue.narrowed.isVisible()
    assert queue.model.filter.order is Order.SOURCE, "an order hides nothing and stays"


def _cursor_at(label: QWidget, at: QPoint, qtbot: QtBot) -> Qt.CursorShape:
    qtbot.mouseMove(label, at)
    return label.cursor().shape()


def test_what_the_queue_keeps_back_is_not_marked_in_the_text(window: Window, press: Press) -> None:
    assert PLAN not in _marked_words(window)
    _narrow(window, all_cues=True)
    assert PLAN in _marked_words(window)
    window.room.go_to_claim(_plan(window))
    press(window, "s")
    _narrow(window, all_cues=False)
    assert PLAN in _marked_words(window), "it is decided, so it counts"
    press(window, "z")
    assert PLAN not in _marked_words(window)


def test_a_claim_that_is_kept_back_is_shown_when_it_is_asked_for(window: Window) -> None:
    plan = _plan(window)
    window.room.go_to_claim(plan)
    assert window.room.queue.current() == plan
    assert window.room.reader.current_claim() == plan


def test_a_source_of_nothing_but_plans_does_not_count(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    window.main.show_page(Page.SOURCES)
    assert window.office.register is not None
    page = window.office.register.page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    names = [line.card.name for row in range(9) if (line := page.model.line(row))]
    assert names == ["Ilse Brandt"]
    workspace.claims.decide([_plan(window)], Tag.SOURCED)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
