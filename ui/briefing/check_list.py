"""What is missing before an export: a list, not a wall."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.briefing import Check, CheckKind
from ui.language.texts import say, tr

_CHECK = Qt.ItemDataRole.UserRole
_TURN = Qt.ItemDataRole.UserRole + 1
"""Which of a check's places comes next."""
_PARTS = {CheckKind.NO_TITLE, CheckKind.NO_SUMMARY, CheckKind.NO_KEY_CLAIM}
"""That have a place on the page where they are mended."""


class CheckList(QListWidget):
    """One line a check; Enter or a double click goes to what it is about: to words of the
    summary, or of the page, else to a claim, and at the next time to the next one."""

    claim_requested = Signal(object)
    """A ClaimId."""
    summary_requested = Signal(str)
    """Words as they stand in the summary."""
    part_requested = Signal(object)
    """The CheckKind of a part that is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Before you export"))
        self.setWordWrap(True)
        self.setProperty("wrapped", True)
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
            item = QListWidgetItem(f"• {say(check.message)}", self)
            item.setData(_CHECK, check)
            item.setData(_TURN, 0)
            if check.claims or check.in_summary or check.kind in _PARTS:
                item.setToolTip(tr("Enter or a double click goes there."))

    def _ask(self, item: QListWidgetItem) -> None:
        check: Check | None = item.data(_CHECK)
        if check is None:
            return
        places: list[str] = [check.in_summary] if check.in_summary else []
        turn = int(item.data(_TURN)) % max(1, len(places) + len(check.claims))
        item.setData(_TURN, turn + 1)
        if check.kind in _PARTS:
            self.part_requested.emit(check.kind)
        elif turn < len(places):
            self.summary_requested.emit(places[turn])
        elif check.claims:
            self.claim_requested.emit(check.claims[turn - len(places)])


def _plain(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
