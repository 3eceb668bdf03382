"""Near-duplicates: the same story elsewhere, found as an article comes in.

With each text its signature is kept, and the story that it tells: that of the most alike text
that was there before, or its own. A text that holds most of another, as a wire story that was cut
or added to, tells its story too. Articles of one story are shown as such and never merged.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from annotator.storage.file.schema import ArticleTextTable, SignatureTable, table
from annotator.text.similarity import SIGNATURE_LENGTH, containment, signature

ALIKE = 0.5
"""Texts that share at least this much of their phrases tell one story."""
_FEWEST_WORDS = 30
"""Fewer are a stub, which stands above many articles and says nothing of their story."""
HELD = 0.6
"""A text tells the story of another when one holds this much of the other's phrases, ..."""
_LEAST_SHARED = 0.1
"""... and of both together at least this much is shared: less is too little to see."""
_MOST_READ = 12
"""Texts that are read for that, the most alike first."""
# Texts that share a fifth agree in two of the first 32 numbers but for 7 in 1,000.
_PROBED, _LIKELY = 32, 2
_KEPT = np.dtype("<u4")
type _Signatures = NDArray[np.uint32]

_INSERT = insert(table(SignatureTable))
_TEXT = select(table(ArticleTextTable).c.text)
_ALL = select(table(SignatureTable).c.article, table(SignatureTable).c.numbers).where(
    func.length(table(SignatureTable).c.numbers) > 0
)


class Twins:
    """The signatures of a library, in memory once the first article comes in.

    512 bytes for each article; all of them are compared with a new one. For the
    one writer at a time.
    """

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._keys: list[int] = []
        self._columns: _Signatures | None = None

    def place(self, connection: Connection, key: int, text: str) -> None:
        """Keeps the signature of a new article's text, with the story that it tells."""
        signed = signature(text) if len(text.split(None, _FEWEST_WORDS)) > _FEWEST_WORDS else ()
        numbers = np.array(signed, dtype=_KEPT)
        story: int | None = None
        if signed:
            story = self._story(connection, self._known(connection), numbers, text)
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
        """The signatures of all articles, one a column."""
        if self._columns is None:
            rows = connection.execute(_ALL).all()
            kept = b"".join(row.numbers for row in rows)
            found = np.frombuffer(kept, dtype=_KEPT).reshape(-1, SIGNATURE_LENGTH)
            self._keys = [row.article for row in rows]
            self._places = {key: place for place, key in enumerate(self._keys)}
            self._columns = _with_room(found.T)
        return self._columns[:, : len(self._keys)]

    def _story(
        self, connection: Connection, known: _Signatures, numbers: _Signatures, text: str
    ) -> int | None:
        """The story of the most alike text that is (still) in the library."""
        first = np.zeros(known.shape[1], dtype=np.uint8)
        for number in range(_PROBED):
            first += known[number] == numbers[number]
        likely = np.flatnonzero(first >= _LIKELY)
        shared = (known[:, likely] == numbers[:, None]).sum(axis=0)
        read = 0
        for at in np.argsort(-shared, kind="stable"):
            if read == _MOST_READ or shared[at] < _LEAST_SHARED * SIGNATURE_LENGTH:
                break
            # One that was taken back or deleted may still be in memory.
            kept = connection.execute(
                select(table(SignatureTable).c.story, table(SignatureTable).c.numbers).where(
                    table(SignatureTable).c.article == self._keys[likely[at]]
                )
            ).one_or_none()
            if kept is None or kept.numbers != known[:, likely[at]].tobytes():
                continue
            alike = shared[at] >= ALIKE * SIGNATURE_LENGTH
            read += 1
            if alike or _holds(connection, self._keys[likely[at]], text):
                return int(kept.story)
        return None

    def _remember(self, key: int, numbers: _Signatures) -> None:
        if self._columns is None:
            return
        place = self._places.setdefault(key, len(self._keys))
        if place == len(self._keys):
            self._keys.append(key)
            if place == self._columns.shape[1]:
                self._columns = _with_room(self._columns)
        self._columns[:, place] = numbers


def _holds(connection: Connection, key: int, text: str) -> bool:
    """Whether `text` holds most of the text of the article `key`, or stands in it."""
    other = connection.scalar(_TEXT.where(table(ArticleTextTable).c.article == key))
    return other is not None and containment(text, other) >= HELD


def _with_room(columns: _Signatures) -> _Signatures:
    """A copy with room for as many again."""
    count = columns.shape[1]
    grown = np.zeros((SIGNATURE_LENGTH, 2 * count + 64), dtype=_KEPT)
    grown[:, :count] = columns
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
