"""Python's garbage collected on the window's thread alone, in portions that nobody feels.

A cycle that holds a Qt object must not be found by a collection that happens to run on another
thread: the object would be destroyed there, which Qt answers with a crash. So the automatic
collection is switched off, and a timer on the window's thread does its work.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_EVERY_MS = 50
"""Often: what the other threads made in a second of importing takes 50 ms to look through."""


class GarbageKeeper(QObject):
    """Collects what Python would collect by itself, a moment later, on its own thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Begin. What was made until now is left alone: the modules and the window stay anyway,
        and looking through all of them would stop the window for a tenth of a second."""
        gc.freeze()
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._tidy_up)

    def collect(self) -> int | None:
        """Collect the older of the two young generations that is due; which one that was, or
        None. The oldest, which may hold anything, waits until nobody looks."""
        counts, most = gc.get_count(), gc.get_threshold()
        for generation in (1, 0):
            if counts[generation] > most[generation]:
                gc.collect(generation)
                return generation
        return None

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _tidy_up(self, state: Qt.ApplicationState) -> None:
        """Look through everything when the analyst turns to another program."""
        if state is Qt.ApplicationState.ApplicationInactive and self._timer.isActive():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
