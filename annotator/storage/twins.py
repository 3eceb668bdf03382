"""Near-duplicates: the same story elsewhere, found as an article comes in.

With each text its signature is kept, and the story that it tells: that of the most alike text
that was there before, or its own. Articles of one story are shown as such and never merged.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from annotator.storage.schema import ArticleTextTable, SignatureTable, table
from annotator.text.similarity import SIGNATURE_LENGTH, signature

ALIKE = 0.5
"""Texts that share at least this much of their phrases tell one story."""
_FEWEST_WORDS = 30
# Below that a text is a stub, which stands above many articles and says nothing of their story.
_KEPT = np.dtype("<u4")
type _Signatures = NDArray[np.uint32]

_INSERT = insert(table(SignatureTable))
_ALL = select(table(SignatureTable).c.article, table(SignatureTable).c.numbers).where(
    func.length(table(SignatureTable).c.numbers) > 0
)


class Twins:
    """The signatures of a library, in memory once the first article comes in.

    512 bytes for each article; all of them are compared with a new one in one step. For the
    one writer at a time.
    """

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._keys: list[int] = []
        self._signatures: _Signatures | None = None

    def place(self, connection: Connection, key: int, text: str) -> None:
        """Keeps the signature of a new article's text, with the story that it tells."""
        signed = signature(text) if len(text.split(None, _FEWEST_WORDS)) > _FEWEST_WORDS else ()
        numbers = np.array(signed, dtype=_KEPT)
        story: int | None = None
        if signed:
            story = self._story(connection, self._known(connection), numbers)
            self._remember(key, numbers)
        connection.execute(
            _INSERT,
            {
                "article": key,
                "story": key if story is None else story,
                "numbers": numbers.tobytes(),
            },
        )

    def _known(self, connection: Connection) -> _Signatures:
        if self._signatures is None:
            rows = connection.execute(_ALL).all()
            kept = b"".join(row.numbers for row in rows)
            found = np.frombuffer(kept, dtype=_KEPT).reshape(-1, SIGNATURE_LENGTH)
            self._keys = [row.article for row in rows]
            self._rows = {key: row for row, key in enumerate(self._keys)}
            self._signatures = _with_room(found)
        return self._signatures[: len(self._keys)]

    def _story(
        self, connection: Connection, known: _Signatures, numbers: _Signatures
    ) -> int | None:
        """The story of the most alike text that is (still) in the library."""
        shared = (known == numbers).sum(axis=1)
        alike = np.flatnonzero(shared >= ALIKE * SIGNATURE_LENGTH)
        for row in alike[np.argsort(-shared[alike], kind="stable")]:
            # One that was taken back or deleted may still be in memory.
            kept = connection.execute(
                select(table(SignatureTable).c.story, table(SignatureTable).c.numbers).where(
                    table(SignatureTable).c.article == self._keys[row]
                )
            ).one_or_none()
            if kept is not None and kept.numbers == known[row].tobytes():
                return int(kept.story)
        return None

    def _remember(self, key: int, numbers: _Signatures) -> None:
        if self._signatures is None:
            return
        row = self._rows.setdefault(key, len(self._keys))
        if row == len(self._keys):
            self._keys.append(key)
            if row == len(self._signatures):
                self._signatures = _with_room(self._signatures)
        self._signatures[row] = numbers


def _with_room(signatures: _Signatures) -> _Signatures:
    """A copy with room for as many again."""
    grown = np.zeros((2 * len(signatures) + 64, SIGNATURE_LENGTH), dtype=_KEPT)
    grown[: len(signatures)] = signatures
    return grown


def unsigned(connection: Connection, limit: int) -> Sequence[tuple[int, str]]:
    """Key and text of some articles that came in before signatures were kept, oldest first."""
    query = (
        select(table(ArticleTextTable).c.article, table(ArticleTextTable).c.text)
        .where(table(ArticleTextTable).c.article.not_in(select(table(SignatureTable).c.article)))
        .order_by(table(ArticleTextTable).c.article)
        .limit(limit)
    )
    return [(row.article, row.text) for row in connection.execute(query)]
