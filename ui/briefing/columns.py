"""The composer's columns: three side by side, or in a narrow window two of them as tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QWidget

from ui.language.texts import tr

_SIZES = [390, 560, 220]
"""Pixels of the columns at first."""


class Columns(QSplitter):
    """What is written on the left, what is chosen in the middle, how it is made on the right.

    Where the three do not fit side by side, the last two share a place.
    """

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = (left, middle, right)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self.setChildrenCollapsible(False)
        self._wide_sizes = _SIZES
        self.addWidget(left)
        self.addWidget(self._tabs)
        self._narrow = True
        self._set_narrow(narrow=False)

    def fit(self, width: int) -> None:
        """Stand side by side if `width` pixels are enough for it."""
        needed = sum(column.minimumSizeHint().width() for column in self._columns)
        # A page never becomes narrower than what stands on it: as wide as that may be too wide.
        self._set_narrow(narrow=width <= needed + 2 * self.handleWidth())

    def reveal(self, widget: QWidget) -> None:
        """Bring the column that holds `widget` to the front."""
        for column in self._columns[1:]:
            if self._narrow and column.isAncestorOf(widget):
                self._tabs.setCurrentWidget(column)

    def _set_narrow(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        focus = QApplication.focusWidget()
        _, middle, right = self._columns
        if narrow:
            self._wide_sizes = [column.width() for column in self._columns]
            self._tabs.addTab(middle, tr("Articles and claims"))
            self._tabs.addTab(right, tr("Document"))
            self.setSizes([1, 1])
        else:
            self.insertWidget(1, middle)
            self.insertWidget(3, right)
            middle.show()
            right.show()
        self._tabs.setVisible(narrow)
        if not narrow:
            of_left, of_middle, of_right = self._wide_sizes
            self.setSizes([of_left, of_middle, 0, of_right])
            self.setStretchFactor(1, 1)
        if focus is not None and (middle.isAncestorOf(focus) or right.isAncestorOf(focus)):
            self.reveal(focus)
            focus.setFocus()
