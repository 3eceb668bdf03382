"""Where messages stand: in the free part of the tabs' row, so that nothing moves for them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTabBar, QWidget

from ui.kit.message_bar import MessageBar

_GAP = 8
_LEAST = 360
"""Pixels: a message in less room stands below the tabs, over the page."""


class MessagePlace(QObject):
    """Keeps the bar over `body` beside `tabs`. A long message hangs over the page; the page
    itself never moves, so that a key or a click meets what was there before."""

    def __init__(self, bar: MessageBar, body: QWidget, tabs: QTabBar) -> None:
        super().__init__(body)
        self._bar = bar
        self._body = body
        self._tabs = tabs
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
        left, top = head.left() + self._tabs.sizeHint().width() + _GAP, head.top()
        if self._body.width() - left - _GAP < _LEAST:
            left, top = _GAP, head.bottom() + 1
        room = self._body.width() - left - _GAP
        width = min(room, bar.width_of_one_line())
        height = max(bar.heightForWidth(width), bar.minimumSizeHint().height())
        bar.setGeometry(self._body.width() - _GAP - width, top, width, height)
        bar.raise_()
