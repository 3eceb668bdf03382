"""One library: a SQLite file with articles, findings, decisions, sources and briefings."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from annotator.domain.ids import ArticleId
from annotator.domain.phrase import Phrase
from annotator.storage.encoding.canonical import JSON
from annotator.storage.file.file import looks_encrypted
from annotator.storage.file.lock import Holder
from annotator.storage.journal.journal import Journal
from annotator.storage.keeping.backups import BackupKind, Backups
from annotator.storage.keeping.checking import CheckReport, check
from annotator.storage.keeping.copying import Progress, compact_to, copy_to
from annotator.storage.keeping.opening import Opened, open_file
from annotator.storage.keeping.purging import Tombstone, purge
from annotator.storage.keeping.recoding import Recoded, change_passphrase, encrypt_plain_backups
from annotator.storage.keeping.restoring import import_library, restore
from annotator.storage.keeping.salvaging import SalvageReport, salvage
from annotator.storage.records.articles import Articles
from annotator.storage.records.briefings import Briefings
from annotator.storage.records.change import Change
from annotator.storage.records.claims import Claims
from annotator.storage.records.findings import Findings
from annotator.storage.records.glimpses import Glimpses
from annotator.storage.records.joining import Joined, join
from annotator.storage.records.reviews import Reviews
from annotator.storage.records.settings import Settings
from annotator.storage.records.transaction import transaction
from annotator.storage.search.searching import Search
from annotator.storage.sources.register import Sources


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
        self.glimpses = Glimpses(store)
        self.journal = Journal(store)
        self.backups = Backups(store)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, passphrase: str = "") -> Self:
        """Opens the library at `path`, made (for its owner alone) when there is none, and
        encrypted when a passphrase is given.

        An older one is migrated, a backup made before. When another program has it open for
        writing, or the place cannot be written to, it opens read-only: see `read_only`,
        `why_read_only` and `holder`. Raises LibraryNewerError and leaves the file untouched
        when a newer program made it; LibraryDamagedError when it is no library or its
        beginning cannot be read; PassphraseNeededError or PassphraseWrongError when it is
        encrypted. (A library that is not encrypted opens with any passphrase.)
        """
        opened = open_file(path, read_only=read_only, passphrase=passphrase)
        if opened.lock and opened.store.key:
            encrypt_plain_backups(opened.store.path, opened.store.key)
        return cls(opened)

    @staticmethod
    def restore(copy: Path, path: Path, passphrase: str = "") -> Path | None:
        """Puts a backup or exported library in the place of the library at `path`, which must
        be closed; returns where the present one is kept. See `restoring.restore`."""
        return restore(copy, path, passphrase)

    @staticmethod
    def import_from(copy: Path, path: Path, passphrase: str = "") -> None:
        """Makes a new library at `path` of an exported one. Raises LibraryError when there is
        one already."""
        import_library(copy, path, passphrase)

    @staticmethod
    def salvage(damaged: Path, to: Path, passphrase: str = "") -> SalvageReport:
        """Reads what can be read of a damaged library into a new one at `to`; says what is
        lost and which backup is the last. See `salvaging.salvage`."""
        return salvage(damaged, to, passphrase)

    @staticmethod
    def change_passphrase(
        path: Path, old: str, new: str, progress: Progress | None = None
    ) -> Recoded:
        """Encrypts the library at `path`, which must be closed, and its backups with another
        passphrase; "" is none. See `recoding.change_passphrase`."""
        return change_passphrase(path, old, new, progress)

    @property
    def path(self) -> Path:
        return self._store.path

    @staticmethod
    def is_encrypted(path: Path) -> bool:
        """Whether the file at `path` needs a passphrase; it must not be open in this process."""
        return looks_encrypted(path)

    @property
    def encrypted(self) -> bool:
        """Whether a passphrase is needed to open it."""
        return self._store.key is not None

    @property
    def read_only(self) -> bool:
        return self._store.read_only

    @property
    def why_read_only(self) -> Phrase | None:
        """One sentence for the person; None when it can be written to or was so asked for."""
        return self._store.why_read_only

    @property
    def holder(self) -> Holder | None:
        """Who has it open for writing, when that is why this one is read-only."""
        return self._opened.holder

    def one_view(self) -> AbstractContextManager[None]:
        """Has all that this thread reads in the block see the library as it is now: quicker,
        and nothing is written in between. Not for a block that writes itself."""
        return self._store.one_view()

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
        Raises RuntimeError inside another transaction: two acts cannot share an entry.
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

    def join(self, file: Path, *, person: str, passphrase: str = "") -> Joined:
        """Takes the exported library `file` into this one: articles once, decisions with their
        persons and times. A backup is made before, which alone takes it back. See
        `joining.join`. Raises LibraryError; nothing is changed then."""
        self._store.require_writable()
        opened = open_file(file, read_only=True, passphrase=passphrase)
        try:
            self.backups.make(BackupKind.BEFORE_IMPORT)
            return join(self._store, opened.store, person)
        finally:
            opened.close()

    def purge(self, article: ArticleId, *, person: str) -> Tombstone:
        """Deletes an article for good: text, original, findings, index, and what the journal
        says of it. Backups made before still hold it. Raises UserFacingError when unknown."""
        return purge(self._store, article, person)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Reads every page, article and journal entry; tells damage and tampering, mends
        nothing."""
        return check(self._store, progress)

    def backup(self, to: Path, progress: Progress | None = None) -> None:
        """Copies the library to the file `to` while it is in use. See `backups` for those that
        are made and kept by themselves. Raises LibraryError; nothing is left at `to` then."""
        copy_to(self._store, to, progress)

    def export_to(self, file: Path) -> None:
        """Writes the whole library as one file without gaps, to be carried elsewhere."""
        compact_to(self._store, file)

    def close(self) -> None:
        """Waits for what is being written and lets go of the file. Twice does nothing."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
