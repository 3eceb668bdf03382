"""The Word briefing: export, checks before it, and the review that comes back.

Names are imported when they are first used: the window and most commands start without XML.
The review is in `annotator.briefing.review`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.briefing.checking import checks
    from annotator.briefing.checking.check import Check, CheckKind
    from annotator.briefing.exporting import export
    from annotator.briefing.manifest import Manifest
    from annotator.briefing.write.page import Paper

__all__ = ["Check", "CheckKind", "Manifest", "Paper", "checks", "export"]

_HOMES = {
    "Check": "checking.check",
    "CheckKind": "checking.check",
    "checks": "checking",
    "export": "exporting",
    "Manifest": "manifest",
    "Paper": "write.page",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
