"""Which files a choice of files and folders stands for."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.ingest.suffixes import SUFFIXES


def files_below(paths: Iterable[Path]) -> list[Path]:
    """Every file named, and every readable file in the folders named and below them, once.

    A file that is named itself is taken whatever its extension; inside folders only known
    extensions are, and no hidden files. The order is that of `paths`, and by name inside a
    folder, files before the folders beside them. A folder reached again through a symbolic
    link is walked once; a folder that may not be read is passed over.
    """
    found: dict[str, Path] = {}
    walked: set[str] = set()
    for path in paths:
        for file in _walk(path, walked) if path.is_dir() else iter((path,)):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _walk(folder: Path, walked: set[str]) -> Iterator[Path]:
    pending = [folder]
    while pending:
        at = pending.pop()
        real = os.path.realpath(at)
        if real in walked:
            continue
        walked.add(real)
        try:
            entries = sorted(os.scandir(at), key=lambda entry: entry.name)
        except OSError:
            continue
        visible = [Path(e.path) for e in entries if not e.name.startswith((".", "~$"))]
        yield from (path for path in visible if path.suffix.lower() in SUFFIXES and path.is_file())
        pending += [path for path in reversed(visible) if path.is_dir()]
