"""The list of a library's articles: plain SQL, so that it can be read before SQLAlchemy is there.

Everything here is given a `Run`: the driver's own `execute`, or the engine's `exec_driver_sql`.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from annotator.domain.ids import ArticleId
from annotator.storage.encoding.asides import UNDECIDED_ASIDES

type Run = Callable[[str, tuple[str | int, ...]], Iterable[Sequence[object]]]
"""Runs a statement with its parameters and gives the rows."""


class Order(StrEnum):
    """How a list of articles is sorted."""

    ADDED = "added"
    """The newest arrival first; what came in together as it was read."""
    PUBLISHED = "published"
    """The newest first; those without a date last."""
    TITLE = "title"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article."""

    id: ArticleId
    title: str
    publisher: str
    published: str
    added: datetime
    language: str
    file_name: str
    claims: int
    """Those to decide: asides count once they are decided."""
    decided: int
    analysed: bool
    labels: tuple[str, ...]
    elsewhere: int = 0
    """How many other articles tell the same story."""
    first_elsewhere: str = ""
    """Publisher (else file name or title) of the one of them that came first."""
    first_elsewhere_id: ArticleId = ArticleId("")  # noqa: RUF009 - a NewType: a plain string
    """Which that is; empty for none."""


_ORDERS = {
    Order.ADDED: "article.added DESC, article.key",
    Order.PUBLISHED: "article.published DESC, article.added DESC, article.key",
    Order.TITLE: "lower(article.title), article.key",
    Order.PUBLISHER: "lower(article.publisher), article.added DESC, article.key",
}

_IDS = "SELECT article.id FROM article WHERE article.removed = ?"
_IDS_WITH_LABEL = (
    "SELECT article.id FROM article JOIN label ON label.article = article.key"
    " WHERE article.removed = ? AND label.label = ?"
)
_ROWS = (
    "SELECT id, title, publisher, published, added, language, file_name,"  # noqa: S608 - constants
    f" claims - {UNDECIDED_ASIDES}, decided,"
    " analysis IS NOT NULL FROM article WHERE id IN (SELECT value FROM json_each(?))"
)
_AT_FIRST, _AT_ONCE = 16, 512
_UNDECIDED = (
    "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants
    " AND analysis IS NOT NULL AND decided < claims"
    f" AND decided < claims - {UNDECIDED_ASIDES}"
)
_LABELS_OF = (
    "SELECT article.id, label.label FROM label JOIN article ON article.key = label.article"
    " WHERE article.id IN (SELECT value FROM json_each(?)) ORDER BY label.label"
)
_TELLERS = (
    " FROM signature CROSS JOIN article ON article.key = signature.article"
    " AND NOT article.removed WHERE signature.story = each.story"
)
# Each story is looked up once, not once for each article of the page, and of those who told it
# the first two alone are looked at: some are told by thousands.
_ELSEWHERE = (
    "WITH here AS (SELECT article.id, article.key, article.removed, signature.story"  # noqa: S608
    " FROM article JOIN signature ON signature.article = article.key"
    " WHERE article.id IN (SELECT value FROM json_each(?))),"
    f" told AS MATERIALIZED (SELECT each.story, (SELECT count(*){_TELLERS}) AS many,"
    f" (SELECT article.key{_TELLERS} ORDER BY signature.article LIMIT 1) AS first,"
    f" (SELECT article.key{_TELLERS} ORDER BY signature.article LIMIT 1 OFFSET 1) AS second"
    " FROM (SELECT DISTINCT story FROM here) AS each)"
    " SELECT here.id, told.many - (NOT here.removed),"
    " coalesce(nullif(other.publisher, ''), nullif(other.file_name, ''), other.title), other.id"
    " FROM here JOIN told ON told.story = here.story JOIN article AS other"
    " ON other.key = CASE told.first WHEN here.key THEN told.second ELSE told.first END"
)
_LABELS = (
    "SELECT label.label, count(*) FROM label JOIN article ON article.key = label.article"
    " WHERE NOT article.removed GROUP BY label.label ORDER BY lower(label.label)"
)


def list_ids(
    run: Run, order: Order = Order.ADDED, *, label: str = "", removed: bool = False
) -> tuple[ArticleId, ...]:
    """The ids of all articles (or those with a label, or the removed ones), sorted."""
    query, given = (_IDS_WITH_LABEL, (int(removed), label)) if label else (_IDS, (int(removed),))
    found = run(f"{query} ORDER BY {_ORDERS[order]}", given)
    return cast(tuple[ArticleId, ...], tuple([row[0] for row in found]))


def list_rows(run: Run, ids: Sequence[ArticleId]) -> tuple[ArticleRow, ...]:
    """The rows of `ids` in their order, unknown ones left out."""
    wanted = json.dumps(list(ids))
    labels: dict[object, tuple[str, ...]] = {}
    for article, label in run(_LABELS_OF, (wanted,)):
        labels[article] = (*labels.get(article, ()), str(label))
    elsewhere = {row[0]: (row[1], row[2], row[3]) for row in run(_ELSEWHERE, (wanted,))}
    found = {
        row[0]: _as_row(row, labels.get(row[0], ()), elsewhere.get(row[0], (0, "", "")))
        for row in run(_ROWS, (wanted,))
    }
    return tuple(found[article] for article in ids if article in found)


def first_undecided(run: Run, ids: Sequence[ArticleId]) -> ArticleId | None:
    """The first of `ids` that is analysed and has claims to decide; None when none has.

    Looks at a few, then at more at a time: mostly one of the next has.
    """
    first, many = 0, _AT_FIRST
    while page := ids[first : first + many]:
        first, many = first + many, min(2 * many, _AT_ONCE)
        found = {row[0] for row in run(_UNDECIDED, (json.dumps(list(page)),))}
        if found:
            return next(article for article in page if article in found)
    return None


def list_labels(run: Run) -> tuple[tuple[str, int], ...]:
    """Every label and how many articles carry it, by name."""
    return cast(tuple[tuple[str, int], ...], tuple([tuple(row) for row in run(_LABELS, ())]))


def _as_row(
    row: Sequence[object], labels: tuple[str, ...], elsewhere: tuple[object, object, object]
) -> ArticleRow:
    id_, title, publisher, published, added, language, file_name, claims, decided, analysed = row
    return ArticleRow(
        ArticleId(str(id_)),
        str(title),
        str(publisher),
        str(published),
        datetime.fromisoformat(str(added)),
        str(language),
        str(file_name),
        cast(int, claims),
        cast(int, decided),
        bool(analysed),
        labels,
        cast(int, elsewhere[0]),
        str(elsewhere[1]),
        ArticleId(str(elsewhere[2])),
    )
