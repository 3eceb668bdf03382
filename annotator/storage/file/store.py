"""One open library's connections: many readers, one writer at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine

from annotator.domain.phrase import Phrase, phrase
from annotator.storage.file.encryption import Key
from annotator.storage.file.engine import WRITES
from annotator.storage.file.faults import LibraryReadOnlyError, explained, faults_explained

if TYPE_CHECKING:
    from annotator.storage.file.twins import Twins


class _Mine(threading.local):
    """The connection on which the current thread is writing, if it is."""

    connection: Connection | None = None
    journalling: bool = False
    view: Connection | None = None
    """The connection whose one view all reads of the thread share, while they do."""


class Store:
    """Hands out connections: each read its own from the pool, all writes one after another.

    A read inside a write of the same thread sees what was written so far.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        key: Key | None = None,
        *,
        read_only: bool,
        why_read_only: Phrase | None = None,
    ) -> None:
        self.path = path
        self.engine = engine
        self.key = key
        self.read_only = read_only
        self.why_read_only = why_read_only
        self._driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._twins: Twins | None = None
        self._one_writer = threading.RLock()
        self._mine = _Mine()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one consistent view; raises LibraryError when the file fails."""
        shared = self._mine.connection or self._mine.view
        if shared is not None:
            yield shared
            return
        with faults_explained(self.path, self._driver_error), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """Has all reads of this thread in the block share one connection and its view; see
        `reading`."""
        with self.reading() as connection:
            if not connection.in_transaction():
                connection.begin()
            before, self._mine.view = self._mine.view, connection
            try:
                yield
            finally:
                self._mine.view = before

    def require_writable(self) -> None:
        """Raises LibraryReadOnlyError when the library was opened for reading."""
        if self.read_only:
            raise LibraryReadOnlyError(
                phrase(
                    "The library {name} is open for reading only; nothing was changed.",
                    name=self.path.name,
                ),
                self.why_read_only or phrase("Open it for writing to change it."),
            )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose work is kept as a whole when the block ends, or not at all.

        Inside another block of the same thread it joins that one. Raises
        LibraryReadOnlyError when the library was opened for reading, LibraryError when the
        file fails.
        """
        self.require_writable()
        with self._one_writer:
            if self._mine.connection is not None:
                yield self._mine.connection
                return
            with (
                faults_explained(self.path, self._driver_error),
                self.engine.connect() as connection,
            ):
                writer = connection.execution_options(**{WRITES: True})
                with writer.begin():
                    self._mine.connection = writer
                    try:
                        yield writer
                    finally:
                        self._mine.connection = None

    @contextmanager
    def journalling(self) -> Iterator[Connection]:
        """Like `writing`, for the one who writes the journal's next entry.

        Raises RuntimeError inside another such block: two acts cannot share an entry.
        """
        with self.writing() as connection:
            if self._mine.journalling:
                raise RuntimeError("one act of a person inside another")
            self._mine.journalling = True
            try:
                yield connection
            finally:
                self._mine.journalling = False

    @contextmanager
    def driver(self) -> Iterator[sqlite3.Connection]:
        """The driver's own connection, for what SQL through the engine cannot do.

        Nothing is begun on it. Raises LibraryError when the file fails.
        """
        with closing(self.engine.raw_connection()) as proxy:
            try:
                yield cast(sqlite3.Connection, proxy.driver_connection)
            except self._driver_error as error:
                told = explained(error, self.path)
                if told is None:
                    raise
                raise told from error
            finally:
                # What was done may have met a damaged page; see `opening`.
                if self.key is not None:
                    proxy.invalidate()

    def sign(self, connection: Connection, article: int, text: str) -> None:
        """Keeps by what a new article's text is recognised elsewhere; inside `writing`."""
        if self._twins is None:
            # numpy is loaded when the first article comes in, not when the library is opened.
            from annotator.storage.file.twins import Twins  # noqa: PLC0415

            self._twins = Twins()
        self._twins.place(connection, article, text)

    def close(self) -> None:
        """Waits for a write that is under way, then lets go of the file."""
        with self._one_writer:
            self.engine.dispose()
