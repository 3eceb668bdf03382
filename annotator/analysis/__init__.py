"""Text to findings: who is said to have claimed what, and what is only supposed.

Light to import: the language library loads inside `load`, `train` and `evaluate` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.analysis.model_files import ModelCheck, check_model
from annotator.offline import stay_offline

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.analysis.analyser import Analyser, Cancelled
    from annotator.analysis.evaluation.evaluate import evaluate, reliability
    from annotator.analysis.training.confidence import calibrate
    from annotator.analysis.training.train import train

# Here, because nothing of this room is imported before this file.
stay_offline()

__all__ = [
    "Analyser",
    "Cancelled",
    "ModelCheck",
    "calibrate",
    "check_model",
    "evaluate",
    "load",
    "reliability",
    "train",
]

_LAZY = {
    "Analyser": "analyser",
    "Cancelled": "analyser",
    "calibrate": "training.confidence",
    "evaluate": "evaluation.evaluate",
    "reliability": "evaluation.evaluate",
    "train": "training.train",
}


def load(model: str | None = None, user_folder: Path | None = None) -> Analyser:
    """An analyser over the language pipeline `model` (a name or a folder; None: the shipped one).

    `user_folder` may hold the user's cue words, gazetteer and never-split terms. Takes
    seconds. Raises UserFacingError when the pipeline is missing or damaged.
    """
    from annotator.analysis.analyser import Analyser

    return Analyser.load(model, user_folder)


def __getattr__(name: str) -> object:
    """The public names whose modules are heavy, imported when they are first asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
