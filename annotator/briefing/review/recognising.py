"""Whether a file is a briefing of ours, told without reading it as one."""

import zipfile
import zlib
from pathlib import Path

from annotator.briefing.anchors import BRIEFING_PROPERTY

_PROPERTIES = "docProps/custom.xml"
_ENOUGH = 65_536
"""Bytes of the properties that are looked at."""


def is_briefing(path: Path) -> bool:
    """Whether `path` is a Word document that carries the mark of an exported briefing.

    Any other file, also one that cannot be read, is none.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            return BRIEFING_PROPERTY.encode() in part.read(_ENOUGH)
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, zlib.error):
        return False
    except zipfile.BadZipFile:
        return False
