"""The claims of a briefing as a table: two lines a claim, its source and its tag."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.briefing.claim_choice import ClaimChoice, Column
from ui.claims.tag_badge import TagDelegate
from ui.kit.theme import Theme
from ui.language.texts import tr

_NARROW, _NARROWEST = 430, 300
"""Pixels below which a tag is shown by its badge alone, and below which its source is not shown, so
that the claim can be read."""


class ClaimTable(QTableView):
    """The claim takes the room that the others leave."""

    def __init__(self, choice: ClaimChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = TagDelegate(self)
        self.setModel(choice)
        self.setAccessibleName(tr("Claims of the briefing"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(Column.TAG, self._tags)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.INCLUDED, Column.KEY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.CLAIM, QHeaderView.ResizeMode.Stretch)
        self._share(_NARROW)

    def set_theme(self, theme: Theme) -> None:
        self._tags.set_theme(theme)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(event.size().width())

    def _share(self, width: int) -> None:
        narrow = width < _NARROW
        self.setColumnHidden(Column.SOURCE, width < _NARROWEST)
        self.setColumnWidth(Column.SOURCE, 78 if narrow else 116)
        badge = self.horizontalHeader().sectionSizeHint(Column.TAG)
        self.setColumnWidth(Column.TAG, badge if narrow else 116)
