"""What a running analysis finds, shown while it runs."""

from PySide6.QtCore import QObject, QTimer

from annotator.domain.ids import ArticleId
from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.language.texts import tr
from ui.window.reading_room import ReadingRoom

_EVERY_MS = 500
"""How often what was found is shown anew."""
_MOST = 2000
"""Claims shown before the analysis is done; showing more at every step would make the page halt."""


class Streaming(QObject):
    """Shows the open article's claims as they are found, and how far its analysis is."""

    def __init__(
        self, workspace: Workspace, room: ReadingRoom, *, jobs: Jobs, gui: GuiThread
    ) -> None:
        super().__init__(room)
        self._workspace = workspace
        self._room = room
        self._jobs = jobs
        self._number: int | None = None
        self._shown = 0
        self._pause = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._pause.timeout.connect(self.show_now)
        self._unsubscribe = workspace.changes.subscribe(gui.wrapped(self._take))
        room.article_shown.connect(lambda _: self._begin())

    def close(self) -> None:
        """The library is about to be closed."""
        self._unsubscribe()
        self._pause.stop()

    def show_now(self) -> None:
        """Show what has been found in the open article up to now."""
        article = self._room.article
        found = self._workspace.analyses.streamed(article.id) if article else None
        if article is None or found is None or not found.total:
            self._end()
            return
        self._tell(article.id, found.done, found.total)
        if self._shown < len(found.claims):
            if self._shown < _MOST:
                self._room.show_found_so_far(found.claims[:_MOST])
            self._shown = len(found.claims)

    def _begin(self) -> None:
        """Another article is open, or the same with its findings as they are kept."""
        self._end()
        self._shown = 0
        self.show_now()

    def _take(self, change: Change) -> None:
        article = self._room.article
        if article is None or article.id not in change.ids:
            return
        if change.kind is Changed.PROGRESS and not self._pause.isActive():
            self._pause.start()
        elif change.kind is Changed.FINDINGS:
            self._pause.stop()
            self._shown = 0
            self._end()

    def _tell(self, article: ArticleId, done: int, total: int) -> None:
        """Progress in hundredths: code points mean nothing to a reader."""
        if self._number is None:
            self._number = self._jobs.start(
                tr("Analysing this article"), lambda: self._workspace.analyses.cancel(article)
            )
        self._jobs.progress(self._number, 100 * done // total, 100)

    def _end(self) -> None:
        if self._number is not None:
            self._jobs.end(self._number)
            self._number = None
