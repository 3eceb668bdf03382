"""Output to a file that is either the old one or the whole new one."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from annotator.errors import UserFacingError


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """A text stream to `path`, put in place only when all went well; None is stdout.

    Raises UserFacingError when the place cannot be written or is no file (a folder, a device).
    """
    if path is None:
        yield sys.stdout
        return
    if path.exists() and not path.is_file():
        raise UserFacingError(f"“{path}” is not a file.", "Name another place with -o.")
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UserFacingError(
            f"“{path}” cannot be written: {error.strerror}.", "Name another place with -o."
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(path)
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        raise UserFacingError(
            f"“{path}” cannot be written: {error.strerror}.", "The old file is as it was."
        ) from error
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
