"""Names of files that the window suggests, and paths that a save dialog gave back."""

import re
from pathlib import Path

from annotator.errors import UserFacingError
from ui.language.texts import tr

_FORBIDDEN = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f]+")
# Windows takes these for devices, whatever ending follows.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LETTERS, _BYTES = 80, 200
"""What every file system takes with an ending and a few letters more."""


def file_name(title: str) -> str:
    """A title as a file's name, without its ending, that every system takes."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split())
    short = plain[:_LETTERS].encode("utf-8", "replace")[:_BYTES].decode("utf-8", "ignore")
    name = short.rstrip(". ") or tr("Briefing")
    return f"{tr('Briefing')} {name}" if _RESERVED.fullmatch(name) else name


def saved_as(chosen: str, ending: str) -> Path:
    """The path that somebody chose in a save dialog, with `ending` behind it: "Report 3.5"
    becomes "Report 3.5.docx".

    Raises UserFacingError when there is such a file, for the dialog has asked about another.
    """
    path = Path(chosen)
    if path.suffix.lower() == ending:
        return path
    whole = path.with_name(f"{path.name}{ending}")
    if whole.exists():
        raise UserFacingError(
            tr("There is a file “{file}” already; nothing was written.", file=whole.name),
            tr("Choose it by its whole name to replace it."),
        )
    return whole
