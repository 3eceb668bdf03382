"""Articles come in: from files, folders and the clipboard."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.ingest import Reader, ReadFile, files_below
from annotator.workspace.analysing import Analyses
from annotator.workspace.changes import Change, Changed
from annotator.workspace.edits import PresenceEdit, to_payload
from annotator.workspace.session import Session


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

    def __init__(self) -> None:
        self.future: Future[ImportResult] = Future()
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()


class Intake:
    """Takes articles in, one import after another, on a thread of its own."""

    def __init__(self, session: Session, analyses: Analyses) -> None:
        self._session = session
        self._analyses = analyses
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._reader: Reader | None = None

    def add_files(
        self,
        paths: Sequence[Path],
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Import:
        """Reads files and folders into the library and queues their analysis.

        `on_progress(done, total)` runs on the intake's thread after each file.
        """
        started = Import()

        def run() -> None:
            try:
                result = self._read_all(files_below(paths), started, on_progress)
            except (UserFacingError, CancelledError) as error:
                started.future.set_exception(error)
            except BaseException as error:
                started.future.set_exception(error)
                raise
            else:
                started.future.set_result(result)

        self._thread.submit(run)
        return started

    def paste(self, text: str, html: str = "") -> Future[ArticleId]:
        """Takes pasted text in; the future raises UserFacingError when there is none."""

        def run() -> ArticleId:
            read = self._reading().read_pasted(text, html)
            self._keep(read, "paste an article")
            return read.article.id

        return self._thread.submit(run)

    def close(self) -> None:
        """Waits for what is under way and ends the reading process."""

        def end() -> None:
            if self._reader is not None:
                self._reader.close()

        self._thread.submit(end)
        self._thread.shutdown(wait=True)

    def _read_all(
        self,
        files: Sequence[Path],
        started: Import,
        on_progress: Callable[[int, int], None] | None,
    ) -> ImportResult:
        result = ImportResult()
        for number, path in enumerate(files, start=1):
            if started.stopping:
                result.cancelled = True
                break
            self._read_one(path, result)
            if on_progress:
                on_progress(number, len(files))
        return result

    def _read_one(self, path: Path, result: ImportResult) -> None:
        try:
            read = self._reading().read(path)
            added = self._keep(read, "add an article")
        except UserFacingError as error:
            result.failures.append(FailedFile(path, error))
        else:
            (result.added if added else result.known).append(read.article.id)

    def _reading(self) -> Reader:
        if self._reader is None:
            self._reader = Reader()
        return self._reader

    def _keep(self, read: ReadFile, action: str) -> bool:
        """Stores an article and queues its analysis; False when it was there already."""
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
            steps.add_article(article, read.original)
        self._session.changes.tell(Change(Changed.ARTICLES, frozenset({article.id})))
        self._analyses.request(article.id)
        return True
