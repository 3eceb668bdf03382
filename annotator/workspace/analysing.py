"""Which articles wait for their analysis, which is next, and what came of it."""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.analysis import Analysis, Findings
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage import FindingsChange
from annotator.worker import AnalysisClient
from annotator.workspace.changes import Change, Changed
from annotator.workspace.session import Session

log = logging.getLogger(__name__)


class AnalysisState(StrEnum):
    """Where an article's analysis stands."""

    NONE = "none"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class _Waiting:
    article: ArticleId
    on_findings: Callable[[Findings], None] | None
    future: Future[FindingsChange]


class Analyses:
    """A queue of articles in front of the analysis process; the one being read goes first.

    One article at a time is handed over, so that another can still overtake the rest.
    Results are stored, then told as a change of findings, on a background thread.
    """

    def __init__(self, session: Session, client: AnalysisClient) -> None:
        self._session = session
        self._client = client
        self._lock = threading.Lock()
        self._waiting: dict[ArticleId, _Waiting] = {}
        self._running: _Waiting | None = None
        self._failed: dict[ArticleId, str] = {}

    def request(
        self,
        article: ArticleId,
        *,
        first: bool = False,
        on_findings: Callable[[Findings], None] | None = None,
    ) -> Future[FindingsChange]:
        """The analysis of an article, now or in its turn; with `first`, ahead of the others.

        Asking again for one that waits gives the same future. It raises UserFacingError, or
        AnalysisError for a bug.
        """
        with self._lock:
            if self._running and self._running.article == article:
                return self._running.future
            entry = self._waiting.pop(article, None) or _Waiting(article, on_findings, Future())
            entry.on_findings = on_findings or entry.on_findings
            rest = self._waiting
            self._waiting = {article: entry, **rest} if first else {**rest, article: entry}
            self._failed.pop(article, None)
        self._next()
        return entry.future

    def request_missing(self) -> None:
        """Queues every article that was never analysed, as after an interrupted import."""
        rows = self._session.library.articles.rows()
        self.request_all(row.id for row in rows if not row.analysed)

    def request_all(self, articles: Iterable[ArticleId]) -> None:
        for article in articles:
            self.request(article)

    def cancel(self, article: ArticleId | None = None) -> None:
        """Drops an article's analysis, or all that wait and the running one."""
        with self._lock:
            dropped = [e for key, e in self._waiting.items() if article in (None, key)]
            for entry in dropped:
                del self._waiting[entry.article]
            if self._running and article in (None, self._running.article):
                dropped.append(self._running)
        for entry in dropped:
            entry.future.cancel()

    def state(self, article: ArticleId) -> AnalysisState:
        """Where an article's analysis stands."""
        with self._lock:
            if self._running and self._running.article == article:
                return AnalysisState.RUNNING
            if article in self._waiting:
                return AnalysisState.WAITING
            if article in self._failed:
                return AnalysisState.FAILED
        if self._session.library.findings.model(article):
            return AnalysisState.DONE
        return AnalysisState.NONE

    def failure(self, article: ArticleId) -> str:
        """Why an article's analysis failed; empty when it did not."""
        return self._failed.get(article, "")

    def outstanding(self) -> int:
        """How many articles wait or run."""
        with self._lock:
            return len(self._waiting) + (self._running is not None)

    def _next(self) -> None:
        """Hands the first waiting article over when nothing runs."""
        with self._lock:
            if self._running is not None or not self._waiting:
                return
            entry = self._waiting.pop(next(iter(self._waiting)))
            self._running = entry
        try:
            stored = self._session.library.articles.get(entry.article)
        except UserFacingError as error:  # deleted for good while it waited
            self._finish(entry, error)
            return
        self._session.changes.tell(Change(Changed.PROGRESS, frozenset({entry.article})))
        job = self._client.submit(stored.text, stored.blocks, stored.language, entry.on_findings)

        def pass_on(future: Future[FindingsChange]) -> None:
            if future.cancelled():
                job.cancel()

        entry.future.add_done_callback(pass_on)
        job.add_done_callback(lambda done: self._arrived(entry, done))

    def _arrived(self, entry: _Waiting, job: Future[Analysis]) -> None:
        """Runs on the client's thread when a result, a failure or a cancellation is there."""
        if job.cancelled():
            self._finish(entry, None)
            return
        error = job.exception()
        if error is None:
            try:
                change = self._session.library.findings.store(entry.article, job.result())
            except UserFacingError as failure:
                error = failure
            else:
                self._finish(entry, change)
                return
        self._finish(entry, error)

    def _finish(self, entry: _Waiting, outcome: FindingsChange | BaseException | None) -> None:
        with self._lock:
            self._running = None
            if isinstance(outcome, BaseException):
                self._failed[entry.article] = str(outcome)
        if isinstance(outcome, BaseException) and not isinstance(outcome, UserFacingError):
            log.error("analysis of article %s failed: %s", entry.article, outcome)
        if entry.future.set_running_or_notify_cancel():
            if isinstance(outcome, BaseException):
                entry.future.set_exception(outcome)
            elif outcome is not None:
                entry.future.set_result(outcome)
        self._session.changes.tell(Change(Changed.FINDINGS, frozenset({entry.article})))
        self._next()
