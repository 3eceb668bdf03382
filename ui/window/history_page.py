"""Everything that was ever done in this library, the latest first."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.storage import JournalEntry
from ui.language.acts import act_name
from ui.language.dates import moment
from ui.language.texts import tr
from ui.window.actions import Actions

type Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    TIME = 0
    PERSON = 1
    ACT = 2


class HistoryModel(QAbstractTableModel):
    """Journal entries, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[JournalEntry] = []

    def take(self, entries: tuple[JournalEntry, ...]) -> None:
        """Put newer entries, oldest first, on top of those that are shown."""
        if entries:
            self.beginInsertRows(QModelIndex(), 0, len(entries) - 1)
            self._entries[:0] = reversed(entries)
            self.endInsertRows()

    @property
    def newest(self) -> int:
        """The number of the latest entry shown; 0 when there is none."""
        return self._entries[0].seq if self._entries else 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if not index.isValid() or role not in shown or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if index.column() == Column.TIME:
            return moment(entry.time)
        if index.column() == Column.PERSON:
            return entry.person
        many = " " + tr("(many at once)") if entry.bulk else ""
        return act_name(entry.action) + many

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("When"), tr("Who"), tr("What"))
        return names[section] if 0 <= section < len(names) else None


class HistoryPage(QWidget):
    """The journal as a table, with undo and redo beside it."""

    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.model = HistoryModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("History"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(Column.TIME, 160)
        self.table.setColumnWidth(Column.PERSON, 160)
        header.setSectionResizeMode(Column.ACT, QHeaderView.ResizeMode.Stretch)
        words = QLabel(tr("Nothing is ever overwritten: taking back adds to the history, too."))
        words.setProperty("muted", True)
        self.undo, self.redo = QPushButton(), QPushButton()
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        head = QHBoxLayout()
        head.addWidget(words, 1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Name the keys as they are now."""
        self.undo.setText(self._actions.with_key(tr("Take back the last act"), "undo"))
        self.redo.setText(self._actions.with_key(tr("Do it again"), "redo"))
        super().showEvent(event)
