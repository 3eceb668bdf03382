"""The app's side of reading: one child process for many files, guarded by limits."""

import contextlib
import hashlib
import logging
import multiprocessing
import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.article import Article
from annotator.domain.ids import article_id
from annotator.errors import UserFacingError
from annotator.ingest import child, wire
from annotator.ingest.limits import DEFAULT, MEBIBYTE, Limits
from annotator.ingest.problems import UnreadableError, shown
from annotator.text.normalise import NORMALISER

logger = logging.getLogger(__name__)

# Not to wait for somebody to write into a pipe of that name, nor to mend line ends on Windows.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_START_SECONDS = 60.0
"""A child that does not even start within this time never will."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An article and the bytes it was read from."""

    article: Article
    original: bytes


class _TooSlowError(Exception):
    """The child was stopped at its time limit."""


class _Child:
    """One reading process and the line to it."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._limits = limits
        self._process: SpawnProcess = context.Process(
            target=child.serve, args=(theirs, limits), name="annotator-reader", daemon=True
        )
        self._process.start()
        theirs.close()
        self._expired = False
        with self._stopped_after(_START_SECONDS):
            self._line.recv_bytes(maxlength=16)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def ask(self, request: wire.Request, content: bytes) -> bytes:
        """The child's answer. Raises EOFError or OSError when it died, _TooSlowError when it
        was stopped."""
        try:
            with self._stopped_after(self._limits.seconds):
                self._line.send_bytes(wire.encode_request(request))
                self._line.send_bytes(content)
                return self._line.recv_bytes(maxlength=8 * self._limits.unpacked_bytes)
        except (EOFError, OSError):
            if self._expired:
                raise _TooSlowError from None
            raise

    def stop(self) -> None:
        """Ends the child at once; it has nothing to save."""
        self._line.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def kill(self) -> None:
        """Ends the child from another thread; whoever waits for its answer is told."""
        with contextlib.suppress(ValueError):  # closed already
            self._process.kill()

    def _expire(self) -> None:
        self._expired = True
        self.kill()

    @contextlib.contextmanager
    def _stopped_after(self, seconds: float) -> Iterator[None]:
        watchdog = threading.Timer(seconds, self._expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()


class Reader:
    """Reads files in a child process that may take only so much time and memory.

    A context manager. The child starts with the first file and serves many; when a file
    breaks it or it is stopped at a limit, the next file gets a new one. Safe to share
    between threads, which then take turns.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child; a later read starts another."""
        with self._turn:
            self._drop_child()

    def read(self, path: Path) -> ReadFile:
        """The article in the file at `path`.

        Raises UserFacingError when there is none or it cannot be read.
        """
        try:
            original = _content(path, self._limits)
            return self._read(path.name, original, pasted=False)
        except UnreadableError as problem:
            raise UserFacingError(
                f"“{shown(path.name or str(path))}” {problem.predicate}.", problem.hint
            ) from None

    def read_pasted(self, text: str, html: str = "") -> ReadFile:
        """The article in what was pasted: `html` where the clipboard has it, else `text`.

        Raises UserFacingError when nothing readable was pasted.
        """
        name = "pasted.html" if html.strip() else "pasted.txt"
        try:
            original = _pasted_content(html if html.strip() else text, self._limits)
            return self._read(name, original, pasted=True)
        except UnreadableError as problem:
            raise UserFacingError(f"What was pasted {problem.predicate}.", problem.hint) from None

    def _read(self, name: str, original: bytes, *, pasted: bool) -> ReadFile:
        answer = self._ask(wire.Request(_storable(name), pasted), original)
        article = Article(
            id=article_id(original),
            text=answer.text,
            blocks=answer.blocks,
            title=answer.title,
            sha256=hashlib.sha256(original).hexdigest(),
            text_sha256=hashlib.sha256(answer.text.encode()).hexdigest(),
            normaliser=NORMALISER,
            file_name="" if pasted else _storable(name),
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
            if self._child is None:
                self._child = _Child(self._limits)
            try:
                return wire.decode_answer(self._child.ask(request, content))
            except _TooSlowError:
                self._drop_child()
                raise UnreadableError(
                    f"took longer than {self._limits.seconds:g} seconds to read and was stopped",
                    "It may be damaged or made to do harm; try a smaller or simpler copy.",
                ) from None
            except (EOFError, OSError, ValueError, TypeError) as error:
                logger.warning("the reading process broke: %s", type(error).__name__)
                self._drop_child()
                raise UnreadableError(
                    "broke the program that reads it; it is damaged or made to do harm",
                    "Open it in its own program and save a copy, or paste its text.",
                ) from None

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


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file within the limit. Raises UnreadableError."""
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError("is not a file", "Choose a file with text in it.")
            if found.st_size > limits.file_bytes:
                raise _too_large(limits)
            content = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableError("was not found", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise UnreadableError("is a folder", "Choose the files inside it.") from None
    except PermissionError:
        if path.is_dir():  # what Windows says of a folder
            raise UnreadableError("is a folder", "Choose the files inside it.") from None
        raise UnreadableError(
            "may not be read by you", "Ask its owner for permission, or copy it elsewhere."
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "bad name"
        raise UnreadableError(
            f"could not be opened ({reason})", "Check the disk and the file's name."
        ) from None
    if len(content) > limits.file_bytes:
        raise _too_large(limits)
    if not content:
        raise UnreadableError("is empty", "Get the file again, or paste its text.")
    return content


def _pasted_content(pasted: str, limits: Limits) -> bytes:
    """What was pasted as the bytes that are kept. Raises UnreadableError."""
    original = pasted.encode("utf-8", "replace")
    if not original.strip():
        raise UnreadableError("holds no text", "Copy the text of the article and paste again.")
    if len(original) > limits.file_bytes:
        raise _too_large(limits)
    return original


def _too_large(limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"is larger than {limits.file_bytes / MEBIBYTE:g} MB",
        "Split it, or raise the limit on the size of files in the settings.",
    )


def _storable(name: str) -> str:
    """`name` as valid Unicode, whatever bytes the file system has in it."""
    return os.fsencode(name).decode("utf-8", "replace")
