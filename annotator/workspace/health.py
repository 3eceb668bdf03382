"""What an administrator asks: is everything in place, and if not, what mends it."""

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import annotator
from annotator import analysis, resources
from annotator.errors import UserFacingError
from annotator.workspace import places

_PACKAGES = (
    "PySide6-Essentials",
    "spacy",
    "SQLAlchemy",
    "alembic",
    "lxml",
    "pypdfium2",
)
_LEAST_FREE = 500 * 2**20


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report; `mend` says what to do when `ok` is false."""

    subject: str
    ok: bool
    detail: str
    mend: str = ""


def examine(library: Path | None = None, model: str | None = None) -> Iterator[Finding]:
    """Looks at versions, model, folders and space; changes nothing."""
    yield Finding("Annotator", ok=True, detail=annotator.__version__)
    yield Finding("Python", ok=True, detail=f"{platform.python_version()} on {platform.platform()}")
    for package in _PACKAGES:
        yield _package(package)
    yield _resources()
    yield _model(model)
    yield _folder(places.data_folder())
    yield _space(places.data_folder())
    yield _library(library or places.library_file())


def _package(name: str) -> Finding:
    try:
        return Finding(name, ok=True, detail=version(name))
    except PackageNotFoundError:
        return Finding(name, ok=False, detail="missing", mend="Install Annotator again.")


def _resources() -> Finding:
    try:
        return Finding("Resources", ok=True, detail=str(resources.folder()))
    except FileNotFoundError as error:
        return Finding("Resources", ok=False, detail=str(error), mend="Install Annotator again.")


def _model(model: str | None) -> Finding:
    try:
        check = analysis.check_model(model)
    except UserFacingError as error:
        return Finding("Language model", ok=False, detail=str(error.message), mend=str(error.hint))
    detail = f"{check.name} {check.version}, SHA-256 {check.sha256[:16]}…"
    if check.whole is None:
        return Finding("Language model", ok=True, detail=f"{detail} (no checksum recorded for it)")
    if not check.whole:
        return Finding(
            "Language model",
            ok=False,
            detail=f"{detail} is not what was shipped",
            mend="Install the model again; its files are damaged or were changed.",
        )
    return Finding("Language model", ok=True, detail=f"{detail} as shipped")


def _folder(folder: Path) -> Finding:
    there = _nearest(folder)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        note = "" if there == folder else " (made at the first start)"
        return Finding("Data folder", ok=True, detail=f"{folder}{note}")
    return Finding(
        "Data folder",
        ok=False,
        detail=f"{folder} cannot be written" if there.is_dir() else f"{there} is not a folder",
        mend=f"Give yourself the right to write there, or name another in {places.HOME_VARIABLE}.",
    )


def _nearest(folder: Path) -> Path:
    """`folder`, or what lies nearest above it and is there as far as one may look."""
    # Path.exists raises where one may not look.
    return next(each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(_nearest(folder)).free
    detail = f"{free / 2**30:.1f} GiB"
    if free < _LEAST_FREE:
        return Finding("Free space", ok=False, detail=detail, mend="Free at least 500 MiB.")
    return Finding("Free space", ok=True, detail=detail)


def _library(path: Path) -> Finding:
    if not path.exists():
        return Finding("Library", ok=True, detail=f"{path} (none yet)")
    size = path.stat().st_size / 2**20
    return Finding("Library", ok=True, detail=f"{path}, {size:.1f} MiB")
