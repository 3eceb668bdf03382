"""A library's list as it can be shown before the library itself is open."""

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

from annotator.domain.ids import ArticleId
from annotator.storage.records.article_list import ArticleRow, list_ids, list_labels, list_rows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The articles of a library, the newest first, and what the list shows of some of them."""

    ids: tuple[ArticleId, ...] = ()
    labels: tuple[str, ...] = ()
    rows: tuple[ArticleRow, ...] = ()

    @classmethod
    def at(cls, path: Path, beside: ArticleId | None = None, page: int = 64) -> Self:
        """Reads the list of the library at `path`; the rows of its first page, and of that
        where `beside` stands.

        Nothing is locked, checked or changed. A library that is not there, encrypted, damaged
        or of another version gives an empty look: opening it says what is wrong.
        """
        if not path.exists():
            return cls()
        uri = f"file:{quote(path.absolute().as_posix())}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as connection:
                connection.execute("BEGIN")
                ids = list_ids(connection.execute)
                wanted = dict.fromkeys(ids[:page])
                if beside in ids:
                    first = ids.index(beside) // page * page
                    wanted |= dict.fromkeys(ids[first : first + page])
                labels = tuple(label for label, _ in list_labels(connection.execute))
                return cls(ids, labels, list_rows(connection.execute, tuple(wanted)))
        except sqlite3.Error as error:
            log.info("no first look at the library: %s", type(error).__name__)
            return cls()
