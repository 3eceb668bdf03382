"""Putting a copy of a library in the place of the library."""

import shutil
from contextlib import closing
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.storage.file.encryption import Key, driver_for
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    PassphraseNeededError,
    PassphraseWrongError,
    os_fault_explained,
)
from annotator.storage.file.file import create_private, read_header, require_known
from annotator.storage.file.lock import closed_library
from annotator.storage.file.unlocking import read_inside, unlocked
from annotator.storage.keeping.backups import BackupKind, backups_of, new_backup_path
from annotator.storage.keeping.copying import appearing, require_whole
from annotator.storage.keeping.recoding import recode


def restore(copy: Path, library: Path, passphrase: str = "") -> Path | None:
    """Puts `copy` (a backup or an exported library) in the place of the library at `library`,
    which must not be open; returns where the present one is kept, None when there was none.

    `passphrase` opens what of the two is encrypted. What takes an encrypted library's place is
    encrypted with the same passphrase. At every moment there is a whole library at `library`:
    the old or the new one. Raises LibraryBusyError when it or the copy is open,
    LibraryDamagedError when the copy is not whole, LibraryNewerError when a newer program made
    it, PassphraseWrongError; nothing is changed then.
    """
    library = library.expanduser().absolute()
    with os_fault_explained(library):
        library.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closed_library(library):
        key = _require_library(copy, passphrase)
        present = _present_key(library, passphrase, needed=key is None)
        with appearing(library) as part:
            if key is None and present is not None:
                recode(copy, None, part, present)
            else:
                shutil.copyfile(copy, part)
                require_whole(part, copy, key)
            return _set_aside(library, present) if library.exists() else None


def import_library(copy: Path, library: Path, passphrase: str = "") -> None:
    """Makes a new library at `library` of an exported one; see `restore`.

    Raises LibraryError when there is one already.
    """
    if library.expanduser().exists():
        raise LibraryError(
            phrase(
                "There is a library {library} already; it was not touched.", library=str(library)
            ),
            phrase("Import into another file, or restore to replace it."),
        )
    restore(copy, library, passphrase)


def _present_key(library: Path, passphrase: str, *, needed: bool) -> Key | None:
    """The key of what is to be replaced. Unless it is needed, a library that its own
    passphrase does not open any more is no obstacle."""
    if not library.exists():
        return None
    try:
        return unlocked(library, passphrase)
    except (PassphraseWrongError, PassphraseNeededError):
        if needed:
            raise
        return None


def _require_library(copy: Path, passphrase: str) -> Key | None:
    """The key of a copy that may take a library's place."""
    log = copy.with_name(f"{copy.name}-wal")
    if log.exists() and log.stat().st_size:
        raise LibraryBusyError(
            phrase(
                "The library {name} is in use, or was not closed; it was not copied.",
                name=copy.name,
            ),
            phrase("Close it, or open it once and make a backup of it."),
        )
    header = read_header(copy)
    key = unlocked(copy, passphrase) if header.encrypted else None
    if key is not None:
        header = read_inside(copy, key)
    if header.blank:
        raise LibraryDamagedError(
            phrase("The file {name} is no library.", name=copy.name),
            phrase("Choose a backup or an exported library."),
        )
    require_known(copy, header)
    return key


def _set_aside(library: Path, key: Key | None) -> Path:
    """Keeps the present library among the backups and leaves nothing that belongs to it beside
    it: a log of changes left behind would be read into its successor."""
    kept = new_backup_path(library, BackupKind.REPLACED)
    log, kept_log = (at.with_name(f"{at.name}-wal") for at in (library, kept))
    with appearing(kept) as part:
        # SQLite throws away the log of a file that it cannot read: copy it first.
        if log.exists():
            create_private(kept_log)
            shutil.copyfile(log, kept_log)
        if _folded(library, key):
            kept_log.unlink(missing_ok=True)
        shutil.copyfile(library, part)
    for end in ("-wal", "-shm"):
        library.with_name(f"{library.name}{end}").unlink(missing_ok=True)
    for old in [b for b in backups_of(library) if b.kind is BackupKind.REPLACED][3:]:
        old.path.unlink(missing_ok=True)
        old.path.with_name(f"{old.path.name}-wal").unlink(missing_ok=True)
    return kept


def _folded(library: Path, key: Key | None) -> bool:
    """Whether the log of changes could be folded into the file, so that it stands alone."""
    try:
        with closing(connect(library, key)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            return str(mode) == "delete"
    except driver_for(key).DatabaseError:
        return False
