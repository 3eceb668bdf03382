"""Which articles wait for their analysis, which is next, and what came of it."""

import logging
import threading
import traceback
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from annotator.domain.analysis import Analysis, Findings
from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.ids import ArticleId, claim_id
from annotator.domain.phrase import phrase
from annotator.errors import Sayable, UserFacingError
from annotator.storage import FindingsChange
from annotator.worker import AnalysisClient, AnalysisError
from annotator.workspace.changes import Change, Changed
from annotator.workspace.session import Session

log = logging.getLogger(__name__)

_FAILED = phrase(
    "The analysis of this article failed. The text can still be read and claims marked by hand."
)


class AnalysisState(StrEnum):
    """Where an article's analysis stands."""

    NONE = "none"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Streamed:
    """What a running analysis has found so far. Nothing of it is kept yet."""

    claims: tuple[Claim, ...] = ()
    """With the ids that they will have when they are kept, as far as they are new."""
    done: int = 0
    """Code points analysed."""
    total: int = 0
    """Code points of the article; 0 until the first batch is there."""


@dataclass(slots=True)
class _Waiting:
    article: ArticleId
    future: Future[FindingsChange] = field(default_factory=Future)
    streamed: Streamed = field(default_factory=Streamed)


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
        self._failed: dict[ArticleId, Sayable] = {}

    def start(self) -> None:
        """Starts the analysis process in the background, so that the first article finds it."""
        self._client.start()

    def request(self, article: ArticleId, *, first: bool = False) -> Future[FindingsChange]:
        """The analysis of an article, now or in its turn; with `first`, ahead of the others.

        Asking again for one that waits gives the same future. It raises UserFacingError, or
        AnalysisError for a bug.
        """
        with self._lock:
            running = self._running
            if running and running.article == article and not running.future.cancelled():
                return running.future
            entry = self._waiting.pop(article, None) or _Waiting(article)
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

    def streamed(self, article: ArticleId) -> Streamed | None:
        """What the analysis of an article has found so far; None when it does not run."""
        with self._lock:
            if self._running and self._running.article == article:
                return self._running.streamed
        return None

    def failure(self, article: ArticleId) -> Sayable | None:
        """Why an article's analysis failed; None when it did not."""
        return self._failed.get(article)

    def outstanding(self) -> int:
        """How many articles wait or run."""
        with self._lock:
            return len(self._waiting) + (self._running is not None)

    def _next(self) -> None:
        """Hands the first waiting article that can be read over when nothing runs."""
        while (entry := self._taken()) is not None:
            try:
                stored = self._session.library.articles.get(entry.article)
            except (
                UserFacingError
            ) as error:  # deleted for good while it waited, or the disk is gone
                self._finish(entry, error)
            else:
                if self._is_current(stored):
                    self._finish(entry, FindingsChange((), (), ()))
                    continue
                self._hand_over(entry, stored)
                return

    def _is_current(self, article: Article) -> bool:
        """Whether this very text has its findings from this very model: nothing would change."""
        model = self._client.info
        return model is not None and self._session.library.findings.cached(
            article.text_sha256, model
        )

    def _taken(self) -> _Waiting | None:
        """The first waiting article, running from now on; None when one runs or none waits."""
        with self._lock:
            if self._running is not None or not self._waiting:
                return None
            self._running = self._waiting.pop(next(iter(self._waiting)))
            return self._running

    def _hand_over(self, entry: _Waiting, stored: Article) -> None:
        self._session.changes.tell(Change(Changed.PROGRESS, frozenset({entry.article})))
        hear = partial(self._hear, entry)
        job = self._client.submit(stored.text, stored.blocks, stored.language, hear)

        def pass_on(future: Future[FindingsChange]) -> None:
            if future.cancelled():
                job.cancel()

        entry.future.add_done_callback(pass_on)
        job.add_done_callback(lambda done: self._arrived(entry, done))

    def _hear(self, entry: _Waiting, found: Findings) -> None:
        """Runs on the client's thread for each batch; a process begun anew begins at the start."""
        before = entry.streamed.claims if found.done > entry.streamed.done else ()
        come = [replace(c, id=claim_id(entry.article, c.content)) for c in found.claims]
        with self._lock:
            entry.streamed = Streamed((*before, *come), found.done, found.total)
        self._session.changes.tell(Change(Changed.PROGRESS, frozenset({entry.article})))

    def _arrived(self, entry: _Waiting, job: Future[Analysis]) -> None:
        """Runs on the client's thread when a result, a failure or a cancellation is there."""
        self._finish(entry, None if job.cancelled() else self._kept(entry, job))
        self._next()

    def _kept(self, entry: _Waiting, job: Future[Analysis]) -> FindingsChange | BaseException:
        """What came of keeping the findings, or why there are none."""
        error = job.exception()
        if error is not None:
            return error
        try:
            return self._session.library.findings.store(entry.article, job.result())
        except UserFacingError as failure:
            return failure
        except Exception as bug:  # noqa: BLE001 - the articles behind this one must not wait for ever
            frames = "".join(traceback.format_tb(bug.__traceback__))
            return AnalysisError(f"{type(bug).__name__} while findings were kept, at\n{frames}")

    def _finish(self, entry: _Waiting, outcome: FindingsChange | BaseException | None) -> None:
        with self._lock:
            self._running = None
            if isinstance(outcome, UserFacingError):
                self._failed[entry.article] = UserFacingError(outcome.message, outcome.hint)
            elif isinstance(outcome, BaseException):
                self._failed[entry.article] = _FAILED
        if isinstance(outcome, BaseException) and not isinstance(outcome, UserFacingError):
            log.error("analysis of article %s failed: %s", entry.article, outcome)
        if outcome is None:
            entry.future.cancel()
        if entry.future.set_running_or_notify_cancel():
            if isinstance(outcome, BaseException):
                entry.future.set_exception(outcome)
            elif outcome is not None:
                entry.future.set_result(outcome)
        self._session.changes.tell(Change(Changed.FINDINGS, frozenset({entry.article})))
