"""Python's garbage collected on the window's thread alone.

A cycle that holds a Qt object must not be found by a collection that happens to run on another
thread: the object would be destroyed there, which Qt answers with a crash. So the automatic
collection is switched off, and a timer on the window's thread does its work.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageKeeper(QObject):
    """Collects what Python would collect by itself, a second late at most, on its own thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Begin. What was made until now is left alone: the modules and the window stay anyway,
        and a full collection would walk over all of them each time."""
        gc.collect()
        gc.freeze()
        self._timer.start()

    def collect(self) -> int | None:
        """Collect the oldest generation that is due; which one that was, or None."""
        for generation, (count, most) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > most:
                gc.collect(generation)
                return generation
        return None

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
