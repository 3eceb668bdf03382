"""Where the app keeps its things: one folder, which the person may choose."""

import os
from pathlib import Path

from platformdirs import user_data_path

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

HOME_VARIABLE = "ANNOTATOR_HOME"


def data_folder() -> Path:
    """The app's one folder: ANNOTATOR_HOME when set, else the platform's place for user data."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("Annotator", appauthor=False)


def library_file() -> Path:
    """The library that opens when none is named."""
    return data_folder() / "library.db"


def lexicon_folder() -> Path:
    """Cue words, names and never-split terms that the person adds."""
    return data_folder() / "lexicons"


def log_folder() -> Path:
    return data_folder() / "logs"


def ensure(folder: Path) -> Path:
    """`folder`, made for the person alone when it is not there; raises UserFacingError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserFacingError(
            phrase(
                "The folder “{folder}” cannot be made: {reason}.",
                folder=str(folder),
                reason=str(error.strerror),
            ),
            phrase(
                "Free it or name another in the environment variable {variable}.",
                variable=HOME_VARIABLE,
            ),
        ) from error
    return folder
