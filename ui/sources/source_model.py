"""The sources behind the claims of some articles, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import Tag
from annotator.domain.ids import SourceId
from annotator.text.names import folded
from ui.language.texts import tr
from ui.language.words import source_kind_name, tag_name

type Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    NAME = 0
    KIND = 1
    GRADE = 2
    CLAIMS = 3


SHARE = Qt.ItemDataRole.UserRole + 1
"""Role: a SourceLine's counts by tag and the largest count of any source."""
SORT = Qt.ItemDataRole.UserRole + 2
"""Role: what a column is sorted by."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source and how many claims rest on it, by tag; None is undecided."""

    card: SourceCard
    by_tag: dict[Tag | None, int] = field(default_factory=dict)
    place: str = ""
    """The article that tells it from another source of the same name."""

    @property
    def shown(self) -> str:
        """Its name, and its place where that is needed."""
        return f"{self.card.name} · {self.place}" if self.place else self.card.name

    @property
    def claims(self) -> int:
        return sum(self.by_tag.values())


class SourceModel(QAbstractTableModel):
    """Sources, the most relied on first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SourceLine] = []

    def set_lines(self, lines: Sequence[SourceLine]) -> None:
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: (-line.claims, line.card.name.casefold()))
        self.endResetModel()

    def line(self, row: int) -> SourceLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, source: SourceId | None) -> int | None:
        for row, line in enumerate(self._lines):
            if line.card.id == source:
                return row
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == SHARE:
            return line.by_tag, max((each.claims for each in self._lines), default=0)
        if role == SORT:
            return _sort_key(line, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(line, index.column())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            if index.column() == Column.CLAIMS:
                return spoken_share(line)
            return _cell(line, index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("Source"), tr("Kind"), tr("Grade"), tr("Claims"))
        return names[section] if 0 <= section < len(names) else None


class SourceOrder(QSortFilterProxyModel):
    """The sources as a click on a head sorts them, and of them those whose names hold words."""

    def __init__(self, sources: SourceModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._words: tuple[str, ...] = ()
        self.setSourceModel(sources)
        self.setSortRole(SORT)

    def look_for(self, words: str) -> None:
        """Show only sources with all these words in their names; none show all."""
        self.beginFilterChange()
        self._words = tuple(folded(words).split())
        self.endFilterChange()

    def line(self, row: int) -> SourceLine | None:
        return self._sources.line(self.mapToSource(self.index(row, 0)).row())

    def row_of(self, source: SourceId | None) -> int | None:
        """The row of a source as it is shown; None where it is not."""
        row = self._sources.row_of(source)
        shown = self.mapFromSource(self._sources.index(row, 0)).row() if row is not None else -1
        return shown if shown >= 0 else None

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        del parent
        line = self._sources.line(row)
        return line is not None and all(word in folded(line.shown) for word in self._words)


def spoken_share(line: SourceLine) -> str:
    """The bar in words: "4 claims: 3 Sourced, 1 Undecided"."""
    parts = [f"{number} {tag_name(tag)}" for tag, number in line.by_tag.items() if number]
    return f"{line.claims}: {', '.join(parts)}"


def _sort_key(line: SourceLine, column: int) -> str | int:
    card = line.card
    keys: dict[int, str | int] = {
        Column.NAME: folded(line.shown),
        Column.KIND: source_kind_name(card.kind).casefold(),
        # The best grade first, what nobody graded last.
        Column.GRADE: card.reliability.value if card.reliability else "~",
        Column.CLAIMS: line.claims,
    }
    return keys[column]


def _cell(line: SourceLine, column: int) -> str:
    card = line.card
    cells = {
        Column.NAME: line.shown + (" (?)" if card.guesses else ""),
        Column.KIND: source_kind_name(card.kind),
        Column.GRADE: card.reliability.value if card.reliability else "–",
        Column.CLAIMS: str(line.claims),
    }
    return cells[Column(column)]
