"""The app's log: what happened, never what a document says."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError
from annotator.workspace import places

_BYTES, _KEPT = 1_000_000, 5


def start(folder: Path | None = None) -> Path:
    """Writes the log of this process to a file (mode 0600, 5 × 1 MB); returns its path.

    Raises UserFacingError when it cannot be written.
    """
    folder = places.ensure(folder or places.log_folder())
    path = folder / "annotator.log"
    try:
        handler = _PrivateFiles(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        raise UserFacingError(
            phrase(
                "The log “{path}” cannot be written: {reason}.",
                path=str(path),
                reason=str(error.strerror),
            ),
            phrase(
                "Make it writable, or name another folder in {variable}.",
                variable=places.HOME_VARIABLE,
            ),
        ) from error
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    wanted = os.environ.get("ANNOTATOR_LOG", "").upper()
    root.setLevel(wanted if wanted in logging.getLevelNamesMapping() else logging.INFO)
    return path


class _PrivateFiles(RotatingFileHandler):
    """Each file that follows a full one is its owner's alone, too."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()
