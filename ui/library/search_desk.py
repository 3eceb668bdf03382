"""Searching beside the window: the last question asked is the one that is answered."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QModelIndex, QObject, Signal

from annotator.storage import Hit, SearchQuery
from annotator.workspace.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.texts import tr
from ui.library.library_panel import LibraryPanel


class SearchDesk(QObject):
    """Connects the search bar of the library panel to the library."""

    hit_chosen = Signal(object)
    """The Hit to show in its article."""
    left = Signal()

    def __init__(
        self, workspace: Workspace, panel: LibraryPanel, jobs: Jobs, messages: MessageBar
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._panel = panel
        self._jobs = jobs
        self._messages = messages
        self._asked = 0
        self._to_first = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="search")
        panel.search.asked.connect(self.ask)
        panel.search.left.connect(self.left)
        panel.search.walked.connect(panel.to_hits)
        panel.search.entered.connect(self._go_to_first)
        panel.hits.clicked.connect(self._choose)
        panel.hits.activated.connect(self._choose)

    def ask(self, query: SearchQuery | None) -> None:
        """Show what fits, or the articles again when nothing is asked for."""
        self._asked += 1
        self._to_first = False
        asked = self._asked
        if query is None:
            self._panel.show_hits(None)
            return

        def show(hits: tuple[Hit, ...]) -> None:
            if asked == self._asked:
                self._panel.show_hits(hits, _why_nothing(query))
                if self._to_first:
                    self._show_first()

        future = self._thread.submit(self._workspace.library.search.find, query)
        self._jobs.follow(future, show, self._messages.show_error)

    def close(self) -> None:
        """The library is about to be closed: what is still being typed is not asked for."""
        self._panel.search.asked.disconnect(self.ask)
        self._thread.shutdown(wait=True)

    def _go_to_first(self) -> None:
        """Go to the first finding of what was asked just now, once there is an answer."""
        self._to_first = True

    def _show_first(self) -> None:
        self._to_first = False
        self._panel.to_hits()
        if self._panel.hits.hasFocus():
            self._choose(self._panel.hits.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        hit = self._panel.hit_model.hit(index.row())
        if hit is not None:
            self.hit_chosen.emit(hit)


def _why_nothing(query: SearchQuery) -> str:
    """What to say, and to do, when nothing fits `query`."""
    if query.tags:
        return tr(
            "Nothing found among decided claims. Ask for undecided claims to "
            "find those that are only suggested to be so."
        )
    return tr("Nothing found. Fewer words or conditions find more.")
