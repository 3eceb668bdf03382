"""What a search found, as a list."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.storage import Hit
from ui.language.dates import published_day
from ui.language.texts import tr
from ui.language.words import tag_name

type Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    HIT = Qt.ItemDataRole.UserRole + 1


class HitModel(QAbstractListModel):
    """Hits, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == Role.HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title or tr("Untitled")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = tr("Claim") if hit.claim else tr("Article")
            return f"{kind}: {hit.snippet}. {hit.title}. {where_from(hit)}"
        return None


def where_from(hit: Hit) -> str:
    """A claim's tag and source, then publisher and date."""
    decided = (tag_name(hit.tag), hit.source) if hit.claim else ()
    return " · ".join(
        part for part in (*decided, hit.publisher, published_day(hit.published)) if part
    )
