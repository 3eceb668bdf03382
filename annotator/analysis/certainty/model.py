"""The learned part of certainty: weights in one .npz file beside a JSON card."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from annotator import resources
from annotator.analysis.learning.linear import SparseWeights, Weights
from annotator.analysis.learning.network import Network
from annotator.domain.phrase import phrase
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
    uncertain_network: Network
    """The same, by signs that count together; the mean of both log odds counts."""
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
    about_events = _load(events or shipped / "commitment", EVENT_PARTS, "uncertain")
    about_hedges = _load(hedges or shipped / "hedges", HEDGE_PARTS, "hedged")
    event, uncertain, negative = about_events.weights
    network = about_events.network
    if network is None:
        raise _unusable(events or shipped / "commitment", "its network is missing")
    return CertaintyModel(
        event,
        uncertain,
        network,
        negative,
        about_events.threshold,
        about_hedges.weights[0],
        about_hedges.threshold,
    )


@dataclass(frozen=True, slots=True)
class _Loaded:
    weights: list[Weights]
    network: Network | None
    threshold: float


def _load(folder: Path, parts: Sequence[str], asked: str) -> _Loaded:
    """The weights of `parts` in `folder`; network and threshold of the question `asked`."""
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
        _check(card["format"] == FORMAT and card["weights_sha256"] == digest)
        with np.load(folder / WEIGHTS, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return _Loaded(
            [_weights(arrays, name) for name in parts],
            _network(arrays, network_name(asked)),
            float(card["thresholds"][asked]),
        )
    except (OSError, ValueError, KeyError) as problem:
        raise _unusable(folder, problem) from problem


def _unusable(folder: Path, problem: object) -> UserFacingError:
    return UserFacingError(
        phrase(
            "The certainty model in {folder} cannot be used: {problem}.",
            folder=str(folder),
            problem=str(problem),
        ),
        phrase("Train it again, or reinstall the program."),
    )


def _check(described: bool) -> None:
    if not described:
        raise ValueError("its weights are not those that its card describes")


def network_name(question: str) -> str:
    """What the network beside the regression of `question` is called in the weights file."""
    return f"{question}-network"


def save_weights(path: Path, parts: Mapping[str, SparseWeights | Network]) -> str:
    """Write the weights file; gives its SHA-256. The same weights give the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, part in parts.items():
        arrays[f"{name}_bits"] = np.array(part.bits)
        arrays[f"{name}_places"] = part.places
        if isinstance(part, SparseWeights):
            arrays[f"{name}_values"] = part.values
        else:
            arrays[f"{name}_first"] = part.first.astype(np.float16)
            arrays[f"{name}_bias"] = part.bias
            arrays[f"{name}_second"] = part.second
            arrays[f"{name}_offset"] = np.array(part.offset)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _network(arrays: dict[str, NDArray[np.generic]], name: str) -> Network | None:
    if f"{name}_bits" not in arrays:
        return None
    return Network(
        int(arrays[f"{name}_bits"].item()),
        arrays[f"{name}_places"].astype(np.uint32),
        arrays[f"{name}_first"].astype(np.float32),
        arrays[f"{name}_bias"].astype(np.float32),
        arrays[f"{name}_second"].astype(np.float32),
        float(arrays[f"{name}_offset"].item()),
    )


def _weights(arrays: dict[str, NDArray[np.generic]], name: str) -> Weights:
    return SparseWeights(
        int(arrays[f"{name}_bits"].item()),
        arrays[f"{name}_places"].astype(np.uint32),
        cast("NDArray[np.float16]", arrays[f"{name}_values"]),
    ).dense()
