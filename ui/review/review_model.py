"""The items of a reviewed document as a table."""

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.domain.claim import Tag
from annotator.domain.review import ReviewItem, ReviewKind
from ui.language.dates import moment
from ui.language.texts import say, tr
from ui.language.words import tag_name

type Index = QModelIndex | QPersistentModelIndex


class Settlement(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Column(IntEnum):
    KIND = 0
    REVIEWER = 1
    CLAIM = 2
    AFTER = 3
    SETTLED = 4


def kind_name(kind: ReviewKind) -> str:
    names = {
        ReviewKind.COMMENT: tr("Comment"),
        ReviewKind.REPLY: tr("Reply"),
        ReviewKind.RESOLVED: tr("Comment resolved"),
        ReviewKind.REOPENED: tr("Comment reopened"),
        ReviewKind.COMMENT_DELETED: tr("Comment deleted"),
        ReviewKind.TAG: tr("Tag changed"),
        ReviewKind.INSERTION: tr("Words added"),
        ReviewKind.DELETION: tr("Words struck out"),
        ReviewKind.REPLACEMENT: tr("Words replaced"),
        ReviewKind.RETYPED: tr("Words retyped"),
        ReviewKind.CLAIM_DELETED: tr("Claim deleted"),
        ReviewKind.CLAIM_MOVED: tr("Claim moved"),
        ReviewKind.CLAIM_COPIED: tr("Claim copied"),
        ReviewKind.TEXT: tr("Other text changed"),
    }
    return names[kind]


def value_name(item: ReviewItem, value: str) -> str:
    """What stood or stands in the document: a tag by its name, words as they are."""
    if item.kind is not ReviewKind.TAG:
        return value
    return tag_name(Tag(value)) if value in set(Tag) else tag_name(None)


def is_guess(item: ReviewItem) -> bool:
    """Whether the claim of an item was guessed, and must be looked at before it is accepted."""
    return item.claim is not None and not item.certain


def reviewer_name(item: ReviewItem) -> str:
    """Who did it, as far as the file tells."""
    return tr("probably {name}", name=item.reviewer) if item.reviewer_guessed else item.reviewer


def settlement_name(settlement: Settlement) -> str:
    names = {
        Settlement.OPEN: tr("Open"),
        Settlement.ACCEPTED: tr("Accepted"),
        Settlement.DECLINED: tr("Declined"),
    }
    return names[settlement]


class ReviewModel(QAbstractTableModel):
    """One row per act of the reviewer; those without a place stand last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: dict[str, str] = {}
        self._items: tuple[ReviewItem, ...] = ()
        self._settled: dict[str, Settlement] = {}

    def set_items(
        self,
        items: Sequence[ReviewItem],
        words: Mapping[str, str],
        settled: Mapping[str, Settlement],
    ) -> None:
        """Show items with the words of their claims and what was settled, both by item id."""
        self.beginResetModel()
        self._words = dict(words)
        self._items = tuple(items)
        self._settled = dict(settled)
        self.endResetModel()

    def item(self, row: int) -> ReviewItem | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def settlement(self, item: ReviewItem) -> Settlement:
        return self._settled.get(item.id, Settlement.OPEN)

    def settle(self, items: Sequence[ReviewItem], settlement: Settlement) -> None:
        """Show items as accepted, declined or open again."""
        for item in items:
            self._settled[item.id] = settlement
        if self._items:
            last = self.index(len(self._items) - 1, Column.SETTLED)
            self.dataChanged.emit(self.index(0, Column.SETTLED), last)

    def set_settled(self, settled: Mapping[str, Settlement]) -> None:
        """Show exactly these as settled."""
        self._settled = dict(settled)
        self.settle((), Settlement.OPEN)

    def open_items(self) -> tuple[ReviewItem, ...]:
        return tuple(i for i in self._items if self.settlement(i) is Settlement.OPEN)

    def next_open(self, row: int) -> int | None:
        """The first row after `row` that is open, from the top again at the end."""
        rows = (*range(row + 1, len(self._items)), *range(min(row + 1, len(self._items))))
        return next((r for r in rows if self.settlement(self._items[r]) is Settlement.OPEN), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(item, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return say(item.text) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(self._cell(item, column) for column in Column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = {
            Column.KIND: tr("What"),
            Column.REVIEWER: tr("Who"),
            Column.CLAIM: tr("Claim"),
            Column.AFTER: tr("Change"),
            Column.SETTLED: tr("Settled"),
        }
        return names.get(Column(section)) if 0 <= section < len(Column) else None

    def _cell(self, item: ReviewItem, column: int) -> str:
        if column == Column.KIND:
            unsure = " ?" if is_guess(item) else ""
            return kind_name(item.kind) + unsure
        if column == Column.REVIEWER:
            return " · ".join(part for part in (reviewer_name(item), _when(item)) if part)
        if column == Column.CLAIM:
            return self._words.get(item.id, "")
        if column == Column.AFTER:
            return " ".join((value_name(item, item.after) or say(item.text)).split())
        return settlement_name(self.settlement(item))


def _when(item: ReviewItem) -> str:
    return moment(item.time) if item.time else ""
