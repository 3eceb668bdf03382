"""Opens a reviewed file from outside: refuses what is no Word document or could do harm.

Everything is decided on the archive's directory and the first bytes of its parts, before
anything is unpacked in full.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError

MAX_FILE = 100 << 20
"""Bytes of the file itself."""
MAX_PART = 100 << 20
"""Bytes of one part when unpacked."""
MAX_TOTAL = 400 << 20
"""Bytes of all parts when unpacked."""
MAX_ENTRIES = 10_000
MAX_RATIO = 150
"""How many times its packed size a part of more than `_RATIO_FROM` bytes may have; text packs
4 to 30 times, a bomb up to 1,000 times."""
_RATIO_FROM = 8 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = re.compile(
    r"application/(vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)"
    r"|vnd\.ms-word\.(document|template)\.macroEnabled(Template)?)\.main\+xml"
)
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
_SAVE_AGAIN = phrase("Ask the reviewer for the file again, or save it anew as .docx in Word.")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a checked .docx, still packed; `sha256` is over the file's bytes."""

    name: str
    sha256: str
    archive: zipfile.ZipFile
    types: dict[str, str]
    """Content type of each part that has its own, by the part's name without leading slash."""

    def named(self, ending: str) -> list[str]:
        """The parts whose content type ends like "comments+xml", in the archive's order."""
        wanted = "." + ending
        return [part for part, kind in self.types.items() if kind.endswith(wanted)]

    def main(self) -> str:
        return next(part for part, kind in self.types.items() if _MAIN.fullmatch(kind))

    def parse(self, part: str) -> etree._Element:
        """The root of an XML part, in the transitional namespaces.

        Raises UserFacingError when the part is damaged or declares entities.
        """
        return _parsed(self.name, part, self.unpack(part))

    def unpack(self, part: str) -> bytes:
        """The bytes of a part. Raises UserFacingError when they are damaged, or declare a
        document type, which nothing of ours and nothing of Word's does."""
        data = _unpacked(self.name, self.archive, part)
        if b"<!DOCTYPE" in data[:4096]:
            raise _hostile(self.name)
        return data


def open_package(path: Path) -> Package:
    """The checked package at `path`.

    Raises UserFacingError for a file that cannot be read, is no .docx, is protected with a
    password, is damaged, or would unpack to more than the limits above.
    """
    data = _bytes_of(path)
    _refuse_other_formats(path.name, data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise _damaged(path.name) from error
    _refuse_bombs(path.name, archive)
    types = _content_types(path.name, archive)
    return Package(path.name, hashlib.sha256(data).hexdigest(), archive, types)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise UserFacingError(
                phrase(
                    "“{name}” is {size} MB large; a review may have {most} MB.",
                    name=path.name,
                    size=str(size >> 20),
                    most=str(MAX_FILE >> 20),
                ),
                phrase("Ask the reviewer to save it without large pictures."),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserFacingError(
            phrase("“{name}” does not exist.", name=path.name),
            phrase("Check the name and the folder."),
        ) from error
    except IsADirectoryError as error:
        raise UserFacingError(
            phrase("“{name}” is a folder.", name=path.name), phrase("Give the .docx itself.")
        ) from error
    except OSError as error:
        raise UserFacingError(
            phrase(
                "“{name}” cannot be read: {reason}.",
                name=path.name,
                reason=error.strerror or phrase("the system refuses"),
            ),
            phrase("Close it in other programs and check that you may read it."),
        ) from error


def _refuse_other_formats(name: str, data: bytes) -> None:
    if not data:
        raise UserFacingError(phrase("“{name}” is empty.", name=name), _SAVE_AGAIN)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UserFacingError(
                phrase("“{name}” is protected with a password.", name=name),
                phrase("Open it in Word, remove the password under File, Info, and save it."),
            )
        raise UserFacingError(
            phrase("“{name}” is in the old .doc format.", name=name),
            phrase("Open it in Word and save it as .docx."),
        )
    if not data.startswith(b"PK"):
        raise UserFacingError(
            phrase("“{name}” is not a Word document.", name=name),
            phrase("Give the reviewed .docx."),
        )


def _damaged(name: str) -> UserFacingError:
    return UserFacingError(
        phrase("“{name}” is damaged and cannot be opened.", name=name), _SAVE_AGAIN
    )


def _refuse_bombs(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(names) != len(entries):
        raise UserFacingError(phrase("“{name}” holds the same part twice.", name=name), _SAVE_AGAIN)
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    large = any(entry.file_size > MAX_PART for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or large or swollen:
        raise UserFacingError(
            phrase(
                "“{name}” would unpack to far more than a briefing can hold; it was not opened.",
                name=name,
            ),
            _SAVE_AGAIN,
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserFacingError(
            phrase("“{name}” holds parts protected with a password.", name=name),
            phrase("Save it in Word without one."),
        )


def _content_types(name: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """Content types by part, checked to hold a Word document's main part that is there."""
    listed = "[Content_Types].xml"
    present = set(archive.namelist())
    if listed in present:
        root = _parsed(name, listed, _unpacked(name, archive, listed))
        types = {
            str(entry.get("PartName", "")).lstrip("/"): str(entry.get("ContentType", ""))
            for entry in root.iterchildren("*")
            if entry.get("PartName")
        }
        known = {part: kind for part, kind in types.items() if part in present}
        if any(_MAIN.fullmatch(kind) for kind in known.values()):
            return known
        if any(_MAIN.fullmatch(kind) for kind in types.values()):
            raise _damaged(name)
    raise UserFacingError(
        phrase("“{name}” is not a Word document.", name=name), phrase("Give the reviewed .docx.")
    )


def _unpacked(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        return archive.read(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _damaged(name) from error
    except (ValueError, KeyError, struct.error, RuntimeError) as error:
        raise _damaged(name) from error


def _parsed(name: str, part: str, data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data[:4096]:
        raise _hostile(name)
    if b"http://purl.oclc.org/ooxml/" in data[:8192]:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UserFacingError(
            phrase(
                "“{name}” is damaged: its part {part} cannot be read.",
                name=name,
                part=Path(part).name,
            ),
            _SAVE_AGAIN,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _hostile(name)
    return root


def _hostile(name: str) -> UserFacingError:
    return UserFacingError(
        phrase(
            "“{name}” holds XML declarations that no Word document has; it was not opened.",
            name=name,
        ),
        _SAVE_AGAIN,
    )
