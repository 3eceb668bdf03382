"""The app's side of reading: one child process for many files, guarded by limits."""

import hashlib
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.article import Article
from annotator.domain.ids import article_id
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.ingest import wire
from annotator.ingest.limits import DEFAULT, Limits
from annotator.ingest.original import content_of, pasted_content, storable
from annotator.ingest.problems import UnreadableError, shown
from annotator.ingest.process import ReadingProcess, TooSlowError
from annotator.text.normalise import NORMALISER

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An article and the bytes it was read from."""

    article: Article
    original: bytes


class Reader:
    """Reads files in a child process that may take only so much time and memory.

    A context manager. The child starts with the first file and serves many; when a file
    breaks it or it is stopped at a limit, the next file gets a new one. Safe to share
    between threads, which then take turns.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._child: ReadingProcess | None = None
        self._interrupted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child ahead of the first file, which then need not wait for it.

        Raises UserFacingError when it cannot be started.
        """
        with self._turn:
            self._ensure_child()

    @property
    def child_pid(self) -> int | None:
        """The process id of the child; None while there is none."""
        return self._child.pid if self._child else None

    def interrupt(self) -> None:
        """Ends, from another thread, the reading that goes on; its caller gets an error.

        Without one nothing happens.
        """
        if not self._turn.locked():
            return
        self._interrupted = True
        child = self._child
        if child is not None:
            child.interrupt()

    def close(self) -> None:
        """Ends the child; a later read starts another."""
        with self._turn:
            self._drop_child()

    def read(self, path: Path) -> ReadFile:
        """The article in the file at `path`.

        Raises UserFacingError when there is none or it cannot be read.
        """
        try:
            original = content_of(path, self._limits)
            return self._read(path.name, original, pasted=False)
        except UnreadableError as problem:
            raise UserFacingError(
                phrase(
                    "“{name}” {problem}.",
                    name=shown(path.name or str(path)),
                    problem=problem.predicate,
                ),
                problem.hint,
            ) from None

    def read_pasted(self, text: str, html: str = "") -> ReadFile:
        """The article in what was pasted: `html` where it holds words, else `text`.

        Raises UserFacingError when nothing readable was pasted.
        """
        try:
            if html.strip():
                try:
                    return self._read_paste("pasted.html", html)
                except UnreadableError:
                    if not text.strip():
                        raise
            return self._read_paste("pasted.txt", text)
        except UnreadableError as problem:
            raise UserFacingError(
                phrase("What was pasted {problem}.", problem=problem.predicate), problem.hint
            ) from None

    def _read_paste(self, name: str, pasted: str) -> ReadFile:
        return self._read(name, pasted_content(pasted, self._limits), pasted=True)

    def _read(self, name: str, original: bytes, *, pasted: bool) -> ReadFile:
        answer = self._ask(wire.Request(storable(name), pasted), original)
        article = Article(
            id=article_id(original),
            text=answer.text,
            blocks=answer.blocks,
            title=answer.title,
            sha256=hashlib.sha256(original).hexdigest(),
            text_sha256=hashlib.sha256(answer.text.encode()).hexdigest(),
            normaliser=NORMALISER,
            file_name="" if pasted else storable(name),
            media_type=answer.media_type,
            language=answer.language,
            author=answer.author,
            publisher=answer.publisher,
            published=answer.published,
            address=answer.address,
            accessed=datetime.now(UTC).isoformat(timespec="seconds"),
            warnings=answer.warnings,
        )
        return ReadFile(article, original)

    def _ask(self, request: wire.Request, content: bytes) -> wire.Answer:
        with self._turn:
            self._interrupted = False
            child = self._ensure_child()
            try:
                return wire.decode_answer(child.ask(request, content))
            except UnreadableError as problem:
                if problem.detail:
                    logger.warning("a parser failed: %s", problem.detail)
                raise
            except TooSlowError:
                self._drop_child()
                raise UnreadableError(
                    phrase(
                        "took longer than {seconds} seconds to read and was stopped",
                        seconds=f"{self._limits.seconds:g}",
                    ),
                    phrase("It may be damaged or made to do harm; try a smaller or simpler copy."),
                ) from None
            except (EOFError, OSError, ValueError, TypeError) as error:
                self._drop_child()
                if self._interrupted:
                    raise UnreadableError(
                        phrase("was stopped"), phrase("Add it again to read it.")
                    ) from None
                logger.warning("the reading process broke: %s", type(error).__name__)
                raise UnreadableError(
                    phrase("broke the program that reads it; it is damaged or made to do harm"),
                    phrase("Open it in its own program and save a copy, or paste its text."),
                ) from None
            except BaseException:
                # Ctrl-C: the answer still to come must not be taken for the next file's.
                self._drop_child()
                raise

    def _ensure_child(self) -> ReadingProcess:
        if self._child is not None and not self._child.alive:
            self._drop_child()  # interrupted just when it had answered, or killed from outside
        if self._child is None:
            self._child = ReadingProcess(self._limits)
        return self._child

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None


def read(path: Path, limits: Limits = DEFAULT) -> ReadFile:
    """The article in one file, read in a child process of its own; see Reader.read."""
    with Reader(limits) as reader:
        return reader.read(path)


def read_pasted(text: str, html: str = "", limits: Limits = DEFAULT) -> ReadFile:
    """The article in what was pasted, read in a child of its own; see Reader.read_pasted."""
    with Reader(limits) as reader:
        return reader.read_pasted(text, html)
