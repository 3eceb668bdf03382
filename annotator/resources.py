"""Where the files that ship with the app lie: in a checkout, an installed wheel, a frozen app."""

import sys
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder of lexicons, models, templates, samples and icons.

    Raises FileNotFoundError when the installation is broken.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package / "_resources", package.parent / "resources"]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"no resources folder beside {package}")
