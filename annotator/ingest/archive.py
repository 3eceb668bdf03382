"""Zip archives from strangers: looked over before anything in them is unpacked."""

import io
import stat
import zipfile
import zlib
from types import TracebackType
from typing import Self

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.limits import MEBIBYTE, Limits
from annotator.ingest.problems import UnreadableError, damaged

_MOST_PARTS = 10_000
_SMALL_PART = 1 * MEBIBYTE
"""Parts up to this size may be packed as tightly as they like."""
_HIGHEST_RATIO = 250
_LOCAL_HEADER = 30


class Archive:
    """A checked archive; a context manager. Its parts are read whole, never extracted.

    Raises UnreadableError when opened for what no honest program writes: parts that unpack to
    far more than they take, overlap, share a name or point outside the archive.
    """

    def __init__(self, content: bytes, what: Phrase, limits: Limits) -> None:
        self._what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            raise damaged(what) from None
        try:
            _check(self._zip.infolist(), limits)
        except UnreadableError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    @property
    def names(self) -> list[str]:
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """The bytes of one part. Raises UnreadableError when it is missing or damaged."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise damaged(self._what)
        if info.flag_bits & 0x1:
            raise UnreadableError(
                phrase("is protected with a password"),
                phrase("Open it in its own program and save a copy without password."),
            )
        try:
            with self._zip.open(info) as file:
                content = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise damaged(self._what) from None
        if len(content) != info.file_size:
            raise damaged(self._what)
        return content


def _check(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > _MOST_PARTS:
        raise _harmful(phrase("has {n} parts inside", n=f"{len(parts):,}"))
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise _harmful(
            phrase("unpacks to more than {size} MB", size=f"{limits.unpacked_bytes / MEBIBYTE:g}")
        )
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise _harmful(phrase("holds two parts of the same name"))
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.file_size > _SMALL_PART + _HIGHEST_RATIO * part.compress_size:
            raise _harmful(phrase("unpacks to far more than its size"))
        if part.header_offset < end:
            raise _harmful(phrase("holds parts that overlap"))
        end = part.header_offset + _LOCAL_HEADER + part.compress_size
        if _points_outside(part):
            raise _harmful(phrase("holds a part that points outside it"))


def _points_outside(part: zipfile.ZipInfo) -> bool:
    # ZipInfo.filename is cut at a NUL and has the system's separators made "/".
    name = part.orig_filename
    steps = name.replace("\\", "/").split("/")
    return (
        "\x00" in name
        or name.startswith(("/", "\\"))
        or ".." in steps
        or ":" in steps[0]
        or stat.S_ISLNK(part.external_attr >> 16)
    )


def _harmful(predicate: Phrase) -> UnreadableError:
    return UnreadableError(
        phrase("{predicate} and was refused as harmful", predicate=predicate),
        phrase("Ask its sender for another copy."),
    )
