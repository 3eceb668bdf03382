"""The page where articles are read and decided: reader, queue and inspector as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim, Tag
from annotator.domain.decision import ClaimRecord, Credibility, Origin
from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from ui.claims.claim_queue import ClaimQueue
from ui.claims.inspector import Inspector
from ui.claims.queue_filter import QueueFilter
from ui.jobs.acts import Acts
from ui.kit.theme import Theme
from ui.language.texts import say, tr
from ui.library.empty_page import EmptyPage
from ui.library.library_model import same_story
from ui.reading.article_view import ArticleView
from ui.window.aftermath import Aftermath
from ui.window.reading_place import Reading, ReadingPlace

if TYPE_CHECKING:
    from annotator.workspace.workspace import Workspace

ORIGIN = "reading room"
"""Marks the changes that this page has shown already when their notice arrives."""
_LEAST_SIDE = 280
"""Pixels in which the current claim is shown whole."""
_LEAST_TEXT = 350
"""Pixels in which a text can be read."""


class ReadingRoom(QWidget):
    """One article at a time. It keeps reader, queue and inspector on the same claim."""

    article_shown = Signal(object)
    """The Article that is now open, or None."""
    claim_shown = Signal(object)
    """The ClaimRecord that is now current, or None."""
    failed = Signal(object)
    """A UserFacingError."""
    deciding = Signal()
    """Claims are about to be decided."""
    finished = Signal(int)
    """The last undecided claim was decided, and that is painted; how many the article has."""
    sourceless = Signal(object)
    """The ClaimId of a claim that was just decided as sourced, with nobody behind it."""

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self._given: Workspace | None = None
        self._provisional: frozenset[ClaimId] = frozenset()
        self._article: Article | None = None
        self.analysed = False
        self._asides_marked = False
        self.reader = ArticleView()
        self.empty = EmptyPage()
        self.centre = QStackedWidget()
        self.centre.addWidget(self.empty)
        self.centre.addWidget(self.reader)
        self.queue = ClaimQueue()
        self._aftermath = Aftermath(self.queue.model, self)
        self.inspector = Inspector()
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.addWidget(self.queue)
        self.side.addWidget(self.inspector)
        self.side.setStretchFactor(0, 1)
        self.side.setStretchFactor(1, 1)
        self.side.setChildrenCollapsible(False)
        self.side.setMinimumWidth(_LEAST_SIDE)
        self.centre.setMinimumWidth(_LEAST_TEXT)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.centre)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.split.setCollapsible(0, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self._place = ReadingPlace(self.reader, self.queue, acts, self.failed.emit)
        self._connect()

    def _connect(self) -> None:
        self._aftermath.finished.connect(self.finished)
        self._aftermath.sourceless.connect(self.sourceless)
        self.queue.current_changed.connect(self._follow_queue)
        self.queue.filter_bar.filter_changed.connect(self._mark_asides)
        self.queue.opened.connect(lambda _: self.reader.setFocus())
        self.reader.claim_activated.connect(self.go_to_claim)
        self.reader.pointing.reasons = self.queue.model.reasons
        self.inspector.decided.connect(self._decide_by_mouse)
        self.inspector.notes.note_written.connect(self._write_note)
        self.inspector.notes.credibility_chosen.connect(self._grade)
        self.inspector.facts.source_clicked.connect(self.go_to_source)
        self.inspector.facts.cue_clicked.connect(self._go_to_cue)
        for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
            walk = QShortcut(QKeySequence(key), self.reader)
            walk.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            walk.activated.connect(lambda by=by: self.queue.step(by))

    # -- the article ---------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        return self._article

    def work_on(self, workspace: "Workspace") -> None:
        """Read and decide in a library from now on."""
        self._given = workspace
        self.queue.model.reasons.ask(workspace.claims.source_set_by)

    def expect_article(self) -> None:
        """Show an empty page: an article will be opened, so nobody need be told how to begin."""
        self.centre.setCurrentWidget(self.reader)

    @property
    def _workspace(self) -> "Workspace":
        if self._given is None:
            raise RuntimeError("nothing can be read before there is a library")
        return self._given

    def open_article(self, article: ArticleId | None, claim: ClaimId | None = None) -> None:
        """Show an article where it was left, or the way to begin when there is none."""
        self._acts.settle()
        self._aftermath.stop()
        self.leave()
        if self._article is not None and self._article.id == article:
            self._acts.settle()  # its place is asked for again at once
        if article is None:
            self._article = None
            self._place.follow(self._workspace.library, None)
            self.centre.setCurrentWidget(self.empty)
            self.queue.set_claims(None, (), analysed=False)
            self.queue.show_remarks(())
            self.queue.show_elsewhere(ArticleId(""), "")
            self._show_claim(None)
            self.article_shown.emit(None)
            return
        with self._workspace.library.one_view():
            self._article = self._workspace.articles.get(article)
            self._place.follow(self._workspace.library, article)
            self.reader.set_article(self._article)
            self.centre.setCurrentWidget(self.reader)
            self.refresh_findings()
            position, left_at = self._place.kept()
        self.go_to_claim(claim or left_at or self._first_to_do())
        if claim is None and position is not None:
            self.reader.restore_reading_position(position)
        self.article_shown.emit(self._article)

    def leave(self) -> None:
        """Keep what is half-written and the place in the text."""
        self.inspector.notes.keep()
        self._place.keep()

    def refresh_findings(self) -> None:
        """Show the article's names and claims as the library has them now."""
        if self._article is not None:
            with self._workspace.library.one_view():
                self._refresh_findings(self._article)

    def _refresh_findings(self, shown: Article) -> None:
        article = shown.id
        self._provisional = frozenset()
        claims = self._workspace.claims.of(article)
        row = next(iter(self._workspace.articles.rows([article])), None)
        self.analysed = row is not None and row.analysed
        first = row.first_elsewhere_id if row else ArticleId("")
        self.queue.show_elsewhere(first, same_story(row) if row else "")
        self.reader.set_findings(self._workspace.articles.entities(article), self._marked(claims))
        self.queue.set_claims(shown, claims, analysed=self.analysed)
        failure = self._workspace.analyses.failure(article)
        limits = self._workspace.articles.limits(article) if self.analysed else ()
        remarks = (*shown.warnings, *limits, *([failure] if failure else ()))
        self.queue.show_remarks([say(remark) for remark in remarks])
        if self.queue.current() is None:
            self.queue.set_current(self._first_to_do())
        self.reader.set_current_claim(self.queue.current(), reveal=False)
        self._show_claim(self.current_record())

    def show_found_so_far(self, claims: Sequence[Claim]) -> None:
        """Show what a running analysis has found: to be read and walked, not to be decided.

        Claims that somebody made by hand stay. Whoever reads on is left where she is.
        """
        if self._article is None or self.analysed:
            return
        article = self._article.id
        kept = self._workspace.claims.of(article)
        known = {record.claim.id for record in kept}
        new = [ClaimRecord(c, article, Origin.MACHINE, None) for c in claims if c.id not in known]
        self._provisional = frozenset(record.claim.id for record in new)
        records = tuple(sorted((*kept, *new), key=lambda record: record.claim.content))
        self.reader.set_findings((), self._marked(records))
        self.queue.set_claims(self._article, records, analysed=False)
        self.reader.set_current_claim(self.queue.current(), reveal=False)

    def refresh_claims(self, ids: Iterable[ClaimId]) -> None:
        """Take over changed claims of this article, one by one."""
        if self._article is None:
            return
        shown = {record.claim.id: record for record in self._workspace.claims.of(self._article.id)}
        for claim in ids:
            if claim in shown:
                self._take_over(shown[claim])
            elif self.queue.model.record(claim) is not None:
                self.queue.model.remove_claim(claim)
                self.reader.remove_claim(claim)
        self._show_claim(self.current_record())

    def _take_over(self, record: ClaimRecord) -> None:
        """Show one claim as it is now, in queue and text."""
        self.queue.update_claim(record)
        if self._marked((record,)):
            self.reader.update_claim(record)
        else:
            self.reader.remove_claim(record.claim.id)

    def _marked(self, records: Iterable[ClaimRecord]) -> tuple[ClaimRecord, ...]:
        """The claims that the text shows: what the queue keeps back is not marked either."""
        all_cues = self.queue.model.filter.all_cues
        return tuple(record for record in records if all_cues or not record.kept_back)

    def _mark_asides(self, chosen: QueueFilter) -> None:
        """Mark in the text what the queue shows now that it kept back before, or no longer."""
        if chosen.all_cues != self._asides_marked:
            self._asides_marked = chosen.all_cues
            for record in self.queue.model.records():
                if record.kept_back:
                    self._take_over(record)

    def reading(self) -> Reading | None:
        """Where one is reading now; None without an article."""
        if self._article is None:
            return None
        return Reading(self._article.id, self.queue.current(), self.reader.reading_position())

    def return_to(self, place: Reading | None) -> None:
        """Go on where one was reading, in the article that is still open."""
        if place is not None and self._article is not None and self._article.id == place.article:
            self.go_to_claim(place.claim)
            self.reader.restore_reading_position(place.position)

    def show_changed(self, claim: ClaimId | None) -> None:
        """Show what was changed in the open article, at a claim of it. One that is gone leaves its
        neighbour current; one that the filter keeps out is shown in the text alone."""
        self.refresh_findings()
        record = self.queue.model.record(claim) if claim is not None else None
        if record is not None and not self.queue.set_current(record.claim.id):
            self.reader.reveal(record.claim.content[0])

    def set_theme(self, theme: Theme) -> None:
        """Wear a theme in the text and in the queue."""
        self.reader.set_appearance(replace(self.reader.appearance(), theme=theme))
        self.queue.set_theme(theme)

    # -- the current claim ---------------------------------------------------------------

    def current_record(self) -> ClaimRecord | None:
        claim = self.queue.current()
        return self.queue.model.record(claim) if claim is not None else None

    def go_to_claim(self, claim: ClaimId | str | None) -> None:
        """Make a claim current everywhere; a filter that hides it gives way."""
        if claim is None:
            return
        wanted = ClaimId(claim)
        record = self.queue.model.record(wanted)
        if not self.queue.set_current(wanted) and record is not None:
            self.queue.show_everything(asides=record.kept_back)
            self.queue.set_current(wanted)

    def go_to_claim_at(self, span: Span) -> None:
        """Make the shortest claim that holds `span` current, where one does."""
        holding = [
            record
            for record in self._marked(self.queue.model.records())
            if any(piece.overlaps(span) for piece in record.claim.content)
        ]
        if holding:
            shortest = min(holding, key=lambda r: sum(piece.length for piece in r.claim.content))
            self.go_to_claim(shortest.claim.id)

    def _first_to_do(self) -> ClaimId | None:
        return self.queue.model.next_undecided(None) or self.queue.model.claim_at(0)

    def _follow_queue(self, claim: ClaimId | None) -> None:
        self.reader.set_current_claim(claim)
        self._show_claim(self.queue.model.record(claim) if claim is not None else None)

    def _show_claim(self, record: ClaimRecord | None) -> None:
        claims = self._workspace.claims
        decided = record is not None and record.decision is not None
        history = claims.history(record.claim.id) if record and decided else ()
        by_hand = self.queue.model.reasons.by_hand(record) if record else ""
        text = self._article.text if self._article else ""
        self.inspector.show_claim(record, text, history, by_hand)
        self.claim_shown.emit(record)

    # -- what the analyst does -----------------------------------------------------------

    def decide(self, tag: Tag | None) -> None:
        """Tag the selected claims and walk on to the next undecided one; see `Acts` for when."""
        self._acts.settle()
        self._aftermath.stop()
        chosen = self.queue.selected()
        if not chosen:
            return
        if self._provisional.intersection(chosen):
            self.failed.emit(
                UserFacingError(
                    tr("This article is still being analysed."),
                    tr("Its claims can be decided as soon as that is done."),
                )
            )
            return
        self.deciding.emit()
        claims = self._workspace.claims

        def act() -> list[ClaimRecord]:
            claims.decide(chosen, tag, origin=ORIGIN)
            return [claims.get(claim) for claim in chosen]

        self._acts.do(act, self._show_decided, self.failed.emit)

    def _decide_by_mouse(self, tag: Tag | None) -> None:
        """A button is let go of already: what it says is on the disk when it is up again."""
        self.decide(tag)
        self._acts.settle()

    def _show_decided(self, records: Sequence[ClaimRecord]) -> None:
        """Show what was just decided, and walk on."""
        before = self.queue.model.counts().undecided
        for record in records:
            self._take_over(record)
        decided = records[-1].tag is not None
        if not decided or not self.queue.to_next_undecided(records[-1].claim.id):
            self._show_claim(self.current_record())
        self._aftermath.follow([record.claim.id for record in records], was_to_do=before > 0)

    def go_to_source(self) -> None:
        """Show the words that name the source of the current claim; for one that was chosen
        without a place, where the article first names it."""
        record = self.current_record()
        source = record.claim.source if record else None
        if source is None or self._article is None:
            return
        entities = self._workspace.articles.entities(self._article.id)
        named = next((each.mentions for each in entities if each.id == source.entity), ())
        span = source.span or next(iter(named), None)
        if span is not None:
            self.reader.reveal(span)

    def write_note(self) -> None:
        """Put the cursor into the note of the current claim."""
        if self.current_record() is not None:
            self.inspector.begin_note()

    def leave_decided(self) -> None:
        """Walk on from a claim that is decided to one that is not, where one is left."""
        record = self.current_record()
        if record is None or record.tag is not None:
            self.to_next_undecided()

    def acceptable(self) -> tuple[ClaimRecord, ...]:
        """The claims that the queue shows and that can be decided."""
        shown = (self.queue.model.record(claim) for claim in self.queue.model.shown())
        return tuple(r for r in shown if r is not None and r.claim.id not in self._provisional)

    def to_next_undecided(self) -> None:
        """Walk on to the next claim that waits for a decision."""
        self.queue.to_next_undecided(self.queue.current())

    def _go_to_cue(self) -> None:
        record = self.current_record()
        if record is not None and record.claim.cue is not None:
            self.reader.reveal(record.claim.cue)

    def _write_note(self, claim: ClaimId, note: str) -> None:
        self._acts.settle()
        try:
            self._workspace.claims.annotate(claim, note=note)
        except UserFacingError as error:
            self.inspector.notes.refuse(claim, note)
            self.failed.emit(error)

    def _grade(self, claim: ClaimId, grade: Credibility | None) -> None:
        self._acts.settle()
        try:
            if grade is None:
                self._workspace.claims.forget_credibility(claim)
            else:
                self._workspace.claims.annotate(claim, credibility=grade)
        except UserFacingError as error:
            self.failed.emit(error)
