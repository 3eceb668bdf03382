"""The queue of analyses, as one job of the last line that can be stopped."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject

from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.language.texts import tr


class AnalysisWatch(QObject):
    """Tells how many articles still wait, and takes up again what an earlier start left."""

    def __init__(self, workspace: Workspace, jobs: Jobs, gui: GuiThread, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._number: int | None = None
        self._most = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="resume")
        self._unsubscribe = workspace.changes.subscribe(gui.wrapped(self._take))

    def resume(self) -> None:
        """Queue every article that was never analysed; looks for them beside the window."""
        if not self._workspace.library.read_only:
            self._jobs.follow(self._thread.submit(self._workspace.analyses.request_missing))

    def close(self) -> None:
        self._unsubscribe()
        self._thread.shutdown(wait=True)

    def _take(self, change: Change) -> None:
        if change.kind not in {Changed.PROGRESS, Changed.FINDINGS, Changed.ARTICLES}:
            return
        waiting = self._workspace.analyses.outstanding()
        self._most = max(self._most, waiting)
        if not waiting:
            self._end()
        elif self._most > 1:
            if self._number is None:
                self._number = self._jobs.start(tr("Analysing"), self._workspace.analyses.cancel)
            self._jobs.progress(self._number, self._most - waiting, self._most)

    def _end(self) -> None:
        self._most = 0
        if self._number is not None:
            self._jobs.end(self._number)
            self._number = None
