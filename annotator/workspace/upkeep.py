"""What keeps a library safe: backups by themselves, and deleting for good when asked."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.workspace.changes import Change, Changed
from annotator.workspace.session import Session

log = logging.getLogger(__name__)


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

    def sign_articles(self) -> Future[int]:
        """Makes articles that came in before signatures were kept known as stories, a few at a
        time so that no key press waits long; how many that were."""

        def run() -> int:
            if self._session.library.read_only:
                return 0
            signed = 0
            while not self._closing:
                try:
                    done = self._session.library.articles.sign_missing()
                except UserFacingError as error:
                    log.warning("stories were not compared: %s", error)
                    break
                if not done:
                    break
                signed += done
            if signed:
                self._session.changes.tell(Change(Changed.ARTICLES))
            return signed

        return self._thread.submit(run)

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
