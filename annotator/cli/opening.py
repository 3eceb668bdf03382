"""Opening a library that must be there: a slip of the pen does not make a new one."""

from pathlib import Path

from annotator.errors import UserFacingError
from annotator.storage import Library


def open_reading(path: Path) -> Library:
    """The library at `path`, to be read; raises UserFacingError when there is none."""
    return Library.open(path, read_only=True)


def open_existing(path: Path) -> Library:
    """The library at `path`, to be changed; raises UserFacingError when there is none or when
    it can only be read."""
    open_reading(path).close()
    library = Library.open(path)
    if library.read_only:
        why = library.why_read_only
        library.close()
        raise UserFacingError(f"The library “{path}” cannot be changed. {why}", "Close it there.")
    return library
