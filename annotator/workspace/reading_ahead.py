"""Files read one ahead: while an article is put on the disk, the child reads the next one."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Self

from annotator.errors import UserFacingError
from annotator.ingest import ReadFile


class ReadingAhead:
    """Gives what is read of each file, in their order. A context manager: no reading goes on
    when it is left."""

    def __init__(
        self, thread: Executor, read: Callable[[Path], ReadFile], files: Sequence[Path]
    ) -> None:
        self._thread = thread
        self._read = read
        self._waiting = list(reversed(files))
        self._coming: Future[ReadFile] | None = None

    def next(self) -> ReadFile:
        """What is read of the next file; raises UserFacingError when it cannot be read, and
        IndexError when there is none."""
        coming = self._coming or self._begin()
        self._coming = None
        try:
            return coming.result()
        finally:
            if self._waiting:
                self._coming = self._begin()

    def _begin(self) -> Future[ReadFile]:
        return self._thread.submit(self._read, self._waiting.pop())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._coming is not None and not self._coming.cancel():
            with suppress(UserFacingError):
                self._coming.result()
