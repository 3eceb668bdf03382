"""Where messages stand: beside the tabs or at the foot, so that nothing moves for them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTabBar, QWidget

from ui.kit.message_bar import MessageBar

_GAP = 8


class MessagePlace(QObject):
    """Keeps the bar over `body`: beside `tabs` where it fits there in one line, else over the
    foot of the page above `last_line`, where nothing is filtered or searched. The page itself
    never moves, so that a key or a click meets what was there before."""

    def __init__(self, bar: MessageBar, body: QWidget, tabs: QTabBar, last_line: QWidget) -> None:
        super().__init__(body)
        self._bar = bar
        self._body = body
        self._tabs = tabs
        self._last_line = last_line
        shown = not bar.isHidden()
        bar.setParent(body)
        bar.setVisible(shown)
        bar.installEventFilter(self)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        ours = {QEvent.Type.Show, QEvent.Type.LayoutRequest} if watched is self._bar else set()
        if kind in ours or (watched is self._body and kind is QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        bar, head = self._bar, self._tabs.geometry()
        beside = self._body.width() - head.left() - self._tabs.sizeHint().width() - 2 * _GAP
        fits = bar.width_of_one_line() <= beside
        width = min(self._body.width() - 2 * _GAP, bar.width_of_one_line())
        height = max(bar.heightForWidth(width), bar.minimumSizeHint().height())
        foot = self._body.height() - self._last_line.height() - _GAP - height
        top = head.top() if fits else max(head.bottom() + 1, foot)
        bar.setGeometry(self._body.width() - _GAP - width, top, width, height)
        bar.raise_()
