"""Where the reading of an article stopped: kept while one reads, for whatever may come."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from ui.claims.claim_queue import ClaimQueue
from ui.jobs.acts import Acts
from ui.reading.article_view import ArticleView

if TYPE_CHECKING:
    from annotator.storage import Library

_RESTING_MS = 1200
"""How long the reading must rest before its place is kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where somebody is reading."""

    article: ArticleId
    claim: ClaimId | None
    position: int
    """A code point of the text."""


class ReadingPlace(QObject):
    """The place in the text and the current claim, by article; a read-only library keeps none."""

    def __init__(
        self,
        reader: ArticleView,
        queue: ClaimQueue,
        acts: Acts,
        failed: Callable[[UserFacingError], object],
    ) -> None:
        super().__init__(reader)
        self._reader = reader
        self._queue = queue
        self._acts = acts
        self._failed = failed
        self._library: Library | None = None
        self._article: ArticleId | None = None
        self._last: tuple[int, ClaimId | None] | None = None
        self._resting = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._resting.timeout.connect(self.keep)
        queue.current_changed.connect(lambda _: self._resting.start())
        reader.area.scrolled.connect(self._resting.start)

    def follow(self, library: "Library", article: ArticleId | None) -> None:
        """Keep the place in this article from now on; None: there is none to keep."""
        self._library, self._article, self._last = library, article, None

    def kept(self) -> tuple[int | None, ClaimId | None]:
        """Where the reading stopped, as a code point, and at which claim if it is still there."""
        kept = self._library.settings.get(f"reading/{self._article}") if self._library else None
        if not isinstance(kept, dict):
            return None, None
        position, claim = kept.get("position"), ClaimId(str(kept.get("claim")))
        known = self._queue.model.record(claim) is not None
        return position if isinstance(position, int) else None, claim if known else None

    def keep(self) -> None:
        """Put the place on disk, when the reading rests and when it stops."""
        self._resting.stop()
        if self._library is None or self._article is None or self._library.read_only:
            return
        place = (self._reader.reading_position(), self._queue.current())
        if place != self._last:
            self._last = place
            value = {"position": place[0], "claim": place[1]}
            keep = partial(self._library.settings.set, f"reading/{self._article}", value)
            self._acts.do(keep, lambda _: None, self._failed)
