"""Claims are shown while the analysis of their article still runs, and nothing decided is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.analysis import Analysis, Findings
from annotator.domain.claim import Tag
from annotator.domain.ids import claim_id
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from ui.application import Window

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


class HeldClient(AnalysisClient):
    """An analysis that goes on when the test says so."""

    def start(self) -> None:
        self.job: Future[Analysis] = Future()
        self.hear: Callable[[Findings], None] | None = None

    def submit(self, text, blocks, language="", on_findings=None) -> Future[Analysis]:  # type: ignore[no-untyped-def]
        self.start()
        self.hear = on_findings
        return self.job

    def find(self, analysis: Analysis, first: int, last: int, done: int) -> None:
        """The batch of claims `first` to `last`, after `done` of 100 code points."""
        assert self.hear is not None
        self.hear(Findings(analysis.claims[first:last], (), done, 100))

    def finish(self, analysis: Analysis) -> None:
        self.job.set_running_or_notify_cancel()
        self.job.set_result(analysis)


@pytest.fixture
def client() -> HeldClient:
    return HeldClient()


@pytest.fixture
def workspace(tmp_path: Path, windows: list[Window], client: HeldClient) -> Iterator[Workspace]:
    del windows  # Only to outlive this.
    with Workspace.open(tmp_path / "library.db", client, "Ada") as opened:
        yield opened


@pytest.fixture
def window(shelf: "Shelf", open_window: Callable[[], Window], article_text: str) -> Window:
    """A window whose article is just being analysed."""
    shelf.put(article_text, analysed=False)
    return open_window()


@pytest.fixture
def analysis(found_in: Callable[[str], Analysis], article_text: str) -> Analysis:
    return found_in(article_text)


def _rows(window: Window) -> int:
    return window.room.queue.model.rowCount()


def test_claims_appear_while_the_analysis_runs(
    window: Window, client: HeldClient, analysis: Analysis, qtbot: QtBot
) -> None:
    assert _rows(window) == 0
    client.find(analysis, 0, 2, 40)
    qtbot.waitUntil(lambda: _rows(window) == 2)
    assert len(window.room.reader.area.marks) == 2
    assert [(job.title, job.done, job.total) for job in window.jobs.running] == [
        ("Analysing this article", 40, 100)
    ]
    client.find(analysis, 2, 4, 80)
    qtbot.waitUntil(lambda: _rows(window) == 4)
    client.finish(analysis)
    qtbot.waitUntil(lambda: window.room.analysed)
    assert _rows(window) == 4, "the fifth is an intention"
    assert window.jobs.running == ()


def test_whoever_reads_a_claim_stays_on_it(
    window: Window, client: HeldClient, analysis: Analysis, qtbot: QtBot, press: Press
) -> None:
    client.find(analysis, 0, 2, 40)
    qtbot.waitUntil(lambda: _rows(window) == 2)
    press(window, "j")
    press(window, "j")
    chosen = window.room.current_record()
    assert chosen is not None
    client.find(analysis, 2, 4, 80)
    qtbot.waitUntil(lambda: _rows(window) == 4)
    assert window.room.current_record() == chosen
    client.finish(analysis)
    qtbot.waitUntil(lambda: window.room.analysed)
    after = window.room.current_record()
    assert after is not None
    assert after.claim.content == chosen.claim.content


def test_what_is_not_kept_yet_cannot_be_decided_and_then_can(
    window: Window, client: HeldClient, analysis: Analysis, qtbot: QtBot, press: Press
) -> None:
    client.find(analysis, 0, 2, 40)
    qtbot.waitUntil(lambda: _rows(window) == 2)
    press(window, "j", "s")
    assert "still being analysed" in window.messages.text
    assert window.workspace.library.journal.entries()[-1].action == "add an article"
    client.finish(analysis)
    qtbot.waitUntil(lambda: window.room.analysed)
    press(window, "s")
    record = window.workspace.claims.of(window.room.article.id)[0]  # type: ignore[union-attr]
    assert record.tag is Tag.SOURCED


def test_a_claim_made_by_hand_meanwhile_stays(
    window: Window, client: HeldClient, analysis: Analysis, qtbot: QtBot
) -> None:
    article = window.room.article
    assert article is not None
    content = analysis.claims[1].content
    made = window.workspace.claims.create(article.id, content)
    window.workspace.claims.decide([made], Tag.UNSOURCED)
    client.find(analysis, 0, 2, 40)
    qtbot.waitUntil(lambda: _rows(window) == 2)
    record = window.room.queue.model.record(made)
    assert record is not None
    assert record.tag is Tag.UNSOURCED
    client.finish(analysis)
    qtbot.waitUntil(lambda: window.room.analysed)
    assert window.workspace.claims.get(made).tag is Tag.UNSOURCED


def test_cancelling_takes_back_what_was_only_shown(
    window: Window, client: HeldClient, analysis: Analysis, qtbot: QtBot
) -> None:
    client.find(analysis, 0, 2, 40)
    qtbot.waitUntil(lambda: bool(window.jobs.running))
    window.status.cancel.click()
    qtbot.waitUntil(lambda: _rows(window) == 0)
    assert window.jobs.running == ()
    assert not window.room.analysed


def test_a_process_that_begins_anew_shows_nothing_twice(
    window: Window, client: HeldClient, analysis: Analysis, workspace: Workspace
) -> None:
    article = window.room.article
    assert article is not None
    client.find(analysis, 0, 2, 60)
    client.find(analysis, 0, 1, 20)
    streamed = workspace.analyses.streamed(article.id)
    assert streamed is not None
    assert streamed.done == 20
    first = analysis.claims[0]
    assert streamed.claims == (replace(first, id=claim_id(article.id, first.content)),)
    client.finish(analysis)
    assert workspace.analyses.streamed(article.id) is None
