"""The learned part of certainty: weights in one .npz file beside a JSON card."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from annotator import resources
from annotator.analysis.learning.linear import SparseWeights, Weights
from annotator.errors import UserFacingError

WEIGHTS, CARD = "weights.npz", "card.json"
FORMAT = 1
EVENT_PARTS = ("event", "uncertain", "negative")
HEDGE_PARTS = ("hedged",)


@dataclass(frozen=True, slots=True)
class CertaintyModel:
    """What was learned from sentences whose events and doubts people have judged."""

    event: Weights
    """Is this word an event?"""
    uncertain: Weights
    """Does the author leave open whether it happens?"""
    negative: Weights
    """Does it not happen?"""
    uncertain_from: float
    """The least chance at which an event counts as uncertain."""
    hedged: Weights
    """Does this sentence doubt anything?"""
    hedged_from: float
    """The least chance at which a sentence counts as hedged."""


def load_certainty_model(events: Path | None = None, hedges: Path | None = None) -> CertaintyModel:
    """The models in these folders, or those that ship.

    Raises UserFacingError when one is missing, damaged or of another format.
    """
    shipped = resources.folder() / "models"
    about_events, uncertain_from = _load(events or shipped / "commitment", EVENT_PARTS, "uncertain")
    about_hedges, hedged_from = _load(hedges or shipped / "hedges", HEDGE_PARTS, "hedged")
    event, uncertain, negative = about_events
    return CertaintyModel(event, uncertain, negative, uncertain_from, about_hedges[0], hedged_from)


def _load(folder: Path, parts: Sequence[str], threshold: str) -> tuple[list[Weights], float]:
    """The weights of `parts` in `folder`, and the threshold of that name on their card."""
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
        _check(card["format"] == FORMAT and card["weights_sha256"] == digest)
        with np.load(folder / WEIGHTS, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return [_weights(arrays, name) for name in parts], float(card["thresholds"][threshold])
    except (OSError, ValueError, KeyError) as problem:
        raise UserFacingError(
            f"The certainty model in {folder} cannot be used: {problem}.",
            "Train it again, or reinstall the program.",
        ) from problem


def _check(described: bool) -> None:
    if not described:
        raise ValueError("its weights are not those that its card describes")


def save_weights(path: Path, parts: dict[str, SparseWeights]) -> str:
    """Write the weights file; gives its SHA-256. The same weights give the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, part in parts.items():
        arrays[f"{name}_bits"] = np.array(part.bits)
        arrays[f"{name}_places"] = part.places
        arrays[f"{name}_values"] = part.values
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _weights(arrays: dict[str, NDArray[np.generic]], name: str) -> Weights:
    return SparseWeights(
        int(arrays[f"{name}_bits"].item()),
        arrays[f"{name}_places"].astype(np.uint32),
        cast("NDArray[np.float16]", arrays[f"{name}_values"]),
    ).dense()
