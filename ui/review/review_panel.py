"""The supervisor's acts beside what was sent, each accepted or declined."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
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

from annotator.domain.review import ReviewItem
from ui.language.texts import count, tr
from ui.review.item_view import ItemView
from ui.review.past_list import PastList
from ui.review.review_model import Column, ReviewModel, Settlement


class ReviewPanel(QWidget):
    """A table of acts, the current one side by side below it, and what to do about it.

    What was settled is taken back with the window's undo, like everything else.
    """

    settled = Signal(object, object)
    """A tuple of ReviewItems and the Settlement that was asked for."""
    claim_requested = Signal(object)
    """The ClaimId whose place in the text is asked for."""
    file_requested = Signal()
    file_dropped = Signal(object)
    """The Path of a document that was dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReviewModel(self)
        self.setAcceptDrops(True)
        self._effects: Mapping[str, str] = {}
        self._ours = True
        self.past = PastList()
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("What the reviewer did"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.CLAIM, Column.AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.detail = ItemView()
        self.accept = QPushButton(tr("Accept"))
        self.decline = QPushButton(tr("Decline"))
        self.show_claim = QPushButton(tr("Show in the text"))
        self.accept_all = QPushButton(tr("Accept all that are certain"))
        self.decline_all = QPushButton(tr("Decline all that are open"))
        for button, key in ((self.accept, Qt.Key.Key_Return), (self.decline, Qt.Key.Key_Delete)):
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        self.open_file = QPushButton(tr("Open a reviewed document…"))
        self._lay_out()
        self._connect()
        self.show_review("", ())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.past, 1)
        top.addWidget(self.open_file)
        buttons = QHBoxLayout()
        for button in (self.accept, self.decline, self.show_claim):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.decline_all)
        buttons.addWidget(self.accept_all)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 8, 0, 0)
        under.addWidget(self.detail, 1)
        under.addLayout(buttons)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.table)
        self.split.addWidget(below)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.accept.clicked.connect(lambda: self.ask(Settlement.ACCEPTED))
        self.decline.clicked.connect(lambda: self.ask(Settlement.DECLINED))
        self.accept_all.clicked.connect(self._accept_all)
        self.decline_all.clicked.connect(self._decline_all)
        for key, settlement in (
            (Qt.Key.Key_Return, Settlement.ACCEPTED),
            (Qt.Key.Key_Enter, Settlement.ACCEPTED),
            (Qt.Key.Key_Delete, Settlement.DECLINED),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.ask, settlement))
        self.open_file.clicked.connect(self.file_requested)
        self.show_claim.clicked.connect(self._ask_claim)
        self.model.dataChanged.connect(self._show_state)
        self.model.modelReset.connect(self._show_state)

    def show_review(
        self,
        heading: str,
        items: Sequence[ReviewItem],
        words: Mapping[str, str] | None = None,
        settled: Mapping[str, Settlement] | None = None,
        effects: Mapping[str, str] | None = None,
        *,
        ours: bool = True,
    ) -> None:
        """Show a reviewed file; `heading` says which it is and how it relates to the library.

        One that is not `ours` can be read, but not settled: its claims are elsewhere.

        By item id: the `words` of its claim, what was `settled`, and in words its `effects`.
        """
        self._effects = (effects or {}) if ours else {}
        self._ours = ours
        self._title = heading or tr(
            "Open the document that came back from your supervisor. Each comment and change is "
            "listed here on its claim; nothing counts until you accept it."
        )
        self.model.set_items(items, words or {}, settled or {})
        self.split.setVisible(bool(items))
        first = self.model.next_open(-1)
        if items:
            self.table.setCurrentIndex(self.model.index(first or 0, 0))

    def current_item(self) -> ReviewItem | None:
        return self.model.item(self.table.currentIndex().row())

    def selected(self) -> tuple[ReviewItem, ...]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(item for row in rows if (item := self.model.item(row)) is not None)

    def ask(self, settlement: Settlement) -> None:
        """Ask for the selected items to be settled, and go to the next open one."""
        state = self.model.settlement
        items = tuple(i for i in self.selected() if state(i) is Settlement.OPEN)
        if items and self._ours:
            self.settled.emit(items, settlement)

    def mark(self, items: Sequence[ReviewItem], settlement: Settlement) -> None:
        """Show that items have been settled, and walk on."""
        self.model.settle(items, settlement)
        following = self.model.next_open(self.table.currentIndex().row())
        if following is not None and settlement is not Settlement.OPEN:
            self.table.setCurrentIndex(self.model.index(following, 0))

    def _accept_all(self) -> None:
        items = tuple(i for i in self.model.open_items() if i.certain and i.claim is not None)
        if items:
            self.settled.emit(items, Settlement.ACCEPTED)

    def _decline_all(self) -> None:
        items = self.model.open_items()
        if items:
            self.settled.emit(items, Settlement.DECLINED)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _ask_claim(self) -> None:
        item = self.current_item()
        if item is not None and item.claim is not None:
            self.claim_requested.emit(item.claim)

    def _show_current(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        self.detail.show_item(item, self._effects.get(item.id, "") if item else "")
        self._show_state()

    def _show_state(self) -> None:
        item = self.current_item()
        state = self.model.settlement(item) if item else None
        is_open = self._ours and state is Settlement.OPEN
        remaining = len(self.model.open_items())
        certain = any(i.certain and i.claim is not None for i in self.model.open_items())
        self._enable(self.accept, is_open)
        self._enable(self.decline, is_open)
        self._enable(self.show_claim, item is not None and item.claim is not None)
        self._enable(self.accept_all, self._ours and certain)
        self._enable(self.decline_all, self._ours and remaining > 0)
        left = count(remaining, "1 item is open.", "{n} items are open.")
        self.heading.setText(f"{self._title} {left}" if self.model.rowCount() else self._title)

    def _enable(self, button: QPushButton, enabled: bool) -> None:
        """Qt would move the focus on to the next button, which may decline everything."""
        if not enabled and button.hasFocus():
            self.table.setFocus()
        button.setEnabled(enabled)


def _dropped(event: QDropEvent) -> Path | None:
    """The one Word document in a drop; anything else is left to the window."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].suffix.lower() == ".docx":
        return paths[0]
    return None
