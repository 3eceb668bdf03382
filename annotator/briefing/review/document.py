"""A reviewed file as it came back, before anything in it is compared or judged."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree

from annotator.briefing.anchors import BRIEFING_PROPERTY, EXPORT_PROPERTY, NAMESPACE
from annotator.briefing.manifest import Manifest, from_xml
from annotator.briefing.review.archive import Package, open_package
from annotator.briefing.review.comments import Comment, read_comments
from annotator.briefing.review.moments import saved_moment
from annotator.briefing.review.story import Story
from annotator.briefing.review.walk import walk
from annotator.briefing.uncollected import uncollected
from annotator.domain.ids import BriefingId, ExportId

_SIDE_STORIES = ("footnotes+xml", "endnotes+xml", "header+xml", "footer+xml")


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What one reviewed .docx holds."""

    name: str
    sha256: str
    """Over the file's bytes."""
    briefing: BriefingId | None
    export: ExportId | None
    """Both from the manifest, else from the document's properties; None in a file not ours."""
    manifest: Manifest | None
    """What we exported, as the file itself remembers it; None when that is lost or damaged."""
    stories: tuple[Story, ...]
    """The body first, then notes, headers and footers."""
    comments: tuple[Comment, ...]
    saved_by: str
    """Who saved it last, for edits that carry no name; may be empty."""
    saved_at: datetime | None

    @property
    def body(self) -> Story:
        return self.stories[0]


def read_review(path: Path) -> ReviewFile:
    """Read the reviewed .docx at `path`, whichever program saved it.

    Raises UserFacingError for a file that is none, is damaged, protected or hostile. A file
    that we did not export is read all the same: its `briefing` is None.
    """
    package = open_package(path)
    with package.archive, uncollected():
        main = package.main()
        stories = [walk(main, package.parse(main))]
        for kind in _SIDE_STORIES:
            stories += [walk(part, package.parse(part)) for part in package.named(kind)]
        manifest = _manifest(package)
        properties = _properties(package)
        saved_by, saved_at = _last_save(package)
        return ReviewFile(
            name=package.name,
            sha256=package.sha256,
            briefing=_briefing(manifest, properties),
            export=_export(manifest, properties),
            manifest=manifest,
            stories=tuple(stories),
            comments=tuple(read_comments(package, stories)),
            saved_by=saved_by,
            saved_at=saved_at,
        )


def _briefing(manifest: Manifest | None, properties: dict[str, str]) -> BriefingId | None:
    if manifest is not None:
        return manifest.briefing
    found = properties.get(BRIEFING_PROPERTY)
    return BriefingId(found) if found else None


def _export(manifest: Manifest | None, properties: dict[str, str]) -> ExportId | None:
    if manifest is not None:
        return manifest.export
    found = properties.get(EXPORT_PROPERTY)
    return ExportId(found) if found else None


def _manifest(package: Package) -> Manifest | None:
    """The manifest among the custom XML parts, by its namespace: programs rename the part."""
    namespace = NAMESPACE.encode()
    for part in package.archive.namelist():
        if not (part.startswith("customXml/") and part.endswith(".xml")):
            continue
        data = package.unpack(part)
        if namespace in data[:4096]:
            with suppress(ValueError):
                return from_xml(data)
    return None


def _properties(package: Package) -> dict[str, str]:
    return {
        str(element.get("name", "")): "".join(str(text) for text in element.itertext()).strip()
        for part in package.named("custom-properties+xml")
        for element in package.parse(part)
    }


def _last_save(package: Package) -> tuple[str, datetime | None]:
    for part in package.named("core-properties+xml"):
        by, at = "", None
        for element in package.parse(part).iterchildren("*"):
            local = etree.QName(element).localname
            if local == "lastModifiedBy":
                by = (element.text or "").strip()
            elif local == "modified":
                at = saved_moment(element.text or "")
        return by, at
    return "", None
