"""A reviewed file on the panel: read, shown, and settled through the workspace."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from annotator.domain.ids import ArticleId, ClaimId
from annotator.domain.review import Provenance, ReviewItem
from annotator.errors import UserFacingError
from annotator.storage import Verdict
from annotator.text.spans import text_of
from annotator.workspace.past_reviews import PastReview
from annotator.workspace.reviews import Reviewed
from annotator.workspace.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.texts import tr
from ui.review.effect_words import effect_sentence, place_name
from ui.review.review_model import Settlement
from ui.review.review_panel import ReviewPanel

_SETTLED = {Verdict.ACCEPTED: Settlement.ACCEPTED, Verdict.DECLINED: Settlement.DECLINED}


class Settling(QObject):
    """Holds the reviewed file that is being settled."""

    shown = Signal(str)
    """The name of a reviewed file that has just come in sight."""

    def __init__(
        self, workspace: Workspace, panel: ReviewPanel, jobs: Jobs, messages: MessageBar
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self.panel = panel
        self._jobs = jobs
        self._messages = messages
        self._reviewed: Reviewed | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="review")
        panel.settled.connect(self.settle)
        panel.file_requested.connect(self.ask_file)
        panel.file_dropped.connect(self.read)
        panel.past.chosen.connect(self._show_past)

    def ask_file(self) -> None:
        """Let the analyst choose the document that came back."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.panel, tr("Open a reviewed document"), "", "Word (*.docx)"
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a reviewed file beside the work and show what is in it; nothing is changed."""
        number = self._jobs.start(tr("Reading the review"))
        future = self._thread.submit(self._workspace.reviews.read, path)
        self._jobs.follow(future, self._take_in, self._messages.show_error, number)

    def refresh(self) -> None:
        """Show again what is settled: after an undo, too; after a start the last review."""
        try:
            self._refresh(self._workspace.reviews.past())
        except UserFacingError as error:
            self._messages.show_error(error)

    def _refresh(self, past: tuple[PastReview, ...]) -> None:
        if self._reviewed is None and past:
            self._show_past(past[0])
        elif self._reviewed is not None:
            found = self._workspace.library.reviews.settled(i.id for i in _all(self._reviewed))
            settled = {key: _SETTLED[item.verdict] for key, item in found.items()}
            self.panel.model.set_settled(settled)
            self.panel.past.show_reviews(past, self._reviewed.review.sha256)

    def settle(self, items: Sequence[ReviewItem], settlement: Settlement) -> None:
        """Accept or decline items, as one act."""
        if self._reviewed is None:
            return
        reviews = self._workspace.reviews
        act = reviews.accept if settlement is Settlement.ACCEPTED else reviews.decline
        try:
            act(self._reviewed, items)
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        self.panel.mark(items, settlement)
        self._list_past()

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _take_in(self, reviewed: Reviewed) -> None:
        """Show a file that was read, and keep what is in it."""
        try:
            self._workspace.reviews.remember(reviewed)
            self._show(reviewed)
            self._list_past()
        except UserFacingError as error:
            self._messages.show_error(error)

    def _show_past(self, past: PastReview) -> None:
        try:
            self._show(self._workspace.reviews.again(past))
            self._list_past()
        except UserFacingError as error:
            self._messages.show_error(error)

    def _list_past(self) -> None:
        here = self._reviewed.review.sha256 if self._reviewed else ""
        self.panel.past.show_reviews(self._workspace.reviews.past(), here)

    def _words_of(self, items: Sequence[ReviewItem]) -> dict[str, str]:
        """What each item is about: its claim's words, or where it stands; by item id."""
        texts: dict[ArticleId, str] = {}
        words: dict[ClaimId, str] = {}
        for claim in {item.claim for item in items if item.claim is not None}:
            words[claim] = _claim_words(self._workspace, claim, texts)
        return {
            item.id: place_name(item)
            if item.claim is None
            else words[item.claim] or " ".join(item.before.split())
            for item in items
        }

    def _show(self, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        settled = {key: _SETTLED[verdict] for key, verdict in reviewed.settled.items()}
        items = _all(reviewed)
        heading = f"{reviewed.name}: {_provenance(reviewed.provenance)}"
        if not items and reviewed.provenance is not Provenance.NOT_OURS:
            heading += " " + tr("The reviewer changed nothing.")
        words = self._words_of(items)
        effects = {
            item: effect_sentence(effect)
            for item, effect in self._workspace.reviews.effects(reviewed).items()
        }
        ours = reviewed.provenance in (Provenance.CURRENT, Provenance.OLDER_EXPORT)
        self.panel.show_review(heading, items, words, settled, effects, ours=ours)
        self.shown.emit(reviewed.name)


def _claim_words(workspace: Workspace, claim: ClaimId, texts: dict[ArticleId, str]) -> str:
    """A claim's words, or none where the library does not have it; `texts` are those read."""
    try:
        record = workspace.claims.get(claim)
        if record.article not in texts:
            texts[record.article] = workspace.articles.get(record.article).text
    except UserFacingError:
        return ""
    return " ".join(text_of(texts[record.article], record.claim.content).split())


def _all(reviewed: Reviewed) -> tuple[ReviewItem, ...]:
    return (*reviewed.review.items, *reviewed.review.unplaced)


def _provenance(provenance: Provenance) -> str:
    sentences = {
        Provenance.CURRENT: tr("This is the newest version of the briefing."),
        Provenance.OLDER_EXPORT: tr(
            "This is an older version of the briefing; a newer one was exported since."
        ),
        Provenance.OTHER_BRIEFING: tr(
            "This file belongs to a briefing that this library does not have."
        ),
        Provenance.NOT_OURS: tr(
            "This file is no briefing that Annotator exported. To read it as an article, drop it "
            "on the list of articles."
        ),
    }
    return sentences[provenance]
