"""A reviewed file on the panel: read, shown, and settled through the workspace."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.domain.review import Provenance, ReviewItem
from annotator.errors import UserFacingError
from annotator.storage import Verdict
from annotator.text.spans import text_of
from annotator.workspace.reviews import Reviewed
from annotator.workspace.workspace import Workspace
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.texts import tr
from ui.review.review_model import Settlement
from ui.review.review_panel import ReviewPanel

_SETTLED = {Verdict.ACCEPTED: Settlement.ACCEPTED, Verdict.DECLINED: Settlement.DECLINED}


class Settling(QObject):
    """Holds the reviewed file that is being settled."""

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
        self._jobs.follow(future, self._show, self._messages.show_error, number)

    def refresh(self) -> None:
        """Show again what is settled: after an undo, too."""
        if self._reviewed is not None:
            found = self._workspace.library.reviews.settled(i.id for i in _all(self._reviewed))
            settled = {key: _SETTLED[item.verdict] for key, item in found.items()}
            self.panel.model.set_settled(settled)

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

    def words_of(self, item: ReviewItem) -> str:
        """The words of the claim that an item belongs to; empty when it has none here."""
        if item.claim is None:
            return tr("(no claim)")
        try:
            record = self._workspace.claims.get(item.claim)
            article = self._workspace.articles.get(record.article)
        except UserFacingError:
            return " ".join(item.before.split())
        return " ".join(text_of(article.text, record.claim.content).split())

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _show(self, reviewed: Reviewed) -> None:
        self._reviewed = reviewed
        settled = {key: _SETTLED[verdict] for key, verdict in reviewed.settled.items()}
        items = _all(reviewed)
        heading = f"{reviewed.name}: {_provenance(reviewed.provenance)}"
        if not items:
            heading += " " + tr("The reviewer changed nothing.")
        words = {item.id: self.words_of(item) for item in items}
        self.panel.show_review(heading, items, words, settled)


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
        Provenance.NOT_OURS: tr("This file was not exported by Annotator."),
    }
    return sentences[provenance]
