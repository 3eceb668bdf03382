"""Who says how much in the chosen articles, and the card of each source."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import SourceKind
from annotator.domain.ids import SourceId
from ui.kit.fields import ChoiceBox
from ui.language.texts import tr
from ui.lists.flow_layout import FlowLayout
from ui.sources.card_editor import CardEditor
from ui.sources.share_delegate import ShareDelegate
from ui.sources.source_model import Column, SourceLine, SourceModel, SourceOrder
from ui.sources.source_table import SourceTable


class SourcesPage(QWidget):
    """Table and card; the register's desk behind it does the work."""

    scope_changed = Signal()
    merge_requested = Signal(object)
    """A tuple of SourceLines; the first stays: a name, where one is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = ChoiceBox()
        self.scope.setAccessibleName(tr("Sources of which articles"))
        self.scope.addItems(
            [
                tr("The open article"),
                tr("Articles selected in the library"),
                tr("Articles of the briefing"),
                tr("All articles"),
            ]
        )
        self.merge = QPushButton(tr("Merge the selected sources"))
        self.summary = QLabel()
        self.summary.setProperty("muted", True)
        self.summary.setWordWrap(True)
        self.model = SourceModel(self)
        self.order = SourceOrder(self.model, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a source by its name"))
        self.search.setAccessibleName(tr("Find a source by its name"))
        self.search.setClearButtonEnabled(True)
        self._summary = ""
        self.delegate = ShareDelegate(self)
        self.table = SourceTable()
        self.table.setModel(self.order)
        self.table.setItemDelegateForColumn(Column.CLAIMS, self.delegate)
        self.card = CardEditor()
        self._lay_out()
        self.scope.activated.connect(self.scope_changed)
        self.search.textChanged.connect(self._look_for)
        self.table.typed.connect(self._begin_search)
        for key, act in (
            (Qt.Key.Key_Escape, self._end_search),
            (Qt.Key.Key_Down, self.table.setFocus),
            (Qt.Key.Key_Return, self.table.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(key), self.search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.merge.clicked.connect(self._ask_merge)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self._enable()

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName(tr("Sources"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(Column.CLAIMS, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.NAME, Column.CLAIMS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (Column.KIND, Column.GRADE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head = FlowLayout()
        head.addWidget(self.scope)
        head.addWidget(self.merge)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.addLayout(head)
        rows.addWidget(self.search)
        rows.addWidget(self.summary)
        rows.addWidget(table, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.card)
        self.split.setSizes([640, 380])
        self.split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 10)
        page.addWidget(self.split)

    def show_lines(self, lines: tuple[SourceLine, ...], summary: str) -> None:
        """Show sources, staying on those that are selected where they are still there."""
        chosen = [line.card.id for line in self.selected()]
        self.model.set_lines(lines)
        self._summary = summary
        self._say_summary()
        rows = [row for source in chosen if (row := self.order.row_of(source)) is not None]
        if self.order.rowCount():
            self.table.selectRow(rows[0] if rows else 0)
        flags = QItemSelectionModel.SelectionFlag
        for row in rows[1:]:
            index = self.order.index(row, 0)
            self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _begin_search(self, letter: str) -> None:
        """What is typed in the table goes on in the field."""
        self.search.setFocus()
        self.search.setText(letter)

    def _end_search(self) -> None:
        self.search.clear()
        self.table.setFocus()

    def _look_for(self, words: str) -> None:
        current = self.current()
        self.order.look_for(words)
        self._say_summary()
        row = self.order.row_of(current.card.id if current else None)
        if self.order.rowCount():
            self.table.selectRow(row or 0)
            self.table.scrollTo(self.table.currentIndex())

    def _say_summary(self) -> None:
        """How much rests on whom; while names are looked for, how many are shown."""
        shown, every = self.order.rowCount(), self.model.rowCount()
        looked_for = bool(self.search.text().strip())
        told = tr("{shown} of {all} sources shown", shown=shown, all=every)
        self.summary.setText(told if looked_for else self._summary)

    def current(self) -> SourceLine | None:
        return self.order.line(self.table.currentIndex().row())

    def go_to(self, source: SourceId) -> bool:
        """Make a source current; False when the table does not hold it. A search that keeps it
        out gives way."""
        if self.order.row_of(source) is None and self.model.row_of(source) is not None:
            self.search.clear()
        row = self.order.row_of(source)
        if row is not None:
            self.table.selectRow(row)
        return row is not None

    def leave_table(self) -> None:
        """No source of the table is current: the card shows another."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def selected(self) -> tuple[SourceLine, ...]:
        """The selected sources, the current one first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        here = self.table.currentIndex().row()
        rows.sort(key=lambda row: row != here)
        return tuple(line for row in rows if (line := self.order.line(row)) is not None)

    def _ask_merge(self) -> None:
        # A description of somebody becomes a spelling of the name, never the name one of it.
        lines = sorted(self.selected(), key=lambda line: line.card.kind is not SourceKind.NAMED)
        if len(lines) > 1:
            self.merge_requested.emit(tuple(lines))

    def _enable(self) -> None:
        self.merge.setEnabled(len(self.table.selectionModel().selectedRows()) > 1)
