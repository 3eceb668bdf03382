"""The queue of analyses goes on past whatever becomes of one of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace

import pytest

from annotator.domain.analysis import Analysis, Event, Findings
from annotator.domain.article import Article, Block
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage import FindingsChange
from annotator.text.spans import Span
from annotator.worker import AnalysisClient, AnalysisError
from annotator.workspace.analysing import Analyses, AnalysisState
from annotator.workspace.changes import Change, Changed
from annotator.workspace.session import Session


class Desk(AnalysisClient):
    """A client whose answers the test gives when it wants."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Future[Analysis]] = []

    def submit(
        self,
        text: str,
        blocks: Sequence[Block],
        language: str = "",
        on_findings: Callable[[Findings], None] | None = None,
    ) -> Future[Analysis]:
        self.jobs.append(Future())
        return self.jobs[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def analyses(session: Session, desk: Desk) -> Analyses:
    return Analyses(session, desk)


@pytest.fixture
def others(session: Session, make_article: Callable[[str], Article]) -> list[ArticleId]:
    """Three articles that were never analysed."""
    stored = [make_article(f"Story {number}.") for number in range(3)]
    for article in stored:
        session.library.articles.add(article, article.text.encode())
    return [article.id for article in stored]


def test_findings_that_cannot_be_kept_stop_nobody_else(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    first, second = (analyses.request(article) for article in others[:2])
    broken = replace(analysis, claims=(), events=(Event(Span(0, 1), float("nan")),))
    desk.jobs[0].set_result(broken)
    with pytest.raises(AnalysisError, match="ValueError"):
        first.result(timeout=0)
    desk.jobs[1].set_result(replace(analysis, claims=(), entities=()))
    assert second.result(timeout=0)
    assert analyses.state(others[0]) is AnalysisState.FAILED
    assert analyses.state(others[1]) is AnalysisState.DONE
    assert analyses.outstanding() == 0


def test_a_bug_is_told_in_words_and_what_can_be_mended_as_it_is(
    analyses: Analyses, desk: Desk, others: list[ArticleId]
) -> None:
    for article in others[:2]:
        analyses.request(article)
    desk.jobs[0].set_exception(AnalysisError("KeyError at File lexicons.py, line 3"))
    desk.jobs[1].set_exception(UserFacingError("No model is installed.", "Install one."))
    assert str(analyses.failure(others[0])).startswith("The analysis of this article failed.")
    assert "line 3" not in str(analyses.failure(others[0]))
    assert str(analyses.failure(others[1])) == "No model is installed. Install one."
    analyses.request(others[0])
    assert analyses.failure(others[0]) is None
    assert analyses.state(others[0]) is AnalysisState.RUNNING


def test_articles_that_are_gone_are_passed_over_however_many_they_are(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    first = analyses.request(others[0])
    gone = [analyses.request(ArticleId(f"{number:016x}")) for number in range(2_000)]
    last = analyses.request(others[1])
    desk.jobs[0].set_result(replace(analysis, claims=(), entities=()))
    assert first.result(timeout=0)
    for future in gone:
        with pytest.raises(UserFacingError, match="no article"):
            future.result(timeout=0)
    desk.jobs[1].set_result(replace(analysis, claims=(), entities=()))
    assert last.result(timeout=0)


def test_what_was_cancelled_and_asked_for_again_is_analysed(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    dropped = analyses.request(others[0])
    analyses.cancel(others[0])
    again = analyses.request(others[0])  # before the process has heard of it
    assert desk.jobs[0].cancelled()
    with pytest.raises(CancelledError):
        dropped.result(timeout=0)
    desk.jobs[-1].set_result(replace(analysis, claims=(), entities=()))
    assert again.result(timeout=0)
    assert analyses.state(others[0]) is AnalysisState.DONE


def test_an_analysis_that_the_client_gives_up_is_cancelled_for_who_waits(
    analyses: Analyses, desk: Desk, others: list[ArticleId], told: list[Change]
) -> None:
    waiting = analyses.request(others[0])
    desk.jobs[0].cancel()
    assert waiting.cancelled()
    assert analyses.state(others[0]) is AnalysisState.NONE
    assert Change(Changed.FINDINGS, frozenset({others[0]})) in told


def test_cancelling_everything_leaves_nothing_waiting(
    analyses: Analyses, desk: Desk, others: list[ArticleId]
) -> None:
    futures = [analyses.request(article) for article in others]
    assert [analyses.state(article) for article in others] == [
        AnalysisState.RUNNING,
        AnalysisState.WAITING,
        AnalysisState.WAITING,
    ]
    assert analyses.outstanding() == 3
    analyses.cancel()
    assert all(future.cancelled() for future in futures)
    assert analyses.outstanding() == 0
    assert len(desk.jobs) == 1


def test_asking_twice_is_asking_once_and_may_bring_it_forward(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    running, _, third = (analyses.request(article) for article in others)
    assert analyses.request(others[2], first=True) is third
    assert analyses.request(others[0]) is running
    for job in range(2):
        desk.jobs[job].set_result(replace(analysis, claims=(), entities=()))
    assert third.done()
    assert analyses.outstanding() == 1


def test_what_this_model_has_read_is_not_analysed_again(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    found = replace(analysis, claims=(), entities=())
    analyses.request(others[0])
    desk.jobs[0].set_result(found)
    desk.info = found.model
    again = analyses.request(others[0])
    assert again.result(timeout=0) == FindingsChange((), (), ())
    assert len(desk.jobs) == 1
    assert analyses.state(others[0]) is AnalysisState.DONE
    analyses.request(others[1])
    assert len(desk.jobs) == 2


def test_another_model_or_version_reads_it_again(
    analyses: Analyses, desk: Desk, others: list[ArticleId], analysis: Analysis
) -> None:
    found = replace(analysis, claims=(), entities=())
    analyses.request(others[0])
    desk.jobs[0].set_result(found)
    desk.info = replace(found.model, components="newer")
    again = analyses.request(others[0])
    assert len(desk.jobs) == 2
    desk.jobs[1].set_result(replace(found, model=desk.info))
    assert again.result(timeout=0)
    analyses.request(others[0])
    assert len(desk.jobs) == 2
