"""The parts of a document and how they refer to each other (Open Packaging Conventions)."""

import posixpath
import zipfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO

from annotator.briefing.cleaning import escape
from annotator.briefing.write.markup import DECLARATION

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The same briefing gives the same bytes; a zip can't say "no time".
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    type: str
    target: str
    """A part's full name without the leading slash, or an address when external."""
    external: bool = False


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A part that is known before the document is written."""

    name: str
    content_type: str
    data: bytes
    relationships: tuple[Relationship, ...] = ()


@dataclass(slots=True)
class Package:
    """Writes parts into a zip archive and keeps the list of their types."""

    archive: zipfile.ZipFile
    types: dict[str, str] = field(default_factory=dict)

    def add(self, part: PackagePart) -> None:
        self.put(part.name, part.content_type, part.data)
        self.relate(part.name, part.relationships)

    def put(self, name: str, content_type: str, data: bytes) -> None:
        self.types[name] = content_type
        self.archive.writestr(_entry(name), data)

    def stream(self, name: str, content_type: str) -> AbstractContextManager[IO[bytes]]:
        """A part to be written piece by piece; no other may be added before it is closed."""
        self.types[name] = content_type
        return self.archive.open(_entry(name), "w", force_zip64=True)

    def relate(self, source: str, relationships: Iterable[Relationship]) -> None:
        """Writes what the part `source` refers to; "" is the package itself."""
        relationships = tuple(relationships)
        if not relationships:
            return
        folder, base = posixpath.split(source)
        items = "".join(
            f'<Relationship Id="{escape(r.id)}" Type="{escape(r.type)}" '
            f'Target="{escape(r.target if r.external else "/" + r.target)}"'
            + (' TargetMode="External"/>' if r.external else "/>")
            for r in relationships
        )
        xml = (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'
        )
        self.archive.writestr(_entry(posixpath.join(folder, "_rels", f"{base}.rels")), xml)

    def close(self) -> None:
        """Writes the list of types, the last part."""
        overrides = "".join(
            f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
            for name, kind in self.types.items()
        )
        xml = (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        self.archive.writestr(_entry("[Content_Types].xml"), xml)


def office(kind: str) -> str:
    """The type of a relationship to a part of the given kind, such as "styles"."""
    return f"{_OFFICE}/{kind}"


CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
