"""The window's last line: the model's state, and work in progress with a way to stop it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from ui.jobs.jobs import Jobs, JobState
from ui.language.texts import tr

_PAUSE_MS = 150


class StatusStrip(QWidget):
    """Model state at the left, the youngest job with progress and cancel at the right."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._shown: int | None = None
        self.model = QLabel()
        self.model.setAccessibleName(tr("Language model"))
        self.title = QLabel()
        self.title.setAccessibleName(tr("Work in progress"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setMaximumHeight(8)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QToolButton()
        self.cancel.setText(tr("Cancel"))
        self.cancel.setAutoRaise(True)
        self.cancel.setAccessibleName(tr("Cancel this work"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        self.model.setWordWrap(True)
        row.addWidget(self.model, 1)
        for widget in (self.title, self.bar, self.cancel):
            row.addWidget(widget)
        # Work comes and goes; the page above must not move for it.
        stays = self.cancel.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self.cancel.setSizePolicy(stays)
        self.cancel.clicked.connect(self._stop)
        jobs.changed.connect(self._show)
        jobs.ended.connect(self._end)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_latest)
        self._latest: JobState | None = None
        self._end(0)

    def say_model(self, words: str) -> None:
        """Tell how the language model is."""
        self.model.setText(words)

    def _show(self, state: JobState) -> None:
        """A job that moves on fast is shown a few times a second: each time costs a layout."""
        self._latest = state
        if state.number != self._shown:
            self._show_latest()
        elif not self._pause.isActive():
            self._pause.start()

    def _show_latest(self) -> None:
        state = self._latest
        if state is None:
            return
        self._shown = state.number
        numbers = f" {state.done} / {state.total}" if state.total else ""
        self.title.setText(state.title + numbers)
        # Qt paints a bar that moved at once, and with it all else that waits to be painted.
        self.bar.setUpdatesEnabled(False)
        self.bar.setRange(0, state.total)
        self.bar.setValue(state.done)
        self.bar.setUpdatesEnabled(True)
        for widget in (self.title, self.bar):
            widget.setVisible(True)
        self.cancel.setVisible(state.can_cancel)

    def _end(self, number: int) -> None:
        del number
        running = self._jobs.running
        if running:
            self._show(running[-1])
            return
        self._shown = self._latest = None
        for widget in (self.title, self.bar, self.cancel):
            widget.hide()

    def _stop(self) -> None:
        if self._shown is not None:
            self._jobs.cancel(self._shown)
