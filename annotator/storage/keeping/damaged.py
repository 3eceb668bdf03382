"""A file of which parts cannot be read, asked again and again."""

import sqlite3
from pathlib import Path

from annotator.storage.file.encryption import Key, driver_for
from annotator.storage.file.engine import connect


class UnreadableError(Exception):
    """What was asked for lies on a part that cannot be read."""


class Damaged:
    """Reads a damaged library and changes nothing in it.

    After a page that does not fit its seal SQLCipher answers nothing more on that connection;
    every such answer is followed by a new one.
    """

    def __init__(self, path: Path, key: Key | None) -> None:
        self.path = path
        self._key = key
        self._error: type[Exception] = driver_for(key).DatabaseError
        self._connection = self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = connect(self.path, self._key)
        connection.execute("PRAGMA query_only=ON")
        return connection

    def rows(self, query: str, values: tuple[int, ...] = ()) -> list[tuple[object, ...]]:
        """All that a query finds. Raises UnreadableError unless all of it can be read."""
        try:
            return self._connection.execute(query, values).fetchall()
        except self._error as error:
            if self._key is not None:
                self._connection.close()
                self._connection = self._connected()
            raise UnreadableError(str(error)) from error

    def number(self, query: str) -> int:
        """The number that a query finds, 0 for none. Raises UnreadableError."""
        found = self.rows(query)[0][0]
        return found if isinstance(found, int) else 0

    def close(self) -> None:
        self._connection.close()
