"""Opening a library that must be there: a slip of the pen does not make a new one."""

import argparse
from pathlib import Path

from annotator.cli.passphrase import passphrase_for
from annotator.errors import UserFacingError
from annotator.storage import Library


def open_reading(given: argparse.Namespace, path: Path) -> Library:
    """The library at `path`, to be read; raises UserFacingError when there is none."""
    return Library.open(path, read_only=True, passphrase=passphrase_for(given, path))


def open_existing(given: argparse.Namespace, path: Path) -> Library:
    """The library at `path`, to be changed; raises UserFacingError when there is none or when
    it can only be read."""
    if not path.exists():
        open_reading(given, path).close()  # which says so
    return open_changing(path, passphrase_for(given, path))


def open_changing(path: Path, passphrase: str) -> Library:
    """The library at `path`, made when it is not there; raises UserFacingError when it can only
    be read."""
    library = Library.open(path, passphrase=passphrase)
    if library.read_only:
        why, held = library.why_read_only, library.holder is not None
        library.close()
        raise UserFacingError(
            f"The library “{path}” cannot be changed. {why or ''}".rstrip(),
            "Close it there." if held else "Make it writable for you, or name another.",
        )
    return library
