"""The briefing being written: what the page shows, kept as it changes, and exported."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from annotator.domain.briefing import Section
from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.workspace import Workspace
from ui.briefing.briefing_page import BriefingPage
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.kit.file_names import file_name, saved_as
from ui.kit.message_bar import MessageBar
from ui.language.texts import tr

_PAUSE_MS = 800
"""How long the keys must rest before a plan goes to disk and is checked again."""


class Composing(QObject):
    """Holds one plan; every change of it is an act that can be undone."""

    plan_changed = Signal(object)
    """The BriefingPlan now shown, or None."""

    def __init__(
        self,
        workspace: Workspace,
        page: BriefingPage,
        *,
        jobs: Jobs,
        gui: GuiThread,
        messages: MessageBar,
        open_article: Callable[[], ArticleId | None],
        selected_articles: Callable[[], tuple[ArticleId, ...]],
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self.page = page
        self._jobs = jobs
        self._gui = gui
        self._messages = messages
        self._open_article = open_article
        self._selected = selected_articles
        self._plan: BriefingPlan | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        page = self.page
        page.form.changed.connect(self._pause.start)
        page.sections.chosen.connect(self._take_sections)
        page.articles.chosen.connect(self._take_articles)
        page.choice.chosen.connect(self._take_claims)
        page.plans.activated.connect(self._choose_plan)
        page.start.clicked.connect(self.begin)
        page.delete.clicked.connect(self.delete)
        page.export.clicked.connect(self.export)
        page.add_open.clicked.connect(self._add_open)
        page.add_selected.clicked.connect(lambda: self.add(self._selected()))

    @property
    def plan(self) -> BriefingPlan | None:
        return self._plan

    def refresh(self) -> None:
        """Show the plans as the library has them: after a start, an undo or an export."""
        plans = self._workspace.briefings.plans()
        here = self._plan.id if self._plan else None
        self._plan = next((p for p in plans if p.id == here), plans[0] if plans else None)
        self.page.plans.clear()
        for plan in plans:
            self.page.plans.addItem(plan.title or tr("Untitled briefing"), plan.id)
        if self._plan is not None:
            self.page.plans.setCurrentIndex([p.id for p in plans].index(self._plan.id))
        self._show()

    def begin(self) -> None:
        """A new briefing over what is selected in the library, or over the open article."""
        self.keep()
        articles = self._selected()
        opened = self._open_article()
        if len(articles) < 2 and opened is not None:
            articles = (opened,)
        title = ""
        if len(articles) == 1:
            title = self._workspace.articles.get(articles[0]).title
        self._plan = self._try(partial(self._workspace.briefings.start, title, articles))
        self.refresh()

    def delete(self) -> None:
        if self._plan is not None:
            gone, self._plan = self._plan.id, None
            self._pause.stop()
            self._try(partial(self._workspace.briefings.delete, gone))
            self.refresh()

    def keep(self) -> None:
        """Put what was written on disk."""
        self._pause.stop()
        if self._plan is not None:
            self._save(self.page.form.taken(self._plan))

    def add(self, articles: tuple[ArticleId, ...]) -> None:
        """Add articles at the end, each once."""
        if self._plan is None:
            self.begin()
        if self._plan is not None:
            known = self._plan.articles
            self._take_articles((*known, *(a for a in articles if a not in known)))

    def switch_key(self, claim: ClaimId, article: ArticleId) -> bool:
        """Make a claim a key claim, or no longer; True when it is one now."""
        if self._plan is None:
            self.begin()
        if self._plan is None:
            return False
        if article not in self._plan.articles:
            self.add((article,))
        rest = tuple(key for key in self._plan.key_claims if key != claim)
        is_key = len(rest) == len(self._plan.key_claims)
        self._take_claims(self._plan.left_out - {claim}, (*rest, claim) if is_key else rest)
        return is_key

    # -- changes from the page -----------------------------------------------------------

    def _choose_plan(self, row: int) -> None:
        self.keep()
        chosen = self.page.plans.itemData(row)
        self._plan = next((p for p in self._workspace.briefings.plans() if p.id == chosen), None)
        self._show()

    def _add_open(self) -> None:
        opened = self._open_article()
        if opened is not None:
            self.add((opened,))

    def _take_sections(self, sections: tuple[Section, ...]) -> None:
        self._change(lambda plan: replace(plan, sections=sections))

    def _take_articles(self, articles: tuple[ArticleId, ...]) -> None:
        self._change(lambda plan: replace(plan, articles=articles))
        self._show()

    def _take_claims(self, left_out: frozenset[ClaimId], key: tuple[ClaimId, ...]) -> None:
        self._change(lambda plan: replace(plan, left_out=left_out, key_claims=key))

    def _change(self, change: Callable[[BriefingPlan], BriefingPlan]) -> None:
        if self._plan is not None:
            self._save(change(self.page.form.taken(self._plan)))

    def _save(self, plan: BriefingPlan) -> None:
        if plan == self._plan:
            return
        try:
            self._workspace.briefings.save(plan)
        except UserFacingError as error:  # it stays in the form and is tried again
            self._messages.show_error(error)
            return
        self._plan = plan
        row = self.page.plans.currentIndex()
        self.page.plans.setItemText(row, plan.title or tr("Untitled briefing"))
        self._check()

    # -- what is shown -------------------------------------------------------------------

    def _show(self) -> None:
        self.page.show_plan(self._plan)
        self.plan_changed.emit(self._plan)
        if self._plan is None:
            return
        plan = self._plan
        self.page.articles.show_articles(self._workspace.articles.rows(plan.articles))
        claims = [
            (record, article.text)
            for article in map(self._workspace.articles.get, plan.articles)
            for record in self._workspace.claims.of(article.id)
            if not record.kept_back or record.claim.id in plan.key_claims
        ]
        self.page.choice.show_claims(claims, plan.left_out, plan.key_claims)
        self._check()

    def _check(self) -> None:
        if self._plan is not None and self._plan.articles:
            plan = self._plan
            self.page.checks.show_checks(
                self._try(partial(self._workspace.briefings.checks, plan)) or ()
            )
        else:
            self.page.checks.show_checks(None)

    # -- out to Word ---------------------------------------------------------------------

    def export(self) -> None:
        """Ask where to, and write the document beside the work."""
        if self._plan is None:
            self.begin()
        self.keep()
        plan = self._plan
        if plan is None or not plan.articles:
            self._messages.show_error(
                UserFacingError(
                    tr("The briefing holds no article."),
                    tr("Add the open article or those selected in the library."),
                )
            )
            return
        folder = Path(_documents())
        chosen, _ = QFileDialog.getSaveFileName(
            self.page,
            tr("Export the briefing"),
            str(folder / f"{file_name(plan.title)}.docx"),
            "Word (*.docx)",
        )
        path = self._try(partial(saved_as, chosen, ".docx")) if chosen else None
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the document to `path`; an existing file is replaced only when all is written."""
        plan = self._plan
        if plan is None:
            return
        stop = threading.Event()
        number = self._jobs.start(tr("Writing the briefing"), stop.set)
        move_on = self._gui.wrapped(partial(self._jobs.progress, number))
        future = self._try(
            partial(self._workspace.briefings.export, plan, path, move_on, stop.is_set)
        )
        if future is not None:
            self._jobs.follow(future, self._exported, self._messages.show_error, number)

    def _exported(self, path: Path) -> None:
        self._messages.show_message(
            tr("The briefing is in “{file}”.", file=path.name),
            tr("Open in Word"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def _try[T](self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except UserFacingError as error:
            self._messages.show_error(error)
            return None


def _documents() -> str:
    """The person's documents folder."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
