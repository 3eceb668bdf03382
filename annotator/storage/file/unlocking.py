"""From a passphrase to the key of a library: does it fit, or is the file damaged?"""

from contextlib import closing
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.storage.file.encryption import PAGE_BYTES, SALT_BYTES, Key, driver_for
from annotator.storage.file.engine import connect
from annotator.storage.file.faults import PassphraseNeededError, PassphraseWrongError, explained
from annotator.storage.file.file import Header, first_page, looks_encrypted

# Pages tried before a passphrase is called wrong: damage seldom takes all of them.
_TRIED = 16


def unlocked(path: Path, passphrase: str) -> Key | None:
    """The key of the library at `path`; None for one that is not encrypted.

    Every page is sealed with the key, so a single one that fits shows that the passphrase is
    right, whatever is damaged beside it. Raises PassphraseNeededError when none was given,
    PassphraseWrongError when none of the pages tried fits.
    """
    if not looks_encrypted(path):
        return None
    if not passphrase:
        raise PassphraseNeededError(
            phrase("The library {name} is encrypted.", name=path.name),
            phrase("Give the passphrase to open it."),
        )
    key = Key.of(passphrase, first_page(path)[:SALT_BYTES])
    if not _fits(path, key):
        raise PassphraseWrongError(
            phrase("The passphrase does not open the library {name}.", name=path.name),
            phrase(
                "Look at capital letters and the keyboard's language. If you are sure of it, the "
                "beginning of the file is damaged: restore the last backup."
            ),
        )
    return key


def _fits(path: Path, key: Key) -> bool:
    pages = path.stat().st_size // PAGE_BYTES
    chosen = {1, *(1 + (pages - 1) * step // _TRIED for step in range(1, _TRIED + 1))}
    with path.open("rb") as file:
        for number in sorted(chosen):
            file.seek((number - 1) * PAGE_BYTES)
            if key.sealed(file.read(PAGE_BYTES), number):
                return True
    return False


def read_inside(path: Path, key: Key) -> Header:
    """The header of an encrypted library, nothing made or changed beside it.

    Raises LibraryDamagedError when its first page is not what was written.
    """
    driver = driver_for(key)
    try:
        with closing(connect(path, key, untouched=True)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            schema = connection.execute("PRAGMA schema_version").fetchone()[0]
    except driver.DatabaseError as error:
        told = explained(error, path)
        if told is None:
            raise
        raise told from error
    return Header(application, version, blank=not (application or version or schema))
