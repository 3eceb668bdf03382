"""The app's side of the analysis process."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from annotator.domain.analysis import Analysis, Findings, ModelInfo
from annotator.domain.article import Block
from annotator.domain.phrase import phrase
from annotator.errors import Told, UserFacingError
from annotator.processes import interrupts_held_back
from annotator.worker import child
from annotator.worker.messages import (
    Analyse,
    Answer,
    Cancel,
    Cancelled,
    Done,
    Failed,
    Found,
    Ready,
    Request,
    Stop,
)

log = logging.getLogger(__name__)

_POLL_SECONDS = 0.05
_ATTEMPTS = 2


class WorkerState(StrEnum):
    """What the status line says of the language model."""

    STOPPED = "stopped"
    LOADING = "loading"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"


class AnalysisError(RuntimeError):
    """A bug in the analysis; its text holds frames and never the document."""


class _Crashed(Exception):  # noqa: N818 - a state of the process, caught here alone
    """The child process is gone."""


@dataclass(slots=True)
class _Job:
    text: str
    blocks: tuple[Block, ...]
    language: str
    on_findings: Callable[[Findings], None] | None
    future: Future[Analysis] = field(default_factory=Future)


class AnalysisClient:
    """One analysis process, used by any thread; jobs run one after another in order.

    Callbacks run on the client's own thread. A process that dies is started again and its
    job repeated; only when it dies twice on the same job does the job fail.
    """

    def __init__(
        self,
        model: str | None = None,
        user_folder: Path | None = None,
        on_state: Callable[[WorkerState, Told], None] | None = None,
    ) -> None:
        self._model = model
        self._user_folder = user_folder
        self._on_state = on_state
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection[Request, Answer] | None = None
        self._number = 0
        self._closing = threading.Event()
        self.info: ModelInfo | None = None
        """Which models answer; None until the first READY."""

    def start(self) -> None:
        """Starts the process in the background; harmless when it runs already."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="analysis client", daemon=True)
            self._thread.start()

    def submit(
        self,
        text: str,
        blocks: Sequence[Block],
        language: str = "",
        on_findings: Callable[[Findings], None] | None = None,
    ) -> Future[Analysis]:
        """The analysis of a text, as a future that can be cancelled at any time before its end.

        The future raises UserFacingError for what a person can mend and AnalysisError for a bug;
        once the client is closed, it is cancelled at once.
        """
        job = _Job(text, tuple(blocks), language, on_findings)
        if self._closing.is_set():
            job.future.cancel()
            return job.future
        self.start()
        self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Ends the process, cancelling what is under way or waits."""
        self._closing.set()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)
            self._thread = None

    @property
    def process_id(self) -> int | None:
        """The child's process id while it lives."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    # -- on the client's own thread ------------------------------------------------------

    def _serve(self) -> None:
        try:
            self._launch_quietly()
            while (job := self._jobs.get()) is not None:
                if not self._closing.is_set():
                    self._run(job)
                elif job.future.cancel():
                    log.info("a waiting analysis was cancelled by the closing of the app")
        finally:
            self._end_process()
            self._tell(WorkerState.STOPPED)

    def _launch_quietly(self) -> None:
        """Loads the model ahead of the first job, which will meet any failure again."""
        try:
            self._launch()
        except (UserFacingError, _Crashed) as error:
            log.warning("the analysis could not start: %s", error)

    def _run(self, job: _Job) -> None:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._launch()
                self._tell(WorkerState.BUSY)
                analysis = self._exchange(job)
            except _Crashed:
                log.warning("the analysis process ended unexpectedly (attempt %d)", attempt)
                self._end_process()
                continue
            except (UserFacingError, AnalysisError) as error:
                if job.future.set_running_or_notify_cancel():
                    job.future.set_exception(error)
            else:
                if analysis is not None and job.future.set_running_or_notify_cancel():
                    job.future.set_result(analysis)
            if self._process is not None:
                self._tell(WorkerState.READY)
            return
        if job.future.set_running_or_notify_cancel():
            job.future.set_exception(
                UserFacingError(
                    phrase("The analysis stopped twice while it read this article."),
                    phrase("Read it and mark claims by hand, or choose Analyse again."),
                )
            )

    def _launch(self) -> None:
        """Makes sure that a child with a loaded model is there; raises what prevents it."""
        if self._process is not None and self._process.is_alive():
            return
        self._end_process()
        self._tell(WorkerState.LOADING)
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=child.main,
            args=(theirs, self._model, self._user_folder),
            name="annotator analysis",
            daemon=True,
        )
        with interrupts_held_back():
            process.start()
        theirs.close()
        self._process, self._connection = process, ours
        answer = self._receive(until=self._closing.is_set)
        if isinstance(answer, Ready):
            self.info = answer.model
            self._tell(WorkerState.READY)
        elif isinstance(answer, Failed):
            self._end_process()
            self._tell(WorkerState.FAILED, answer.message)
            raise UserFacingError(answer.message, answer.hint)

    def _exchange(self, job: _Job) -> Analysis | None:
        """Sends the job and hears the child out; None when the job was cancelled."""
        if job.future.cancelled():
            return None
        self._number += 1
        number = self._number
        self._send(Analyse(number, job.text, job.blocks, job.language))
        cancelling = False

        def gone() -> bool:
            return not cancelling and (job.future.cancelled() or self._closing.is_set())

        while True:
            answer = self._receive(until=gone)
            if answer is None:
                cancelling = True
                job.future.cancel()
                self._send(Cancel(number))
            elif isinstance(answer, Found) and not cancelling:
                _show(job, answer.findings)
            elif isinstance(answer, Done):
                return answer.analysis
            elif isinstance(answer, Cancelled):
                return None
            elif isinstance(answer, Failed):
                if answer.bug:
                    raise AnalysisError(answer.bug)
                raise UserFacingError(answer.message, answer.hint)

    def _receive(self, until: Callable[[], bool]) -> Answer | None:
        """The child's next answer, or None once `until` holds; raises _Crashed."""
        connection = self._connection
        if connection is None:
            raise _Crashed
        try:
            while not connection.poll(_POLL_SECONDS):
                if until():
                    return None
            return connection.recv()
        except (EOFError, OSError) as error:
            raise _Crashed from error

    def _send(self, request: Request) -> None:
        if self._connection is None:
            raise _Crashed
        try:
            self._connection.send(request)
        except OSError as error:
            raise _Crashed from error

    def _end_process(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            try:
                connection.send(Stop())
            except OSError:
                log.debug("the analysis process was gone already")
            connection.close()
        if process is not None:
            process.join(timeout=1)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def _tell(self, state: WorkerState, message: Told = "") -> None:
        if self._on_state:
            self._on_state(state, message)


def _show(job: _Job, findings: Findings) -> None:
    """Tells the listener, whose bug must not end the thread that serves everybody."""
    if job.on_findings is None:
        return
    try:
        job.on_findings(findings)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("findings could not be shown: %s", type(error).__name__)
