"""The list of articles with its search field and order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow, Order
from ui.language.texts import count, tr
from ui.library.article_delegate import ArticleDelegate
from ui.library.library_model import LibraryModel


class ArticleList(QListView):
    """A list whose letters are the window's, and which can be left with Escape."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """Articles of the library, the chosen one open in the reader."""

    article_chosen = Signal(object)
    """The ArticleId to read."""
    listing_changed = Signal(object, str)
    """The Order and the label ("" for all) in which articles are asked for."""
    menu_requested = Signal(object)
    """The global QPoint at which a context menu for the selection was asked for."""

    def __init__(
        self,
        fetch: Callable[[Sequence[ArticleId]], Sequence[ArticleRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = LibraryModel(fetch, self)
        self.delegate = ArticleDelegate(self)
        self.order = QComboBox()
        self.order.setAccessibleName(tr("Order of the articles"))
        for text in (tr("Newest first"), tr("By date"), tr("By title"), tr("By publisher")):
            self.order.addItem(text)
        self.label = QComboBox()
        self.label.setAccessibleName(tr("Label of the articles"))
        self.list = ArticleList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setAccessibleName(tr("Articles"))
        self.total = QLabel()
        self.total.setProperty("muted", True)
        self.total.setContentsMargins(12, 4, 8, 4)
        self._labels: tuple[str, ...] = ()
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 4)
        head.addWidget(self.order, 1)
        head.addWidget(self.label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.total)
        self.show_labels(())
        self.order.activated.connect(self._ask_listing)
        self.label.activated.connect(self._ask_listing)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.customContextMenuRequested.connect(self._ask_menu)

    def show_ids(self, ids: Sequence[ArticleId]) -> None:
        """Show these articles, staying on the current one where it is still there."""
        current = self.current()
        self.model.set_ids(ids)
        self.total.setText(count(len(ids), "1 article", "{n} articles"))
        if current is not None:
            self.set_current(current)

    def show_labels(self, labels: Sequence[str]) -> None:
        """Offer these labels as folders."""
        chosen = self.chosen_label()
        self._labels = tuple(labels)
        self.label.clear()
        self.label.addItem(tr("All articles"))
        self.label.addItems([f"#{label}" for label in labels])
        if chosen in self._labels:
            self.label.setCurrentIndex(self._labels.index(chosen) + 1)
        self.label.setVisible(bool(labels))

    def chosen_label(self) -> str:
        row = self.label.currentIndex()
        return self._labels[row - 1] if 0 < row <= len(self._labels) else ""

    def chosen_order(self) -> Order:
        return tuple(Order)[max(0, self.order.currentIndex())]

    def current(self) -> ArticleId | None:
        return self.model.id_at(self.list.currentIndex().row())

    def selected(self) -> tuple[ArticleId, ...]:
        """Every selected article, top first."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return tuple(a for row in rows if (a := self.model.id_at(row)) is not None)

    def set_current(self, article: ArticleId | None) -> None:
        """Make an article current without asking for it to be opened again."""
        row = self.model.row_of(article)
        if row is None:
            return
        index = self.model.index(row)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(False)
        self.list.scrollTo(index)
        self.list.viewport().update()

    def set_article_rows_stale(self, ids: Sequence[ArticleId] = ()) -> None:
        """Have rows fetched anew; all of them without ids."""
        self.model.refresh(ids)

    def _choose(self, index: QModelIndex) -> None:
        article = self.model.id_at(index.row())
        if article is not None:
            self.article_chosen.emit(article)

    def _ask_listing(self) -> None:
        self.listing_changed.emit(self.chosen_order(), self.chosen_label())

    def _ask_menu(self, point: QPoint) -> None:
        if self.selected():
            self.menu_requested.emit(self.list.viewport().mapToGlobal(point))
