"""Keeps the views true to the library, and connects the actions to what they do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.storage import Hit
from annotator.workspace.changes import Change, Changed
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.language.texts import count, tr
from ui.main_window import MainWindow
from ui.offices.undoing import Undoing
from ui.window.claim_verbs import ClaimVerbs
from ui.window.intake_desk import IntakeDesk
from ui.window.name_verbs import NameVerbs
from ui.window.pages import Page
from ui.window.reading_room import ORIGIN
from ui.window.session import Session
from ui.window.welcome import WelcomePage

_BURST_MS = 120
"""Changes of the list that come closer together than this are shown as one."""


class Desk(QObject):
    """The window at work on one library."""

    review_arrived = Signal(object)
    """The Path of a briefing that came back."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        *,
        intake: IntakeDesk,
        verbs: ClaimVerbs,
        gui: GuiThread,
        session: Session,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._room = window.room
        self._library = window.library
        self._messages = window.messages
        self._intake = intake
        self._verbs = verbs
        self.undoing = Undoing(workspace, window, self.open_article)
        self.names = NameVerbs(workspace, self._room, self._messages)
        self._room.reader.entity_requested.connect(self.names.ask_kind)
        self._session = session
        self._waiting: list[Callable[[], object]] = []
        self._changed_articles: set[str] = set()
        self._read_before: ArticleId | None = None
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self._listing.setInterval(_BURST_MS)
        self._listing.timeout.connect(self._list_changed)
        self._unsubscribe = workspace.changes.subscribe(gui.wrapped(self._take))
        self._connect_views()
        self._connect_actions()

    def begin(self) -> None:
        """Show the library, and the article that was open last; ask a newcomer's name first."""
        if not self._workspace.person:
            welcome = WelcomePage()
            welcome.named.connect(self._greet)
            self._window.cover(welcome)
            welcome.name.setFocus()
        library = self._workspace.library
        if library.read_only:
            told = tr("This library can only be read now.")
            self._messages.show_error(UserFacingError(told, library.why_read_only or ""))
        self.list_articles()
        kept = ArticleId(self._session.text("article"))
        ids = self._library.model.ids
        self.open_article(kept if kept in ids else next(iter(ids), None))
        self.undoing.name_actions()

    def _greet(self, name: str) -> None:
        """The analyst has said who decides."""
        self._workspace.person = name
        self._session.set_text("person", name)
        self._session.flush()
        self._window.uncover()
        self._room.setFocus()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def when_named(self, act: Callable[[], object]) -> None:
        """Do something now, or once a newcomer has said who decides: nothing is journalled
        without a name."""
        if self._workspace.person:
            act()
        else:
            self._waiting.append(act)

    def end(self) -> None:
        """Keep what is half-written; called before the library is closed."""
        self._room.leave()
        self._unsubscribe()
        self._listing.stop()
        self.undoing.stop()

    def open_article(self, article: ArticleId | None, claim: ClaimId | None = None) -> None:
        """Read an article, its analysis ahead of the others; news of another is over."""
        self._messages.pass_on()
        if self._open(article, claim) and article is not None:
            self._window.show_page(Page.READ)

    def _choose_article(self, article: ArticleId) -> None:
        """Open the article that was clicked in the list, on whatever page this is done."""
        self._messages.pass_on()
        self._open(article)

    def _open(self, article: ArticleId | None, claim: ClaimId | None = None) -> bool:
        """Put an article into the reading room, whatever page is shown."""
        try:
            self._room.open_article(article, claim)
        except UserFacingError as error:
            self._messages.show_error(error)
            return False
        self._session.set_text("article", article or "")
        if article is not None:
            self._library.set_current(article)
            if not self._room.analysed:
                self._workspace.analyses.request(article, first=True)
        return True

    def list_articles(self) -> None:
        """Show the library's articles as order and label ask."""
        self._library.show_labels([label for label, _ in self._workspace.articles.labels()])
        self._library.show_ids(
            self._workspace.articles.ids(
                self._library.chosen_order(), label=self._library.chosen_label()
            )
        )

    # -- wiring --------------------------------------------------------------------------

    def _connect_views(self) -> None:
        self._window.page_changed.connect(self._enable_claim_verbs)
        self._window.page_changed.connect(self._messages.pass_on)
        self._room.deciding.connect(self._messages.pass_on)
        self._library.article_chosen.connect(self._choose_article)
        self._library.article_opened.connect(lambda: self._window.show_page(Page.READ))
        self._library.listing_changed.connect(lambda *_: self.list_articles())
        self._intake.begun.connect(self._remember_reading)
        self._intake.arrived.connect(self._arrived)
        self._intake.shown.connect(self.open_article)
        self._intake.reviewed.connect(self.review_arrived)
        self._window.offered.connect(self._intake.take)
        self._room.queue.article_requested.connect(
            lambda article: self.open_article(ArticleId(article))
        )
        self._room.failed.connect(self._messages.show_error)
        self._room.finished.connect(self._say_finished)
        self._room.empty.open_requested.connect(self._intake.ask_files)
        self._room.empty.paste_requested.connect(self._intake.paste)
        self._room.empty.sample_requested.connect(self._intake.add_sample)

    def _connect_actions(self) -> None:
        actions, room, intake, verbs = (
            self._window.actions_,
            self._room,
            self._intake,
            self._verbs,
        )
        actions.connect_to(
            open=intake.ask_files,
            open_folder=intake.ask_folder,
            paste=intake.paste,
            sample=intake.add_sample,
            remove_article=self.remove_articles,
            quit=self._window.close,
            undo=self.undoing.undo,
            redo=self.undoing.redo,
            copy_citation=verbs.copy_citation,
            next=partial(room.queue.step, 1),
            previous=partial(room.queue.step, -1),
            next_undecided=room.to_next_undecided,
            next_article=self.open_next_article,
            search=self.search,
            analyse=self.analyse,
            sourced=partial(room.decide, Tag.SOURCED),
            speculative=partial(room.decide, Tag.SPECULATIVE),
            unsourced=partial(room.decide, Tag.UNSOURCED),
            rejected=partial(room.decide, Tag.REJECTED),
            undecided=partial(room.decide, None),
            note=room.write_note,
            go_source=room.go_to_source,
            make_claim=verbs.make_claim,
            add_piece=verbs.add_piece,
            make_entity=self.names.ask_kind,
            find=room.reader.open_find,
            make_source=verbs.make_source,
            make_cue=verbs.make_cue,
            larger=partial(room.reader.zoom, 1),
            smaller=partial(room.reader.zoom, -1),
            normal_size=partial(room.reader.zoom, 0),
            show_library=self._toggle_panels,
            show_claims=self._toggle_panels,
            full_screen=self._toggle_full_screen,
        )
        for page in Page:
            actions[f"page_{page.value}"].triggered.connect(
                lambda _=False, page=page: self._window.show_page(page)
            )

    def _enable_claim_verbs(self, page: Page) -> None:
        """Keys that decide act only where the claim that they decide is in sight."""
        for menu in self._window.actions_.menus:
            for spec in menu.actions if menu.name == "claim" else ():
                self._window.actions_[spec.name].setEnabled(page is Page.READ)

    # -- what changed --------------------------------------------------------------------

    def _take(self, change: Change) -> None:
        self.undoing.take(change)
        article = self._room.article
        here = article.id if article else None
        if change.kind is Changed.ARTICLES:
            self._library.set_article_rows_stale([ArticleId(i) for i in change.ids])
            self._changed_articles |= change.ids
            if not self._listing.isActive():
                self._listing.start()
        elif change.kind is Changed.FINDINGS:
            self._library.set_article_rows_stale([ArticleId(i) for i in change.ids])
            if here in change.ids:
                self._room.refresh_findings()
        elif change.kind is Changed.CLAIMS:
            if change.origin != ORIGIN:
                self._room.refresh_claims([ClaimId(i) for i in change.ids])
            # One's own decision is about the open article; others may be about any.
            own = change.origin == ORIGIN and here
            self._library.set_article_rows_stale([here] if own and here else ())

    def _list_changed(self) -> None:
        """Show the list as it is after a burst of changes; an import of many is one of them."""
        self.list_articles()
        # Also of the others: they say who else brought their story.
        self._library.set_article_rows_stale()
        here = self._room.article.id if self._room.article else None
        if self._library.current() != here:
            self._library.set_current(here)
        ids = self._library.model.ids
        come = [article for article in ids if article in self._changed_articles]
        gone = here in self._changed_articles and here not in set(ids)
        self._changed_articles.clear()
        if gone:
            self._open(next(iter(ids), None))
        elif here is None and come:
            self._open(come[0])

    def _remember_reading(self) -> None:
        article = self._room.article
        self._read_before = article.id if article else None

    def _arrived(self, article: ArticleId) -> None:
        """Open what came in, unless the analyst has gone on to something else meanwhile."""
        here = self._room.article
        if here is None or here.id == self._read_before:
            self.open_article(article)

    # -- places --------------------------------------------------------------------------

    def show_claim(self, claim: ClaimId) -> None:
        """Go to a claim, in whatever article it stands."""
        try:
            record = self._workspace.claims.get(claim)
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        article = self._room.article
        if article is None or article.id != record.article:
            self.open_article(record.article, claim)
        else:
            self._room.refresh_findings()
            self._room.go_to_claim(claim)

    def show_hit(self, hit: Hit) -> None:
        """Go to what a search found: its claim, or its words in the text."""
        if hit.claim is not None:
            self.show_claim(hit.claim)
            return
        article = self._room.article
        if article is None or article.id != hit.article:
            self.open_article(hit.article)
        self._window.show_page(Page.READ)
        if hit.span is not None:
            self._room.go_to_claim_at(hit.span)
            self._room.reader.select(hit.span)

    def search(self) -> None:
        """Put the cursor into the search field."""
        if self._library.isHidden():
            self._window.actions_["show_library"].trigger()
        self._library.search.words.setFocus()
        self._library.search.words.selectAll()

    def analyse(self) -> None:
        """Analyse the open article again, ahead of the others; decisions stay."""
        if self._room.article is not None:
            self._workspace.analyses.request(self._room.article.id, first=True)

    # -- smaller verbs -------------------------------------------------------------------

    def open_next_article(self) -> None:
        """The next article of the list that has undecided claims."""
        ids = self._library.model.ids
        here = (self._library.model.row_of(self._library.current()) or 0) + 1
        found = self._workspace.articles.first_undecided((*ids[here:], *ids[:here]))
        if found is not None:
            self.open_article(found)
            return
        self._messages.show_message(
            tr("Every claim in this list is decided."),
            tr("To the briefing"),
            lambda: self._window.show_page(Page.BRIEFING),
        )

    def _say_finished(self, claims: int) -> None:
        """The article is done: the next one is a key away."""
        self._messages.show_message(
            count(claims, "The claim is decided.", "All {n} claims are decided."),
            self._window.actions_.with_key(tr("Next article"), "next_article"),
            self.open_next_article,
        )

    def remove_articles(self) -> None:
        """Take the selected articles out of the library; Z brings them back."""
        chosen = self._library.selected()
        if not chosen and self._room.article:
            chosen = (self._room.article.id,)
        if not chosen:
            return
        try:
            self._workspace.articles.remove(chosen)
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        self._messages.show_message(tr("Deleted."), tr("Bring back"), self.undoing.undo)

    def say_key_claim(self, *, is_key: bool) -> None:
        """Tell what became of a claim in the briefing."""
        self._messages.show_message(
            tr("This is a key claim of the briefing now.")
            if is_key
            else tr("This is no key claim of the briefing any more.")
        )

    def _toggle_panels(self) -> None:
        actions = self._window.actions_
        library, claims = actions["show_library"].isChecked(), actions["show_claims"].isChecked()
        self._window.show_side_panels(library=library, claims=claims)
        self._session.set_flag("panels/library", value=library)
        self._session.set_flag("panels/claims", value=claims)

    def _toggle_full_screen(self) -> None:
        if self._window.actions_["full_screen"].isChecked():
            self._window.showFullScreen()
        else:
            self._window.showNormal()
