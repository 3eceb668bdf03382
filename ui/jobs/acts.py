"""The analyst's acts, put on the disk beside the event loop and before anything else she does."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from annotator.errors import UserFacingError
from ui.jobs.gui_thread import GuiThread

_BY_A_PERSON = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)


class Acts(QObject):
    """Does one act after another on a thread of its own, while the window goes on.

    A disk that is slow, or another's writing that has to be waited for, holds up no painting.
    What the analyst does next, be it that she lets go of the key, waits until what she did
    before is on the disk and shown: so nothing ever happens out of its order.
    """

    def __init__(self, gui: GuiThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gui = gui
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="acts")
        self._closed = False
        self._pending: deque[tuple[Callable[[], bool], Callable[[], None]]] = deque()
        """Of each act, the oldest first: whether it is on the disk, and the way to wait for
        that and to show it."""

    def do[T](
        self,
        act: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserFacingError], object],
    ) -> None:
        """Begin an act; `done` hears on the window's thread what came of it, or `failed` why
        nothing did. What comes late to a closed window is dropped."""
        if self._closed:
            return
        future = self._thread.submit(act)
        self._pending.append((future.done, partial(_deliver, future, done, failed)))
        self._watch(on=True)
        future.add_done_callback(lambda _: self._gui.call(self._show_done))

    def settle(self) -> None:
        """Wait until everything begun is on the disk, and show it."""
        while self._pending:
            _, show = self._pending.popleft()
            show()
        self._watch(on=False)

    def close(self) -> None:
        """Settle, and begin nothing more."""
        self.settle()
        self._closed = True
        self._thread.shutdown(wait=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _BY_A_PERSON:
            self.settle()
        return False

    def _show_done(self) -> None:
        while self._pending:
            is_done, show = self._pending[0]
            if not is_done():
                return
            self._pending.popleft()
            show()
        self._watch(on=False)

    def _watch(self, *, on: bool) -> None:
        application = QCoreApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        if on:
            application.installEventFilter(self)


def _deliver[T](
    future: Future[T],
    done: Callable[[T], object],
    failed: Callable[[UserFacingError], object],
) -> None:
    """Wait for an act and hand on what came of it. A bug is raised, for the crash dialog."""
    try:
        result = future.result()
    except UserFacingError as error:
        failed(error)
    else:
        done(result)
