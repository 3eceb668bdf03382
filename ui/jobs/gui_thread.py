"""Calls carried from any thread to the window's own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid


class GuiThread(QObject):
    """Runs calls on the thread that made it, in the order they were handed over.

    Always through the event loop, even from that very thread, so that a caller never finds
    its own state changed under it.
    """

    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._called.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def call(self, work: Callable[[], object]) -> None:
        """Have `work` run on the window's thread. Late calls to a closed window are dropped."""
        if not isValid(self):
            return
        try:
            self._called.emit(work)
        except RuntimeError:  # Closed between the question and the call.
            return

    def wrapped[**P](self, function: Callable[P, object]) -> Callable[P, None]:
        """`function` as something that any thread may call; it runs on the window's."""

        def carried(*args: P.args, **kwargs: P.kwargs) -> None:
            self.call(partial(function, *args, **kwargs))

        return carried

    @Slot(object)
    def _run(self, work: Callable[[], object]) -> None:
        work()
