"""A small bar below the words just selected: what can be made of them, with the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from ui.language.texts import tr
from ui.lists.flow_layout import FlowLayout

_BELOW = 6
_EDGE = 3


class SelectionBar(QFrame):
    """Stands in the view of the text and never takes the focus from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setAccessibleName(tr("What to make of the selected words"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFont(QGuiApplication.font())  # Not that of the text it stands in.
        self._row = FlowLayout(self)
        self._row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._buttons: list[tuple[QToolButton, str, QAction]] = []
        self.hide()

    def offer(self, acts: Sequence[tuple[str, QAction]]) -> None:
        """What the bar offers: a short word for each action, which names its key."""
        for words, action in acts:
            button = QToolButton()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.clicked.connect(action.trigger)
            button.clicked.connect(self.hide)
            self._row.addWidget(button)
            self._buttons.append((button, words, action))

    def show_below(self, words: QRectF, room: QPoint) -> None:
        """Stand below the last of the selected `words`, within a view as large as `room`."""
        for button, name, action in self._buttons:
            keys = action.shortcuts()
            native = QKeySequence.SequenceFormat.NativeText
            button.setText(f"{name}  {keys[0].toString(native)}" if keys else name)
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text().replace("&", ""))
            button.setVisible(action.isEnabled())
        self._fit(room.x() - 8)
        x = min(max(4, round(words.right()) - self.width()), room.x() - self.width() - 4)
        y = round(words.bottom()) + _BELOW
        if y + self.height() > room.y():
            y = round(words.top()) - _BELOW - self.height()
        self.move(max(4, x), y)
        self.show()
        self.raise_()

    def _fit(self, most: int) -> None:
        """In one row where there is room for it, else in as many as it takes."""
        shown = [button for button, _, _ in self._buttons if not button.isHidden()]
        row = sum(button.sizeHint().width() + self._row.gap for button in shown)
        width = min(most, row + 2 * _EDGE)
        self.resize(width, self._row.heightForWidth(width))
