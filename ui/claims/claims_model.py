"""The claims of one article as a list."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, text_of
from ui.claims.queue_filter import Counts, QueueFilter
from ui.language.reasons import Reasons
from ui.language.texts import tr
from ui.language.words import attributed, form_name, state_name

type Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the queue's delegate asks for."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    WORDS = Qt.ItemDataRole.UserRole + 2
    """The claim's own words."""
    CUE = Qt.ItemDataRole.UserRole + 3
    MORE = Qt.ItemDataRole.UserRole + 4
    """The note, else why the claim stands as it does, in one line."""


class ClaimsModel(QAbstractListModel):
    """Claims that pass the filter, in its order. Rows hold no text of their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._records: dict[ClaimId, ClaimRecord] = {}
        self._shown: list[ClaimId] = []
        self._filter = QueueFilter()
        self._counts = Counts()
        self.reasons = Reasons()

    def set_claims(self, text: str, records: Sequence[ClaimRecord]) -> None:
        """Show the claims of another article, or of the same one after an analysis."""
        self.beginResetModel()
        self._text = text
        self.reasons.forget()
        self._records = {record.claim.id: record for record in records}
        self._counts = Counts(self._records.values())
        self._shown = self._chosen()
        self.endResetModel()

    def set_filter(self, chosen: QueueFilter) -> None:
        self.beginResetModel()
        self._filter = chosen
        self._shown = self._chosen()
        self.endResetModel()

    @property
    def filter(self) -> QueueFilter:
        return self._filter

    def update_claim(self, record: ClaimRecord) -> None:
        """Take over one changed or new claim, adding or removing its row as the filter asks."""
        claim = record.claim.id
        if claim in self._records:
            self._counts.remove(self._records[claim])
        self._counts.add(record)
        self.reasons.forget(claim)
        self._records[claim] = record
        row = self.row_of(claim)
        accepted = self._filter.accepts(record)
        if row is not None and accepted and self._stays(row, record):
            index = self.index(row)
            self.dataChanged.emit(index, index)
            return
        if row is not None:
            self._take_row(row)
        if accepted:
            self._put_row(record)

    def remove_claim(self, claim: ClaimId) -> None:
        gone = self._records.get(claim)
        if gone is None:
            return
        self._counts.remove(gone)
        row = self.row_of(claim)
        if row is not None:
            self._take_row(row)
        del self._records[claim]

    def counts(self) -> Counts:
        """Over all claims of the article, whatever the filter."""
        return self._counts

    def records(self) -> tuple[ClaimRecord, ...]:
        """Every claim of the article in text order, whatever the filter."""
        return tuple(sorted(self._records.values(), key=QueueFilter().sort_key()))

    def record(self, claim: ClaimId) -> ClaimRecord | None:
        return self._records.get(claim)

    def shown(self) -> tuple[ClaimId, ...]:
        return tuple(self._shown)

    def row_of(self, claim: ClaimId | None) -> int | None:
        """The row of a claim; None when the filter keeps it out."""
        try:
            return self._shown.index(claim) if claim is not None else None
        except ValueError:
            return None

    def claim_at(self, row: int) -> ClaimId | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def neighbour(self, gone: ClaimRecord) -> ClaimId | None:
        """The claim that stands where `gone` stood in the queue: the next one, else the last."""
        key = self._filter.sort_key()
        after = (claim for claim in self._shown if key(self._records[claim]) > key(gone))
        return next(after, self._shown[-1] if self._shown else None)

    def next_undecided(self, claim: ClaimId | None) -> ClaimId | None:
        """The first undecided claim after `claim` in the queue, from its top again at the end."""
        row = self.row_of(claim)
        start = 0 if row is None else row + 1
        for candidate in (*self._shown[start:], *self._shown[:start]):
            if self._records[candidate].tag is None and candidate != claim:
                return candidate
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        claim = self.claim_at(index.row()) if index.isValid() else None
        if claim is None:
            return None
        record = self._records[claim]
        if role == Role.RECORD:
            return record
        if role in {Qt.ItemDataRole.DisplayRole, Role.WORDS}:
            return self._words(record.claim.content)
        if role == Role.CUE:
            return self._words((record.claim.cue,)) if record.claim.cue else ""
        if role == Role.MORE:
            note = record.decision.note if record.decision else ""
            return " ".join((note or self.reasons.of(record)).split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(record, index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.reasons.of(record) or None
        return None

    def _words(self, spans: Sequence[Span]) -> str:
        return " ".join(text_of(self._text, spans).split())

    def _spoken(self, record: ClaimRecord, row: int) -> str:
        """What a screen reader says: state first, because it is what the analyst decides."""
        return tr(
            "{state}. Claim {row} of {rows}: {words}. Source: {source}. {form}.",
            state=state_name(record),
            row=row + 1,
            rows=len(self._shown),
            words=self._words(record.claim.content),
            source=attributed(record),
            form=form_name(record.claim.form),
        )

    def _chosen(self) -> list[ClaimId]:
        accepted = (record for record in self._records.values() if self._filter.accepts(record))
        return [record.claim.id for record in sorted(accepted, key=self._filter.sort_key())]

    def _stays(self, row: int, record: ClaimRecord) -> bool:
        """Whether a changed record still belongs to its row, so that nothing has to move."""
        key = self._filter.sort_key()
        before = self._records[self._shown[row - 1]] if row else record
        last = row + 1 >= len(self._shown)
        after = record if last else self._records[self._shown[row + 1]]
        return key(before) <= key(record) <= key(after)

    def _take_row(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._shown[row]
        self.endRemoveRows()

    def _put_row(self, record: ClaimRecord) -> None:
        key = self._filter.sort_key()
        row = sum(key(self._records[other]) < key(record) for other in self._shown)
        self.beginInsertRows(QModelIndex(), row, row)
        self._shown.insert(row, record.claim.id)
        self.endInsertRows()


def shown_tag(record: ClaimRecord) -> Tag | None:
    """The tag whose tint a claim wears: the decided one, else the suggested."""
    if record.tag is not None:
        return record.tag
    return record.claim.suggestion.tag if record.claim.suggestion else None
