"""What is missing before an export: a list, not a wall."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.briefing import Check
from ui.language.texts import tr


class CheckList(QListWidget):
    """One line a check; Enter or a double click shows the claim that it is about."""

    claim_requested = Signal(object)
    """A ClaimId."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Before you export"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._ask)

    def show_checks(self, checks: Sequence[Check] | None) -> None:
        """Show what was found; None when there is nothing to check yet."""
        self.clear()
        if checks is None:
            self.addItem(_plain(tr("Add an article first.")))
        elif not checks:
            self.addItem(_plain(tr("✓ Nothing is missing.")))
        for check in checks or ():
            item = QListWidgetItem(f"• {check.message}", self)
            item.setData(Qt.ItemDataRole.UserRole, check.claims[0] if check.claims else None)

    def _ask(self, item: QListWidgetItem) -> None:
        claim = item.data(Qt.ItemDataRole.UserRole)
        if claim is not None:
            self.claim_requested.emit(claim)


def _plain(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
