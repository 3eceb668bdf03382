"""The library's articles as a list of any length; rows are fetched when they are seen."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow
from ui.language.dates import day, published_day
from ui.language.texts import count, tr

type Index = QModelIndex | QPersistentModelIndex

_PAGE = 64
"""Rows fetched at once: more than a tall screen shows."""


class Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


class LibraryModel(QAbstractListModel):
    """Holds ids only; `fetch` gives the light rows for those that are shown."""

    def __init__(
        self,
        fetch: Callable[[Sequence[ArticleId]], Sequence[ArticleRow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: list[ArticleId] = []
        self._rows: dict[ArticleId, ArticleRow] = {}

    def fetch_by(self, fetch: Callable[[Sequence[ArticleId]], Sequence[ArticleRow]]) -> None:
        """Fetch rows that way from now on, also those that are known."""
        self._fetch = fetch
        self.refresh()

    def set_ids(self, ids: Sequence[ArticleId]) -> None:
        """Show these articles; new ones that stand together, such as those of one import, slide
        in without disturbing the rest."""
        new = list(ids)
        come = len(new) - len(self._ids)
        pairs = zip(new, self._ids, strict=False)
        at = next((row for row, (now, was) in enumerate(pairs) if now != was), len(self._ids))
        if come > 0 and self._ids and new[at + come :] == self._ids[at:]:
            self.beginInsertRows(QModelIndex(), at, at + come - 1)
            self._ids = new
            self.endInsertRows()
        elif new != self._ids:
            self.beginResetModel()
            self._ids = new
            self._rows.clear()
            self.endResetModel()

    def refresh(self, ids: Iterable[ArticleId] = ()) -> None:
        """Forget what is known of some articles (of all, without ids) and show it anew."""
        changed = set(ids)
        if not changed:
            self._rows.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for article in changed & self._rows.keys():
            del self._rows[article]
            row = self._ids.index(article)
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def ids(self) -> tuple[ArticleId, ...]:
        return tuple(self._ids)

    def id_at(self, row: int) -> ArticleId | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, article: ArticleId | None) -> int | None:
        try:
            return self._ids.index(article) if article is not None else None
        except ValueError:
            return None

    def article_row(self, row: int) -> ArticleRow | None:
        """What the list shows of a row, fetched with its neighbours when it is not known."""
        article = self.id_at(row)
        if article is None:
            return None
        if article not in self._rows:
            first = row - row % _PAGE
            page = [a for a in self._ids[first : first + _PAGE] if a not in self._rows]
            self._rows.update((found.id, found) for found in self._fetch(page))
        return self._rows.get(article)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Role.ID:
            return self.id_at(index.row())
        if role not in _SHOWN_ROLES:
            return None
        row = self.article_row(index.row())
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                part for part in (title_of(row), provenance_of(row), elsewhere_of(row)) if part
            )
        said = (title_of(row), provenance_of(row), elsewhere_of(row), progress_of(row))
        return " ".join(f"{part}." for part in said if part)


_SHOWN_ROLES = frozenset(
    {
        int(Role.ROW),
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)


def title_of(row: ArticleRow) -> str:
    return row.title or row.file_name or tr("Untitled")


def provenance_of(row: ArticleRow) -> str:
    """Publisher and date, or the file's name where the article says neither."""
    date = published_day(row.published)
    if not date:
        date = tr("added {day}", day=day(row.added.astimezone().date()))
    return " · ".join(part for part in (row.publisher or row.file_name, date) if part)


def elsewhere_of(row: ArticleRow) -> str:
    """Who else brought the same story, for a line of the list; empty for nobody."""
    return tr("also: {others}", others=_others(row)) if row.elsewhere else ""


def same_story(row: ArticleRow) -> str:
    """Who else tells the story, as a sentence; empty for nobody."""
    return tr("The same story is told by {others}.", others=_others(row)) if row.elsewhere else ""


def _others(row: ArticleRow) -> str:
    """The first of those who tell the same story, and how many more there are."""
    if row.elsewhere == 1:
        return row.first_elsewhere
    return count(
        row.elsewhere - 1,
        "{publisher} and 1 other",
        "{publisher} and {n} others",
        publisher=row.first_elsewhere,
    )


def progress_of(row: ArticleRow) -> str:
    """How far the analyst has come with it."""
    if not row.analysed:
        return tr("not analysed yet")
    if not row.claims:
        return tr("no claims")
    return tr("{done} of {all} decided", done=row.decided, all=row.claims)
