"""The list of articles with its search field and order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow, Hit, Order, SearchQuery
from ui.kit.fields import ChoiceBox
from ui.kit.theme import Theme
from ui.language.texts import count, tr
from ui.library.article_delegate import ArticleDelegate
from ui.library.hit_delegate import HitDelegate
from ui.library.hit_model import HitModel
from ui.library.library_model import LibraryModel
from ui.library.search_bar import SearchBar
from ui.lists.plain_list import PlainList

_LEAST_BOX = 64
"""Pixels of a choice whose words are cut short in a narrow window."""


class LibraryPanel(QWidget):
    """Articles of the library, the chosen one open in the reader."""

    article_chosen = Signal(object)
    """The ArticleId of the row that became current."""
    article_opened = Signal()
    """The current row was activated (Enter or double click): its article is to be read."""
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
        self.order = ChoiceBox()
        self.order.setAccessibleName(tr("Order of the articles"))
        for text in (tr("Newest first"), tr("By date"), tr("By title"), tr("By publisher")):
            self.order.addItem(text)
        self.label = ChoiceBox()
        self.label.setAccessibleName(tr("Label of the articles"))
        for box in (self.order, self.label):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(_LEAST_BOX)
        self.list = PlainList(self.model, self.delegate, tr("Articles"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.search = SearchBar()
        self.hit_model = HitModel(self)
        self.hit_delegate = HitDelegate(self)
        self.hits = PlainList(self.hit_model, self.hit_delegate, tr("What the search found"))
        self.hits.hide()
        self.nothing = QLabel()
        self.nothing.setProperty("muted", True)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setMargin(12)
        self.nothing.hide()
        self.total = QLabel()
        self.total.setProperty("muted", True)
        self.total.setContentsMargins(12, 4, 8, 4)
        self.total.setWordWrap(True)
        self._labels: tuple[str, ...] = ()
        self._lay_out()
        self.show_labels(())
        self.order.activated.connect(self._ask_listing)
        self.label.activated.connect(self._ask_listing)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(lambda _: self.article_opened.emit())
        self.list.customContextMenuRequested.connect(self._ask_menu)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 4)
        head.addWidget(self.order, 1)
        head.addWidget(self.label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.hits, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.total)

    def show_ids(self, ids: Sequence[ArticleId]) -> None:
        """Show these articles, staying on the current one where it is still there."""
        current = self.current()
        self.model.set_ids(ids)
        self._say_total()
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

    def show_hits(self, hits: Sequence[Hit] | None, why_nothing: str = "") -> None:
        """Show what a search found in place of the articles, or `why_nothing` was found; None
        brings the articles back."""
        searching = hits is not None
        self.hit_model.set_hits(hits or ())
        self.hits.setVisible(bool(hits))
        self.nothing.setText(why_nothing)
        self.nothing.setVisible(searching and not hits)
        self.list.setVisible(not searching)
        self.order.setVisible(not searching)
        self.label.setVisible(not searching and bool(self._labels))
        if hits is None:
            self._say_total()
        else:
            self.total.setText(_found(hits) if hits else "")

    def to_hits(self) -> None:
        """Put the focus on the first thing found."""
        if self.hit_model.rowCount():
            self.hits.setCurrentIndex(self.hit_model.index(0))
            self.hits.setFocus()

    def set_theme(self, theme: Theme) -> None:
        self.delegate.set_theme(theme)
        self.hit_delegate.set_theme(theme)
        for view in (self.list, self.hits):
            view.viewport().update()

    def _say_total(self) -> None:
        self.total.setText(count(len(self.model.ids), "1 article", "{n} articles"))

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
        changed = [*selection.selectedIndexes(), selection.currentIndex(), index]
        selection.blockSignals(True)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(False)
        self.list.scrollTo(index)
        for each in changed:
            self.list.update(each)

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


def _found(hits: Sequence[Hit]) -> str:
    """How much was found: claims, or articles, each of which may hold the words often."""
    if len(hits) >= SearchQuery().limit:
        return tr("The first {n} are shown", n=len(hits))
    if hits[0].claim is not None:
        return count(len(hits), "1 claim found", "{n} claims found")
    return count(len(hits), "Found in 1 article", "Found in {n} articles")
