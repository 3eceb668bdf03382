"""A few words of claims, articles and files, many at once: enough to know them again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.ids import ArticleId, ClaimId, ExportId
from annotator.storage.encoding.packing import spans_of
from annotator.storage.file.store import Store
from annotator.text.spans import Spans

_ENOUGH = 300
"""Code points of a claim that are read."""
_CLAIMS = (
    "SELECT claim.id, article.id, article.title, claim.hidden = 0 AND NOT article.removed,"
    " claim.body, claim.start, substr(text, claim.start + 1, min(claim.stop - claim.start, ?))"
    " FROM claim JOIN article ON article.key = claim.article"
    " JOIN article_text ON article_text.article = article.key"
    " WHERE claim.id IN (SELECT value FROM json_each(?))"
)
_ARTICLES = (
    "SELECT id, title, NOT removed FROM article WHERE id IN (SELECT value FROM json_each(?))"
)
_EXPORTS = "SELECT id, file_name FROM export WHERE id IN (SELECT value FROM json_each(?))"
_REVIEWS = (
    "SELECT sha256, file_name FROM review_import WHERE sha256 IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is seen of a claim or an article in passing."""

    article: ArticleId
    title: str
    """Of the article."""
    there: bool
    """Whether it can be gone to: neither the claim nor the article was taken away."""
    words: str = ""
    """The first of a claim's words."""


class Glimpses:
    """Looks at many things at once; what the library does not have, or has no longer, is left
    out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claims(self, claims: Iterable[ClaimId]) -> dict[ClaimId, Glimpse]:
        rows = self._rows(_CLAIMS, claims, _ENOUGH)
        return {
            ClaimId(str(id_)): Glimpse(
                ArticleId(str(article)),
                str(title),
                bool(there),
                _words(str(text), int(str(start)), spans_of(json.loads(str(body))[0])),
            )
            for id_, article, title, there, body, start, text in rows
        }

    def articles(self, articles: Iterable[ArticleId]) -> dict[ArticleId, Glimpse]:
        return {
            ArticleId(str(id_)): Glimpse(ArticleId(str(id_)), str(title), bool(there))
            for id_, title, there in self._rows(_ARTICLES, articles)
        }

    def exports(self, exports: Iterable[ExportId]) -> dict[ExportId, str]:
        """The names of files that were exported."""
        return {ExportId(str(id_)): str(name) for id_, name in self._rows(_EXPORTS, exports)}

    def reviews(self, files: Iterable[str]) -> dict[str, str]:
        """The names of reviewed files, by their SHA-256."""
        return {str(sha256): str(name) for sha256, name in self._rows(_REVIEWS, files)}

    def _rows(self, query: str, ids: Iterable[str], *given: int) -> list[Sequence[object]]:
        wanted = sorted(set(ids))
        if not wanted:
            return []
        with self._store.reading() as connection:
            found = connection.exec_driver_sql(query, (*given, json.dumps(wanted)))
            return [tuple(row) for row in found]


def _words(text: str, start: int, content: Spans) -> str:
    """The words of `content` in a text of which `text` is what begins at `start`."""
    pieces = (text[span.start - start : span.end - start] for span in content)
    return " ".join(" … ".join(piece for piece in pieces if piece).split())
