"""The pages behind the reading room: each made when it is first shown."""

from pathlib import Path

from PySide6.QtCore import QObject

from annotator.domain.ids import ArticleId, ClaimId, EntityId
from annotator.text.spans import Span
from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace
from ui.briefing.briefing_page import BriefingPage
from ui.briefing.composing import Composing
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.kit.theme import ThemeKeeper
from ui.main_window import MainWindow
from ui.offices.desk import Desk
from ui.review.review_panel import ReviewPanel
from ui.review.settling import Settling
from ui.sources.register_desk import RegisterDesk
from ui.sources.sources_page import SourcesPage
from ui.window.history_page import HistoryPage
from ui.window.pages import Page

_REFRESHED_BY = {
    Page.SOURCES: {Changed.SOURCES, Changed.CLAIMS, Changed.FINDINGS, Changed.ARTICLES},
    Page.BRIEFING: {Changed.BRIEFINGS, Changed.CLAIMS, Changed.FINDINGS, Changed.SOURCES},
    Page.REVIEW: {Changed.HISTORY},
    Page.HISTORY: {Changed.HISTORY},
}


class BackOffice(QObject):
    """Makes, refreshes and closes the pages for sources, briefing, review and history."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        *,
        desk: Desk,
        jobs: Jobs,
        gui: GuiThread,
        themes: ThemeKeeper,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._desk = desk
        self._jobs = jobs
        self._gui = gui
        self._themes = themes
        self.register: RegisterDesk | None = None
        self.composing: Composing | None = None
        self.settling: Settling | None = None
        self.history: HistoryPage | None = None
        window.page_changed.connect(self._show)
        desk.review_arrived.connect(self.read_review)
        actions = window.actions_
        actions.connect_to(
            export=self.export, open_review=self.open_review, key_claim=self.switch_key_claim
        )
        desk.names.show_requested.connect(self._show_name)
        themes.changed.connect(self._wear)
        window.room.article_shown.connect(lambda _: self._follow_article())
        self._unsubscribe = workspace.changes.subscribe(gui.wrapped(self._take))

    def close(self) -> None:
        """Keep what is half-written and end what runs beside the window."""
        self._unsubscribe()
        if self.composing is not None:
            self.composing.keep()
        for desk in (self.register, self.settling):
            if desk is not None:
                desk.close()

    # -- verbs ---------------------------------------------------------------------------

    def export(self) -> None:
        self._window.show_page(Page.BRIEFING)
        self._composing().export()

    def open_review(self) -> None:
        self._window.show_page(Page.REVIEW)
        self._settling().ask_file()

    def read_review(self, path: Path) -> None:
        """Show what is in a briefing that came back."""
        self._window.show_page(Page.REVIEW)
        self._settling().read(path)

    def switch_key_claim(self) -> None:
        """Make the current claim a key claim of the briefing, or no longer."""
        record = self._window.room.current_record()
        if record is not None:
            self._desk.say_key_claim(
                is_key=self._composing().switch_key(record.claim.id, record.article)
            )

    # -- pages ---------------------------------------------------------------------------

    def _show(self, page: Page) -> None:
        if page is Page.SOURCES:
            self._register().refresh()
        elif page is Page.BRIEFING:
            self._composing().refresh()
        elif page is Page.REVIEW:
            self._settling().refresh()
        elif page is Page.HISTORY:
            self._history()

    def _follow_article(self) -> None:
        """The sources of the open article are shown while articles are chosen in the list."""
        if self._window.page() is Page.SOURCES:
            self._show(Page.SOURCES)

    def _take(self, change: Change) -> None:
        """Refresh the page that is in sight; the others are refreshed when they are shown."""
        page = self._window.page()
        if change.kind in _REFRESHED_BY.get(page, set()):
            self._show(page)

    def _register(self) -> RegisterDesk:
        if self.register is None:
            page = SourcesPage()
            page.delegate.set_theme(self._themes.theme)
            self.register = RegisterDesk(
                self._workspace,
                page,
                jobs=self._jobs,
                messages=self._window.messages,
                articles_of=self._articles_of,
            )
            self.register.mention_requested.connect(self._show_mention)
            self._window.add_page(Page.SOURCES, page)
        return self.register

    def _composing(self) -> Composing:
        if self.composing is None:
            page = BriefingPage()
            page.set_theme(self._themes.theme)
            self.composing = Composing(
                self._workspace,
                page,
                jobs=self._jobs,
                gui=self._gui,
                messages=self._window.messages,
                open_article=self._open_article,
                selected_articles=self._window.library.selected,
            )
            page.claim_requested.connect(self._show_claim)
            self._window.add_page(Page.BRIEFING, page)
        return self.composing

    def _settling(self) -> Settling:
        if self.settling is None:
            panel = ReviewPanel()
            self.settling = Settling(self._workspace, panel, self._jobs, self._window.messages)
            panel.claim_requested.connect(self._show_claim)
            self._window.add_page(Page.REVIEW, panel)
        return self.settling

    def _history(self) -> None:
        if self.history is None:
            self.history = HistoryPage(self._window.actions_, self._workspace.chronicle.acts)
            self.history.claim_requested.connect(self._show_claim)
            self.history.article_requested.connect(self._desk.open_article)
            self.history.undo_requested.connect(self._desk.undoing.undo)
            self.history.redo_requested.connect(self._desk.undoing.redo)
            self._window.add_page(Page.HISTORY, self.history)
        self.history.model.take(self._workspace.chronicle.newest())

    # -- between pages -------------------------------------------------------------------

    def _open_article(self) -> ArticleId | None:
        article = self._window.room.article
        return article.id if article else None

    def _articles_of(self, scope: int) -> tuple[ArticleId, ...]:
        """The articles that the sources page counts over: open, selected, briefing's or all."""
        if scope == 1:
            return self._window.library.selected()
        if scope == 2:
            plan = self._composing().plan
            return plan.articles if plan else ()
        if scope == 3:
            return self._workspace.articles.ids()
        opened = self._open_article()
        return (opened,) if opened is not None else ()

    def _show_claim(self, claim: ClaimId) -> None:
        self._desk.show_claim(claim)
        self._window.show_page(Page.READ)

    def _show_name(self, article: ArticleId, entity: EntityId) -> None:
        self._window.show_page(Page.SOURCES)
        self._register().show_name(article, entity)

    def _show_mention(self, article: ArticleId, span: Span) -> None:
        if self._open_article() != article:
            self._desk.open_article(article)
        self._window.show_page(Page.READ)
        self._window.room.reader.select(span)

    def _wear(self) -> None:
        if self.register is not None:
            self.register.page.delegate.set_theme(self._themes.theme)
        if self.composing is not None:
            self.composing.page.set_theme(self._themes.theme)
