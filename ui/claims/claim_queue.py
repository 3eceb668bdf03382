"""The claims queue: walk it, decide, walk on."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ArticleId, ClaimId
from ui.claims.claim_delegate import ClaimDelegate
from ui.claims.claims_model import ClaimsModel
from ui.claims.filter_bar import FilterBar, conditions_of
from ui.claims.queue_filter import QueueFilter
from ui.kit.theme import Theme
from ui.language.texts import count, tr
from ui.lists.plain_list import PlainList

_AHEAD = 2
"""Rows below the current one that stay in view."""
_LINKS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)


class ClaimQueue(QWidget):
    """Filter, list and counts of one article's claims."""

    current_changed = Signal(object)
    """The ClaimId that became current, or None."""
    opened = Signal(object)
    """The ClaimId of a row that was activated (Enter or double click)."""
    menu_requested = Signal(object, object)
    """The ClaimId and the global QPoint at which a context menu was asked for."""
    article_requested = Signal(str)
    """The ArticleId of an article that tells the same story."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ClaimsModel(self)
        self.filter_bar = FilterBar()
        self._delegate = ClaimDelegate(self)
        self.list = PlainList(self.model, self._delegate, tr("Claims"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.progress = QLabel()
        self.progress.setProperty("muted", True)
        self.progress.setWordWrap(True)
        self.narrowed = _line_with_link()
        self.remarks = QLabel()
        self.remarks.setWordWrap(True)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks.setAccessibleName(tr("Remarks on this article"))
        self.elsewhere = _line_with_link()
        self.empty = QLabel()
        self.empty.setProperty("muted", True)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setMargin(12)
        self._analysed = False
        self._article: ArticleId | None = None
        self._making = ""
        self._lay_out()
        self.show_remarks(())
        self._connect()
        self._show_counts()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(10, 4, 10, 2)
        head.setSpacing(4)
        for widget in (
            self.filter_bar,
            self.narrowed,
            self.progress,
            self.remarks,
            self.elsewhere,
        ):
            head.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.narrowed.linkActivated.connect(lambda _: self.show_everything())
        self.elsewhere.linkActivated.connect(self.article_requested)
        self.filter_bar.filter_changed.connect(self._apply_filter)
        self.list.selectionModel().currentChanged.connect(self._announce)
        self.list.activated.connect(self._open)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._show_counts)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def set_claims(
        self, article: Article | None, records: tuple[ClaimRecord, ...], analysed: bool
    ) -> None:
        """Show an article's claims, staying on the current claim, or on its neighbour when it is
        gone from the same article."""
        current = self.current()
        same = article is not None and article.id == self._article
        before = self.model.record(current) if same and current is not None else None
        self._article = article.id if article else None
        self._analysed = analysed
        self.model.set_claims(article.text if article else "", records)
        self.filter_bar.set_records(records)
        self._show_counts()
        if current is not None and self.model.row_of(current) is not None:
            self.set_current(current)
        elif before is not None:
            self.set_current(self.model.neighbour(before))

    def show_remarks(self, remarks: Sequence[str]) -> None:
        """What the analyst should know about the text or its analysis, a sentence each."""
        self.remarks.setText("\n".join(f"⚠ {remark}" for remark in remarks))
        self.remarks.setVisible(bool(remarks))

    def show_elsewhere(self, article: ArticleId, words: str) -> None:
        """Link to the article that brought the same story first; none without `words`."""
        self.elsewhere.setText(f'≈ <a href="{article}">{escape(words)}</a>' if words else "")
        self.elsewhere.setVisible(bool(words))

    def name_making(self, action: str) -> None:
        """By which action a claim is made by hand, with its key."""
        self._making = action
        self._show_counts()

    def update_claim(self, record: ClaimRecord) -> None:
        """Take over one change; the current row follows its claim."""
        current = self.current()
        self.model.update_claim(record)
        self._show_counts()
        if current is not None and self.current() != current:
            self.set_current(current)

    def current(self) -> ClaimId | None:
        return self.model.claim_at(self.list.currentIndex().row())

    def selected(self) -> tuple[ClaimId, ...]:
        """Every selected claim in queue order; at least the current one when there is one."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        chosen = tuple(claim for row in rows if (claim := self.model.claim_at(row)) is not None)
        current = self.current()
        return chosen or ((current,) if current is not None else ())

    def set_current(self, claim: ClaimId | None) -> bool:
        """Make a claim current; False when the filter keeps it out."""
        row = self.model.row_of(claim)
        if row is None:
            return False
        index = self.model.index(row)
        flags = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        # What comes next is seen as well.
        self.list.scrollTo(self.model.index(min(row + _AHEAD, self.model.rowCount() - 1)))
        self.list.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """Walk `by` rows, stopping at the ends."""
        rows = self.model.rowCount()
        if rows:
            here = self.list.currentIndex().row()
            target = (0 if by > 0 else rows - 1) if here < 0 else here + by
            self.set_current(self.model.claim_at(max(0, min(rows - 1, target))))

    def to_next_undecided(self, after: ClaimId | None) -> bool:
        """Walk on to the next undecided claim; False when none is left in the queue."""
        return self.set_current(self.model.next_undecided(after))

    def show_everything(self, *, asides: bool = False) -> None:
        """Show all claims again; intentions, attitudes and decrees when asked for or already
        shown."""
        shown = self.model.filter
        all_cues = asides or shown.all_cues
        self.filter_bar.set_filter(QueueFilter(all_cues=all_cues, order=shown.order))

    def _apply_filter(self, chosen: QueueFilter) -> None:
        current = self.current()
        self.model.set_filter(chosen)
        if not self.set_current(current):
            self.set_current(self.model.claim_at(0))

    def _announce(self, index: QModelIndex) -> None:
        self.current_changed.emit(self.model.claim_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.claim_at(index.row()))

    def _ask_menu(self, point: QPoint) -> None:
        claim = self.model.claim_at(self.list.indexAt(point).row())
        if claim is not None:
            self.menu_requested.emit(claim, self.list.viewport().mapToGlobal(point))

    def _show_counts(self) -> None:
        counts = self.model.counts()
        self.filter_bar.show_counts(counts)
        words = []
        if counts.total:
            words.append(tr("{done} of {all} decided", done=counts.decided, all=counts.total))
        if counts.asides and not self.model.filter.all_cues:
            words.append(
                count(
                    counts.asides,
                    "1 passing mention, intention, attitude or decree not shown",
                    "{n} passing mentions, intentions, attitudes and decrees not shown",
                )
            )
        self.progress.setText(" · ".join(words))
        self.progress.setVisible(bool(words))
        self._say_narrowed()
        empty = self.model.rowCount() == 0
        self.list.setVisible(not empty)
        self.empty.setVisible(empty)
        self.empty.setText(self._why_empty(counts.total + counts.asides))

    def _say_narrowed(self) -> None:
        """What keeps claims out of sight, how many are left, and the way back to all."""
        counts, chosen = self.model.counts(), self.model.filter
        conditions = conditions_of(chosen)
        every = counts.total + (counts.asides if chosen.all_cues else 0)
        told = bool(conditions) and every > 0
        if told:
            shown = tr("{shown} of {all} shown", shown=self.model.rowCount(), all=every)
            what = escape(" + ".join(conditions))
            self.narrowed.setText(f'{what}: <b>{shown}</b> · <a href="all">{tr("Show all")}</a>')
        self.narrowed.setVisible(told)

    def _why_empty(self, total: int) -> str:
        if total:
            return tr("No claim passes the filter.")
        if self._analysed:
            found = tr("No claims were found here. Select words in the text to make one.")
            return f"{found}\n{self._making}"
        return tr("Claims appear here when the text has been analysed.")


def _line_with_link() -> QLabel:
    """A line above the list that offers a way; hidden until it has something to say."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(_LINKS)
    label.hide()
    return label
