"""What keeps a library safe: backups by themselves, and deleting for good when asked."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.storage.keeping.backups import BackupFile
from annotator.storage.keeping.checking import CheckReport
from annotator.storage.keeping.copying import Progress
from annotator.storage.records.joining import Joined
from annotator.workspace.changes import Change, Changed
from annotator.workspace.session import Session

log = logging.getLogger(__name__)

_JOINED = (Changed.ARTICLES, Changed.FINDINGS, Changed.SOURCES, Changed.BRIEFINGS)


def _stopping(progress: Progress, stopped: Callable[[], bool]) -> Progress:
    """Progress that ends the work when it is no longer wanted."""

    def tell(done: int, total: int) -> None:
        if stopped():
            raise CancelledError
        progress(done, total)

    return tell


class Upkeep:
    """Works beside the editing, on a thread of its own."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._closing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="upkeep")

    def back_up_if_due(self) -> Future[bool]:
        """Makes the backup of the day when there is none yet; whether one was made.

        A failure goes to the log and is no hindrance: the next start tries again.
        """

        def run() -> bool:
            if self._session.library.read_only:
                return False
            try:
                return self._session.library.backups.make_if_due() is not None
            except UserFacingError as error:
                log.warning("no backup was made: %s", error)
                return False

        return self._thread.submit(run)

    def back_up(self, progress: Progress, stopped: Callable[[], bool]) -> Future[BackupFile]:
        """Makes a backup now. `progress(done, total)` runs on the upkeep's thread; when
        `stopped` says so nothing is made and the future is as good as cancelled."""
        return self._thread.submit(
            lambda: self._session.library.backups.make(progress=_stopping(progress, stopped))
        )

    def check(self, progress: Progress, stopped: Callable[[], bool]) -> Future[CheckReport]:
        """Looks for damage and tampering; mends nothing."""
        return self._thread.submit(
            lambda: self._session.library.check(_stopping(progress, stopped))
        )

    def export_to(self, file: Path) -> Future[None]:
        """Writes the whole library as one file; raises UserFacingError through the future."""
        return self._thread.submit(lambda: self._session.library.export_to(file))

    def take_in(self, file: Path, passphrase: str = "") -> Future[Joined]:
        """Takes an exported library into this one; a backup made before takes it back."""

        def run() -> Joined:
            joined = self._session.library.join(
                file, person=self._session.person, passphrase=passphrase
            )
            self._session.changes.tell(
                *(Change(kind, frozenset(joined.added)) for kind in _JOINED),
                Change(Changed.HISTORY),
            )
            return joined

        return self._thread.submit(run)

    def forget_places(self) -> None:
        """Forgets where reading stopped in every article."""
        if not self._session.library.read_only:
            self._session.library.settings.clear("reading/")

    def sign_articles(self) -> Future[int]:
        """Makes articles that came in before signatures were kept known as stories; how many
        that were."""

        def run() -> int:
            signed = self._little_by_little(self._session.library.articles.sign_missing)
            if signed:
                self._session.changes.tell(Change(Changed.ARTICLES))
            return signed

        return self._thread.submit(run)

    def note_titles(self) -> Future[int]:
        """Notes who holds a public office in articles that came in before this was noted; how
        many articles that were."""
        return self._thread.submit(
            lambda: self._little_by_little(self._session.library.sources.note_titles)
        )

    def _little_by_little(self, some: Callable[[], int]) -> int:
        """Does `some` until it says that none is left: no key press waits long for it."""
        done = 0
        while not self._closing and not self._session.library.read_only:
            try:
                more = some()
            except UserFacingError as error:
                log.warning("the library was not brought up to date: %s", error)
                break
            if not more:
                break
            done += more
        return done

    def delete_for_good(self, article: ArticleId) -> Future[None]:
        """Deletes an article, its original, findings and index; the journal keeps that it was
        there. Cannot be undone. Backups made before still hold it."""

        def run() -> None:
            self._session.library.purge(article, person=self._session.person)
            self._session.changes.tell(
                Change(Changed.ARTICLES, frozenset({article})), Change(Changed.HISTORY)
            )

        return self._thread.submit(run)

    def close(self) -> None:
        """Waits for what is under way."""
        self._closing = True
        self._thread.shutdown(wait=True)
