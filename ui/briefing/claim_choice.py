"""Which claims go into the briefing, and which of them are its key claims."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ClaimId
from annotator.text.spans import text_of
from ui.claims.claims_model import Role
from ui.language.texts import tr
from ui.language.words import marked, tag_name

type Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    INCLUDED = 0
    KEY = 1
    CLAIM = 2
    SOURCE = 3
    TAG = 4


class ClaimChoice(QAbstractTableModel):
    """Claims of the chosen articles, one row each, with two check marks."""

    chosen = Signal(object, object)
    """The frozenset of ClaimIds left out, and the tuple of key ClaimIds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[ClaimRecord, str]] = []
        self._left_out: frozenset[ClaimId] = frozenset()
        self._key: tuple[ClaimId, ...] = ()

    def show_claims(
        self,
        claims: Sequence[tuple[ClaimRecord, str]],
        left_out: frozenset[ClaimId],
        key: tuple[ClaimId, ...],
    ) -> None:
        """Show claims, each with the text of its article."""
        self.beginResetModel()
        self._rows = list(claims)
        self._left_out = left_out
        self._key = key
        self.endResetModel()

    def claim_at(self, row: int) -> ClaimId | None:
        return self._rows[row][0].claim.id if 0 <= row < len(self._rows) else None

    def row_of(self, claim: ClaimId) -> int | None:
        for row, (record, _) in enumerate(self._rows):
            if record.claim.id == claim:
                return row
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() in {Column.INCLUDED, Column.KEY}:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        record, text = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check(record.claim.id, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() <= Column.KEY:
            words = {Column.INCLUDED: tr("in the briefing"), Column.KEY: tr("key claim")}
            return words[Column(index.column())]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _cell(record, text, index.column())
        if role == Role.RECORD:
            return record
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.CLAIM:
            return _cell(record, text, Column.CLAIM)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        claim = self._rows[index.row()][0].claim.id
        # Qt hands over a number, a test or a delegate the state itself.
        on = value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}
        if index.column() == Column.INCLUDED:
            self._left_out = self._left_out - {claim} if on else self._left_out | {claim}
        elif index.column() == Column.KEY:
            rest = tuple(key for key in self._key if key != claim)
            self._key = (*rest, claim) if on else rest
        else:
            return False
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.chosen.emit(self._left_out, self._key)
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("In"), tr("Key"), tr("Claim"), tr("Source"), tr("Tag"))
        return names[section] if 0 <= section < len(names) else None

    def _check(self, claim: ClaimId, column: int) -> Qt.CheckState | None:
        on = {
            Column.INCLUDED: claim not in self._left_out,
            Column.KEY: claim in self._key,
        }.get(Column(column))
        if on is None:
            return None
        return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _cell(record: ClaimRecord, text: str, column: int) -> str:
    if column == Column.CLAIM:
        return " ".join(text_of(text, record.claim.content).split())
    if column == Column.SOURCE:
        return marked(record)
    if column == Column.TAG:
        return tag_name(record.tag)
    return ""
