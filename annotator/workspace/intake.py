"""Articles come in: from files, folders and the clipboard."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.ingest import Limits, Reader, ReadFile, files_below
from annotator.ingest.limits import MEBIBYTE
from annotator.workspace.analysing import Analyses
from annotator.workspace.changes import Change, Changed
from annotator.workspace.edits import PresenceEdit, to_payload
from annotator.workspace.reading_ahead import ReadingAhead
from annotator.workspace.session import Session

log = logging.getLogger(__name__)

_BREATH_SECONDS = 0.004
"""Pause after each file: storing holds Python's interpreter, which the window wants as well."""


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be taken in, and why."""

    path: Path
    error: UserFacingError


@dataclass(slots=True)
class ImportResult:
    """What came of an import."""

    added: list[ArticleId] = field(default_factory=list)
    known: list[ArticleId] = field(default_factory=list)
    """Files whose very bytes the library has already."""
    failures: list[FailedFile] = field(default_factory=list)
    cancelled: bool = False


class Import:
    """An import under way: progress by callback, a future for the end, and a way to stop it.

    What came in before it was stopped stays.
    """

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self.future: Future[ImportResult] = Future()
        self.begun = datetime.now(UTC)
        self._stop = threading.Event()
        self._interrupt = interrupt
        self._reading = False
        self._turn = threading.Lock()

    def cancel(self) -> None:
        """Stops at once, also in the middle of a long file; another import's goes on."""
        self._stop.set()
        with self._turn:
            if self._reading:
                self._interrupt()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While it is this import's turn to read."""
        with self._turn:
            self._reading = True
        try:
            yield
        finally:
            with self._turn:
                self._reading = False

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()


class _Interrupted(Exception):  # noqa: N818 - caught here alone
    """The file being read was given up because the import was stopped."""


class Intake:
    """Takes articles in, one import after another, on a thread of its own."""

    def __init__(self, session: Session, analyses: Analyses) -> None:
        self._session = session
        self._analyses = analyses
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._reader = Reader()
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="reading ahead")
        self._imports: list[Import] = []

    def warm_up(self) -> None:
        """Starts the reading process in the background, so that the first file finds it."""

        def run() -> None:
            try:
                self._reader.start()
            except UserFacingError as error:  # told again with the first file
                log.warning("the reading process could not be started: %s", error)

        self._thread.submit(run)

    def allow(self, megabytes: int) -> None:
        """From now on files of up to so many megabytes are read; larger ones are refused."""

        def run() -> None:
            self._reader.close()
            self._reader = Reader(Limits(file_bytes=megabytes * MEBIBYTE))

        self._thread.submit(run)

    def add_files(
        self,
        paths: Sequence[Path],
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Import:
        """Reads files and folders into the library and queues their analysis.

        `on_progress(done, total)` runs on the intake's thread after each file.
        """
        started = Import(lambda: self._reader.interrupt())  # noqa: PLW0108 - whichever it is then
        self._imports = [*(each for each in self._imports if not each.future.done()), started]

        def run() -> None:
            try:
                with started.reading():
                    result = self._read_all(files_below(paths), started, on_progress)
            except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it
                started.future.set_exception(error)
            else:
                started.future.set_result(result)

        self._thread.submit(run)
        return started

    def paste(self, text: str, html: str = "") -> Future[ArticleId]:
        """Takes pasted text in; the future raises UserFacingError when there is none."""

        def run() -> ArticleId:
            read = self._reader.read_pasted(text, html)
            self._keep(read, "paste an article", datetime.now(UTC))
            return read.article.id

        return self._thread.submit(run)

    def close(self) -> None:
        """Stops the imports, of which what came in stays, and ends the reading process."""
        for started in self._imports:
            started.cancel()
        self._thread.submit(self._reader.close)
        self._thread.shutdown(wait=True)
        self._ahead.shutdown(wait=True)

    def _read_all(
        self,
        files: Sequence[Path],
        started: Import,
        on_progress: Callable[[int, int], None] | None,
    ) -> ImportResult:
        result = ImportResult()
        with ReadingAhead(self._ahead, self._reader.read, files) as reads:
            for number, path in enumerate(files, start=1):
                if started.stopping:
                    result.cancelled = True
                    break
                try:
                    self._read_one(path, reads, result, started)
                except _Interrupted:
                    result.cancelled = True
                    break
                if on_progress:
                    on_progress(number, len(files))
                time.sleep(_BREATH_SECONDS)
        return result

    def _read_one(
        self, path: Path, reads: ReadingAhead, result: ImportResult, started: Import
    ) -> None:
        try:
            read = reads.next()
            added = self._keep(read, "add an article", started.begun)
        except UserFacingError as error:
            if started.stopping:
                raise _Interrupted from error
            result.failures.append(FailedFile(path, error))
        else:
            (result.added if added else result.known).append(read.article.id)

    def _keep(self, read: ReadFile, action: str, added: datetime) -> bool:
        """Stores an article that came in at `added` and queues its analysis; False when it was
        there already."""
        article = read.article
        if self._session.library.articles.contains(article.id):
            return False
        arrival = PresenceEdit(article.id, before=False, after=True)
        with self._session.library.transaction(
            self._session.person,
            action,
            payload=to_payload([arrival]),
            inverse=to_payload([arrival.inverse()]),
        ) as steps:
            steps.add_article(article, read.original, added)
        self._session.changes.tell(Change(Changed.ARTICLES, frozenset({article.id})))
        self._analyses.request(article.id)
        return True
