"""The library and the queue count the same claims."""

from collections.abc import Callable

from ui.application import Window

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
