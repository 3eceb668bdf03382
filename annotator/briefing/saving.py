"""Writing a file so that the old one stays as it was until the new one is whole."""

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

_STALE = 3600
"""Seconds after which a half-written file belongs to nobody."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into; it takes the place of `path` when the block ends well.

    It lies in the same folder and is flushed to the disk first. When the block raises, `path`
    stays untouched and nothing is left behind. Raises UserFacingError where the environment
    stands in the way: the file is open in a word processor, the disk is full, no permission.
    """
    target = Path(os.path.realpath(path))
    _refuse_when_open(target)
    aside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with aside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            aside.chmod(stat.S_IMODE(target.stat().st_mode))
        aside.replace(target)
        _flush_folder(target.parent)
        _sweep(target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _sweep(target: Path) -> None:
    """Removes what a killed export of the same file left; what is fresh may be in work."""
    ours = re.compile(re.escape(f".{target.name[:40]}.") + r"[0-9a-f]{8}\.tmp")
    for path in target.parent.iterdir():
        with suppress(OSError):
            if ours.fullmatch(path.name) and time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def owner_files(path: Path) -> tuple[Path, ...]:
    """The files by which Word and LibreOffice say that they have `path` open.

    Word puts "~$" in place of a name's first two letters; of a name with up to six letters it
    keeps all, and of one with seven all but the first.
    """
    kept = path.name[min(2, max(0, len(path.stem) - 6)) :]
    return path.with_name(f"~${kept}"), path.with_name(f".~lock.{path.name}#")


def _refuse_when_open(path: Path) -> None:
    if path.is_dir():
        raise UserFacingError(
            phrase("“{path}” is a folder.", path=str(path)),
            phrase("Choose a name for the file in it."),
        )
    if path.exists() and not path.is_file():
        raise UserFacingError(
            phrase("“{path}” is not a file.", path=str(path)), phrase("Choose another name.")
        )
    for owner in owner_files(path):
        if path.exists() and owner.exists():
            raise UserFacingError(
                phrase("“{name}” is open in a word processor.", name=path.name),
                phrase(
                    "Close it there and export again; if it is open nowhere, delete “{owner}” "
                    "beside it.",
                    owner=owner.name,
                ),
            )


def _explained(error: OSError, path: Path) -> UserFacingError:
    if error.errno in _FULL:
        return UserFacingError(
            phrase("The disk is full, so “{name}” was not written.", name=path.name),
            phrase("The old file is as it was. Make room or choose another place."),
        )
    if isinstance(error, PermissionError):
        return UserFacingError(
            phrase(
                "“{name}” cannot be written: it is open in another program, or the folder "
                "“{folder}” is write-protected.",
                name=path.name,
                folder=str(path.parent),
            ),
            phrase("Close it there and export again, or choose another place."),
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserFacingError(
            phrase("The folder “{folder}” does not exist.", folder=str(path.parent)),
            phrase("Choose another place."),
        )
    reason = error.strerror or str(error)
    return UserFacingError(
        phrase("“{name}” could not be written: {reason}.", name=path.name, reason=reason),
        phrase("The old file is as it was. Choose another place."),
    )


def _flush_folder(folder: Path) -> None:
    """Makes the new name last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
