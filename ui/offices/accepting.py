"""Suggestions accepted in bulk: what there is to accept, and the sheet that asks for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer

from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ArticleId
from annotator.text.spans import text_of
from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.language.texts import count, tr
from ui.main_window import MainWindow
from ui.window.accept_dialog import AcceptDialog, Candidate, Candidates, Scope
from ui.window.claim_verbs import ClaimVerbs

_BURST_MS = 120
"""Changes that come closer together than this are counted once."""


class Accepting(QObject):
    """Opens the sheet beside the work and keeps it true while claims are decided there."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        *,
        verbs: ClaimVerbs,
        jobs: Jobs,
        gui: GuiThread,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._room = window.room
        self._verbs = verbs
        self._jobs = jobs
        self._asked = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="accepting")
        self.sheet: AcceptDialog | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_BURST_MS)
        self._again.timeout.connect(self._refresh)
        window.actions_.connect_to(accept=self.ask)
        self._room.queue.filter_bar.filter_changed.connect(lambda _: self._again.start())
        self._room.article_shown.connect(lambda _: self._again.start())
        window.library.list.selectionModel().selectionChanged.connect(self._again.start)
        self._unsubscribe = workspace.changes.subscribe(gui.wrapped(self._take))

    def close(self) -> None:
        """The library is about to be closed."""
        self._unsubscribe()
        self._again.stop()
        self._asked += 1
        self._thread.shutdown(wait=True)
        if self.sheet is not None:
            self.sheet.reject()

    def ask(self) -> None:
        """Show which suggestions could be accepted; the same sheet again when it is open."""
        if self.sheet is None:
            self.sheet = AcceptDialog(self._held, self._window)
            self.sheet.chosen.connect(self._verbs.accept_suggestions)
            self.sheet.finished.connect(self._forget)
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()
        self.sheet.percent.setFocus()

    def _forget(self) -> None:
        self._asked += 1
        self.sheet = None

    def _take(self, change: Change) -> None:
        if change.kind in {Changed.CLAIMS, Changed.FINDINGS, Changed.ARTICLES}:
            self._again.start()

    def _refresh(self) -> None:
        if self.sheet is not None:
            self.sheet.refresh()

    # -- what there is -------------------------------------------------------------------

    def _held(self, scope: Scope, tell: Callable[[Candidates], None]) -> None:
        """What a scope holds: of the open article at once, of others when they have been read
        beside the window; only the last asking is told."""
        self._asked += 1
        if scope is Scope.SHOWN:
            tell(self._listed())
            return
        asked, chosen = self._asked, self._window.library.selected()

        def take(found: list[Candidate]) -> None:
            if asked == self._asked:
                tell(Candidates(_selected_words(len(chosen)), found))

        future = self._thread.submit(self._of_articles, chosen, lambda: asked != self._asked)
        self._jobs.follow(future, take)

    def _listed(self) -> Candidates:
        shown = self._room.acceptable()
        words = (
            tr("This article, the {shown} claims that the list shows", shown=len(shown))
            if len(shown) < self._room.queue.model.counts().total
            else tr("This article, all {n} claims", n=len(shown))
        )
        article = self._room.article
        return Candidates(words, tuple(_of(shown, article.text if article else "")))

    def _of_articles(
        self, articles: Sequence[ArticleId], stopped: Callable[[], bool]
    ) -> list[Candidate]:
        """The claims of articles, without those that the queue keeps back; none of those that
        come after it is stopped."""
        found: list[Candidate] = []
        for article in articles:
            if stopped():
                break
            records = [r for r in self._workspace.claims.of(article) if not r.kept_back]
            if any(record.tag is None for record in records):
                found += _of(records, self._workspace.articles.get(article).text)
        return found


def _selected_words(many: int) -> str:
    return count(
        many,
        "1 article selected in the library, all its claims",
        "{n} articles selected in the library, all their claims",
    )


def _of(records: Iterable[ClaimRecord], text: str) -> Iterator[Candidate]:
    for record in records:
        suggestion = record.claim.suggestion
        if record.tag is None and suggestion is not None:
            words = " ".join(text_of(text, record.claim.content).split())
            percent = round(100 * suggestion.confidence)
            yield Candidate(record.claim.id, suggestion.tag, percent, words)
