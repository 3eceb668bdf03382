"""The learned part of the attribution: weights in one .npz file beside a JSON card."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from annotator import resources
from annotator.analysis.learning.linear import SparseWeights, Weights
from annotator.analysis.learning.trees import Trees
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

WEIGHTS, CARD = "weights.npz", "card.json"
FORMAT = 2
_REMEDY = phrase("Train it again, or reinstall the program.")
_PARTS = ("cue", "content", "source", "acceptance")


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """What was learned from annotated articles."""

    cue_lemmas: frozenset[int]
    """String hashes of words other than verbs that head cues now and then."""
    coarse: NDArray[np.float32]
    """Centres of the coarse neighbourhoods of word vectors, one row each."""
    fine: NDArray[np.float32]
    cue: Weights
    content: Weights
    source: Weights
    acceptance: Weights
    trees: Trees
    """They read the score of the acceptance weights among other signs."""
    threshold: float
    """The least acceptance at which an attribution is put forward."""
    digest: str
    """SHA-256 of the weights file, in hex."""


def default_folder() -> Path:
    """Where the model that ships lies."""
    return resources.folder() / "models" / "attribution"


def load_attribution_model(folder: Path | None = None) -> AttributionModel:
    """The model in `folder`, or the one that ships.

    Raises UserFacingError when it is missing, damaged or of another format.
    """
    folder = folder or default_folder()
    try:
        raw = (folder / WEIGHTS).read_bytes()
        card = json.loads((folder / CARD).read_text("utf-8"))
        described = card["format"] == FORMAT and card["weights_sha256"] == sha256(raw).hexdigest()
        threshold = float(card["threshold"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UserFacingError(
            phrase(
                "The attribution model in {folder} cannot be read: {problem}",
                folder=str(folder),
                problem=str(problem),
            ),
            _REMEDY,
        ) from problem
    if not described:
        raise UserFacingError(
            phrase(
                "The weights of the attribution model in {folder} are not those its "
                "card describes.",
                folder=str(folder),
            ),
            _REMEDY,
        )
    with np.load(BytesIO(raw), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return _model(arrays, threshold, sha256(raw).hexdigest())


def _model(
    arrays: dict[str, NDArray[np.generic]], threshold: float, digest: str
) -> AttributionModel:
    parts = {name: _weights(arrays, name) for name in _PARTS}
    return AttributionModel(
        frozenset(int(key) for key in arrays["cue_lemmas"].astype(np.uint64)),
        arrays["coarse"].astype(np.float32),
        arrays["fine"].astype(np.float32),
        parts["cue"],
        parts["content"],
        parts["source"],
        parts["acceptance"],
        _trees(arrays),
        threshold,
        digest,
    )


def _weights(arrays: dict[str, NDArray[np.generic]], name: str) -> Weights:
    return SparseWeights(
        int(arrays[f"{name}_bits"].item()),
        arrays[f"{name}_places"].astype(np.uint32),
        cast("NDArray[np.float16]", arrays[f"{name}_values"]),
    ).dense()


def _trees(arrays: dict[str, NDArray[np.generic]]) -> Trees:
    return Trees(
        float(arrays["trees_always"].item()),
        arrays["trees_signs"].astype(np.uint8),
        arrays["trees_bounds"].astype(np.float32),
        arrays["trees_leaves"].astype(np.float32),
    )


def save_weights(
    path: Path,
    cue_lemmas: frozenset[int],
    centres: tuple[NDArray[np.float32], NDArray[np.float32]],
    parts: dict[str, SparseWeights],
    trees: Trees,
) -> str:
    """Write the weights file; gives its SHA-256. The same weights give the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "cue_lemmas": np.array(sorted(cue_lemmas), dtype=np.uint64),
        "coarse": centres[0].astype(np.float16),
        "fine": centres[1].astype(np.float16),
        "trees_always": np.array(trees.always),
        "trees_signs": trees.signs,
        "trees_bounds": trees.bounds,
        "trees_leaves": trees.leaves,
    }
    for name in _PARTS:
        part = parts[name]
        arrays[f"{name}_bits"] = np.array(part.bits)
        arrays[f"{name}_places"] = part.places
        arrays[f"{name}_values"] = part.values
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return sha256(path.read_bytes()).hexdigest()
