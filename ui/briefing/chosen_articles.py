"""The articles of a briefing, in its order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow
from ui.briefing.movable_list import MovableList
from ui.language.texts import tr
from ui.library.library_model import progress_of, title_of


class ChosenArticles(MovableList):
    """Articles that can be moved (Alt+Up, Alt+Down) and taken out (Delete)."""

    chosen = Signal(object)
    """A tuple of ArticleIds in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Articles of the briefing"))
        self.moved.connect(self._tell)

    def show_articles(self, rows: Sequence[ArticleRow]) -> None:
        """Show these articles in their order, staying on the current one."""
        current = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(f"{title_of(row)}\n{progress_of(row)}", self)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(title_of(row))
        self.setCurrentRow(min(current, self.count() - 1))
        self.blockSignals(False)

    def articles(self) -> tuple[ArticleId, ...]:
        return tuple(
            ArticleId(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count())
        )

    def take_out(self) -> None:
        """Take the current article out of the briefing."""
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.take_out()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit(self.articles())
