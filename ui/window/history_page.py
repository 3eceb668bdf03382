"""Everything that was ever done in this library and on what, the latest first."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
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

from annotator.workspace.chronicle import Act
from ui.language.dates import moment
from ui.language.subjects import deed_name, subject_name
from ui.language.texts import tr
from ui.window.actions import Actions

type Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    TIME = 0
    PERSON = 1
    ACT = 2
    SUBJECT = 3


_PAGE = 64
"""Rows fetched at once: more than a tall screen shows."""
_MOST_PAGES = 32
"""Pages that are kept; the ones seen last."""
_TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HistoryModel(QAbstractTableModel):
    """The acts, the latest first; a page of them is fetched when it is seen."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[Act]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._newest = 0
        self._pages: OrderedDict[int, dict[int, Act]] = OrderedDict()
        """By their place from the oldest on, where later acts do not move them."""

    def take(self, newest: int) -> None:
        """Show the acts up to `newest`, and look at those anew that are shown: what they were
        on may be worded otherwise or deleted since."""
        if newest > self._newest:
            self.beginInsertRows(QModelIndex(), 0, newest - self._newest - 1)
            self._newest = newest
            self._pages.clear()
            self.endInsertRows()
        self._pages.clear()
        if newest:
            last = self.index(newest - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def act(self, row: int) -> Act | None:
        """What a row shows, fetched with its neighbours when it is not known."""
        number = self._newest - row
        if not 0 < number <= self._newest:
            return None
        page = number // _PAGE
        if page not in self._pages:
            numbers = range(max(1, page * _PAGE), min(self._newest + 1, (page + 1) * _PAGE))
            self._pages[page] = {act.seq: act for act in self._fetch(numbers)}
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(number)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._newest

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in {*_TEXT, Qt.ItemDataRole.ToolTipRole}:
            return None
        act = self.act(index.row())
        if act is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(act) if index.column() == Column.SUBJECT else None
        if index.column() == Column.TIME:
            return moment(act.time)
        if index.column() == Column.PERSON:
            return act.person
        return deed_name(act) if index.column() == Column.ACT else subject_name(act.subject)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("When"), tr("Who"), tr("What"), tr("On what"))
        return names[section] if 0 <= section < len(names) else None


def _tip(act: Act) -> str | None:
    """The whole of what a line may have to cut, and where a double click leads."""
    goes = tr("Enter or a double click goes there.") if act.subject.article else ""
    return "\n".join(part for part in (subject_name(act.subject, 300), goes) if part) or None


class HistoryPage(QWidget):
    """The journal as a table, with undo and redo beside it."""

    undo_requested = Signal()
    redo_requested = Signal()
    claim_requested = Signal(object)
    """A ClaimId."""
    article_requested = Signal(object)
    """An ArticleId."""

    def __init__(
        self,
        actions: Actions,
        fetch: Callable[[Sequence[int]], Sequence[Act]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self.model = HistoryModel(fetch, self)
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
        self.table.setColumnWidth(Column.TIME, 150)
        self.table.setColumnWidth(Column.PERSON, 130)
        self.table.setColumnWidth(Column.ACT, 220)
        header.setSectionResizeMode(Column.SUBJECT, QHeaderView.ResizeMode.Stretch)
        self.table.setWordWrap(False)
        self.table.activated.connect(self._go)
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

    def _go(self, index: QModelIndex) -> None:
        """Ask for what an act was on, where it is still there."""
        act = self.model.act(index.row())
        if act is not None and act.subject.claim is not None:
            self.claim_requested.emit(act.subject.claim)
        elif act is not None and act.subject.article is not None:
            self.article_requested.emit(act.subject.article)

    def showEvent(self, event: QShowEvent) -> None:
        """Name the keys as they are now."""
        self.undo.setText(self._actions.with_key(tr("Take back the last act"), "undo"))
        self.redo.setText(self._actions.with_key(tr("Do it again"), "redo"))
        super().showEvent(event)
