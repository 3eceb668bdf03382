"""One library: a SQLite file with articles, findings, decisions, sources and briefings."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from annotator.storage.articles import Articles
from annotator.storage.briefings import Briefings
from annotator.storage.canonical import JSON
from annotator.storage.change import Change
from annotator.storage.claims import Claims
from annotator.storage.findings import Findings
from annotator.storage.journal import Journal
from annotator.storage.lock import Holder
from annotator.storage.opening import Opened, open_file
from annotator.storage.reviews import Reviews
from annotator.storage.search import Search
from annotator.storage.settings import Settings
from annotator.storage.sources import Sources
from annotator.storage.transaction import transaction


class Library:
    """An open library. May be used from several threads; close it, or use it in `with`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        store = self._store = opened.store
        self.articles = Articles(store)
        self.findings = Findings(store)
        self.claims = Claims(store)
        self.sources = Sources(store)
        self.briefings = Briefings(store)
        self.reviews = Reviews(store)
        self.search = Search(store)
        self.settings = Settings(store)
        self.journal = Journal(store)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Opens the library at `path`, made (for its owner alone) when there is none.

        An older one is migrated, a backup made before. When another program has it open for
        writing, or the place cannot be written to, it opens read-only: see `read_only`,
        `why_read_only` and `holder`. Raises LibraryNewerError and leaves the file untouched
        when a newer program made it; LibraryDamagedError when it is no library or its
        beginning cannot be read.
        """
        return cls(open_file(path, read_only=read_only))

    @property
    def path(self) -> Path:
        return self._store.path

    @property
    def read_only(self) -> bool:
        return self._store.read_only

    @property
    def why_read_only(self) -> str:
        """One sentence for the person; empty when it can be written to or was so asked for."""
        return self._store.why_read_only

    @property
    def holder(self) -> Holder | None:
        """Who has it open for writing, when that is why this one is read-only."""
        return self._opened.holder

    def transaction(
        self,
        person: str,
        action: str,
        *,
        payload: Mapping[str, JSON] | None = None,
        inverse: Mapping[str, JSON] | None = None,
        bulk: bool = False,
        undoes: int | None = None,
        origin: str = "",
    ) -> AbstractContextManager[Change]:
        """One act of `person`: the steps done on the Change and their journal entry, or
        neither. When the block has ended it is on the disk.

        `payload` says what was done and `inverse` what takes it back (None: nothing does).
        Raises LibraryReadOnlyError, LibraryFullError and their kin; nothing is kept then.
        Inside another transaction of the same thread both are kept together.
        """
        return transaction(
            self._store,
            person,
            action,
            payload=payload,
            inverse=inverse,
            bulk=bulk,
            undoes=undoes,
            origin=origin,
        )

    def close(self) -> None:
        """Waits for what is being written and lets go of the file. Twice does nothing."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
