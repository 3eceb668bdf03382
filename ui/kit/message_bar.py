"""What went wrong or well, said beside the work and never in its way."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.errors import UserFacingError
from ui.language.texts import say, tr

SHOWN_FOR = 8000
"""Milliseconds that good news stays; errors stay until they are closed."""

_BORDERS = 12
"""Pixels that the style sheet puts round the bar, and a little room."""


class MessageBar(QWidget):
    """One message at a time, with what to do about it. Hidden while there is none."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setAccessibleName(tr("Message"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(tr("Close the message"))
        self.close_button.setToolTip(tr("Close the message"))
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self.dismiss)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 4, 1)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self._action: Callable[[], object] | None = None
        self._way_back: tuple[Callable[[], str], Callable[[], object]] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty while hidden."""
        return self.label.text() if not self.isHidden() else ""

    def width_of_one_line(self) -> int:
        """Pixels in which the whole message stands in one line."""
        others = [w for w in (self.button, self.close_button) if not w.isHidden()]
        words = self.label.fontMetrics().horizontalAdvance(self.label.text())
        row = self._row
        margins = row.contentsMargins()
        return (
            words
            + sum(widget.sizeHint().width() for widget in others)
            + row.spacing() * (len(others) + 1)
            + margins.left()
            + margins.right()
            + _BORDERS
        )

    def show_error(
        self,
        error: UserFacingError,
        action_text: str = "",
        action: Callable[[], object] | None = None,
    ) -> None:
        """Say what went wrong and what to do; stays until it is closed."""
        self._show(say(error), "error", action_text, action)

    def show_message(
        self, text: str, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Say that something is done, perhaps with a way back; goes by itself."""
        self._show(text, "news", action_text, action)
        self._timer.start()

    def offer_way_back(self, words: Callable[[], str], act: Callable[[], object]) -> None:
        """How what was done is taken back: what the button says by then, and the act."""
        self._way_back = (words, act)

    def show_done(self, text: str) -> None:
        """Say that something is done, with a button that takes it back."""
        words, act = self._way_back or (str, None)
        self.show_message(text, words(), act)

    def _show(
        self, text: str, kind: str, action_text: str, action: Callable[[], object] | None
    ) -> None:
        self._timer.stop()
        self._action = action
        self.label.setText(text)
        self.button.setText(action_text)
        self.button.setVisible(action is not None)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        spoken = QAccessibleAnnouncementEvent(self, text)
        if kind == "error":
            spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()

    def pass_on(self) -> None:
        """The analyst goes on to something else: news is over; what went wrong stays."""
        if self.property("kind") == "news":
            self.dismiss()

    def dismiss(self) -> None:
        """Close the message."""
        self._timer.stop()
        self._action = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)
