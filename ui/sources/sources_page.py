"""Who says how much in the chosen articles, and the card of each source."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import SourceKind
from annotator.domain.ids import SourceId
from ui.kit.fields import ChoiceBox
from ui.language.texts import tr
from ui.sources.card_editor import CardEditor
from ui.sources.share_delegate import ShareDelegate
from ui.sources.source_model import Column, SourceLine, SourceModel


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
        self.delegate = ShareDelegate(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Column.CLAIMS, self.delegate)
        self.card = CardEditor()
        self._lay_out()
        self.scope.activated.connect(self.scope_changed)
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
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.NAME, Column.CLAIMS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (Column.KIND, Column.GRADE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head = QHBoxLayout()
        head.addWidget(self.scope)
        head.addStretch(1)
        head.addWidget(self.merge)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.addLayout(head)
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
        """Show sources, staying on the current one where it is still there."""
        current = self.current()
        self.model.set_lines(lines)
        self.summary.setText(summary)
        row = self.model.row_of(current.card.id if current else None)
        if self.model.rowCount():
            self.table.selectRow(row or 0)

    def current(self) -> SourceLine | None:
        return self.model.line(self.table.currentIndex().row())

    def go_to(self, source: SourceId) -> bool:
        """Make a source current; False when the table does not hold it."""
        row = self.model.row_of(source)
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
        return tuple(line for row in rows if (line := self.model.line(row)) is not None)

    def _ask_merge(self) -> None:
        # A description of somebody becomes a spelling of the name, never the name one of it.
        lines = sorted(self.selected(), key=lambda line: line.card.kind is not SourceKind.NAMED)
        if len(lines) > 1:
            self.merge_requested.emit(tuple(lines))

    def _enable(self) -> None:
        self.merge.setEnabled(len(self.table.selectionModel().selectedRows()) > 1)
