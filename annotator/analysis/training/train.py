"""Training the models of the analysis from annotated files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from annotator.analysis.gold.reading import kind_of
from annotator.errors import UserFacingError

type Progress = Callable[[str], object]

_TRAINERS = {
    "attribution": "training.attribution",
    "commitment": "training.events",
    "hedges": "training.hedges",
}
"""Kinds of annotated files, and the modules that learn from them (each imports what it needs)."""


class _Trainer(Protocol):
    """A module that learns from files of one kind and tells in lines what it learned."""

    def train(
        self, paths: Sequence[Path], folder: Path, progress: Progress, seed: int
    ) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What was learned, and where it lies."""

    lines: tuple[str, ...]
    """For people: each model with its folder, rows and scores on articles it had not seen."""

    def as_text(self) -> str:
        return "\n".join(self.lines)


def train(
    paths: Sequence[Path], out_dir: Path, progress: Progress = lambda _: None, seed: int = 0
) -> TrainReport:
    """Learn from the annotated files, each kind into a folder of its own below `out_dir`.

    The same files and seed give the same weights. Files of a kind that nothing is learned from
    are named in the report. Raises UserFacingError when a file cannot be read, when nothing can
    be learned from any of them, or when the folder cannot be written.
    """
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        kinds.setdefault(kind_of(path), []).append(path)
    trainers = {kind: trainer for kind in kinds if (trainer := _trainer(kind)) is not None}
    if not trainers:
        raise UserFacingError(
            f"Nothing is learned from {paths[0]}: it holds {next(iter(kinds))}.",
            "Its findings come from rules; use `annotator evaluate` with it.",
        )
    lines = [f"{kind}: nothing is learned from it" for kind in kinds if kind not in trainers]
    for kind, trainer in trainers.items():
        folder = out_dir / kind
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lines += trainer.train(kinds[kind], folder, progress, seed)
        except OSError as problem:
            raise UserFacingError(
                f"The model cannot be written to {folder}: {problem}", "Choose another folder."
            ) from problem
    return TrainReport(tuple(lines))


def _trainer(kind: str) -> _Trainer | None:
    module = _TRAINERS.get(kind)
    return cast("_Trainer", import_module(f"annotator.analysis.{module}")) if module else None
