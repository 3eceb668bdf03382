"""The table of sources: what is typed in it looks for a name."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

_WITH_OTHER_KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class SourceTable(QTableView):
    """Letters typed here are of a name: they are no keys of the window."""

    typed = Signal(str)
    """The first letter of what is looked for."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_of_a_name(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_of_a_name(event):
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)


def _is_of_a_name(event: QKeyEvent) -> bool:
    return event.text().isalnum() and not event.modifiers() & _WITH_OTHER_KEYS
