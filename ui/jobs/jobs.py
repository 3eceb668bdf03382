"""What runs in the background, as the window sees it."""

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserFacingError
from ui.jobs.gui_thread import GuiThread

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobState:
    """One job as the status line shows it."""

    number: int
    title: str
    done: int = 0
    total: int = 0
    """0: not known."""
    can_cancel: bool = True


class Jobs(QObject):
    """Follows futures: results and failures arrive as calls on the window's thread."""

    changed = Signal(object)
    """The JobState of a job that started or moved on."""
    ended = Signal(int)
    """The number of a job that ended, however it ended."""
    failed = Signal(object)
    """A UserFacingError that nobody else took."""

    def __init__(self, gui: GuiThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gui = gui
        self._numbers = itertools.count(1)
        self._running: dict[int, tuple[JobState, Callable[[], object] | None]] = {}

    @property
    def running(self) -> tuple[JobState, ...]:
        return tuple(state for state, _ in self._running.values())

    def start(self, title: str, cancel: Callable[[], object] | None = None) -> int:
        """Announce a job; returns its number for `progress` and `follow`."""
        number = next(self._numbers)
        state = JobState(number, title, can_cancel=cancel is not None)
        self._running[number] = (state, cancel)
        self.changed.emit(state)
        return number

    def progress(self, number: int, done: int, total: int, title: str = "") -> None:
        """Move a job on; on the window's thread only."""
        if number not in self._running:
            return
        state, cancel = self._running[number]
        moved = JobState(number, title or state.title, done, total, state.can_cancel)
        self._running[number] = (moved, cancel)
        self.changed.emit(moved)

    def end(self, number: int) -> None:
        """Take a job off the line; one that a future ends need not."""
        if self._running.pop(number, None) is not None:
            self.ended.emit(number)

    def cancel(self, number: int) -> None:
        """Ask a job to stop; it ends through its future like any other."""
        _, cancel = self._running.get(number, (None, None))
        if cancel is not None:
            cancel()

    def cancel_all(self) -> None:
        for number in tuple(self._running):
            self.cancel(number)

    def follow[T](
        self,
        future: Future[T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[UserFacingError], object] | None = None,
        number: int | None = None,
    ) -> None:
        """Call `done` with the future's result, or `failed` with its UserFacingError.

        Any other exception is a bug and is raised in the event loop, where the crash dialog
        takes it. A cancelled future calls neither.
        """
        deliver = partial(self._deliver, future, done, failed, number)
        future.add_done_callback(lambda _: self._gui.call(deliver))

    def _deliver[T](
        self,
        future: Future[T],
        done: Callable[[T], object] | None,
        failed: Callable[[UserFacingError], object] | None,
        number: int | None,
    ) -> None:
        if number is not None:
            self.end(number)
        try:
            result = future.result()
        except CancelledError:
            return
        except UserFacingError as error:
            _log.info("A job ended with a message: %s", type(error).__name__)
            if failed:
                failed(error)
            else:
                self.failed.emit(error)
            return
        if done:
            done(result)
