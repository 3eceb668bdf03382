"""A template of the user's: its styles, page, headers and footers, and what those need.

Its text is left out, and so are macros and whatever it would load from elsewhere.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from annotator.briefing.anchors import BRIEFING_PROPERTY
from annotator.briefing.review.archive import Package as Archive
from annotator.briefing.review.archive import open_package
from annotator.briefing.write.markup import R, W
from annotator.briefing.write.package import PackagePart, Relationship
from annotator.briefing.write.page import PAGES, Page, Paper
from annotator.briefing.write.style_merge import merge_styles, rename_references
from annotator.briefing.write.template import Edge, Template, own_settings, own_styles
from annotator.domain.phrase import Phrase, phrase
from annotator.errors import UserFacingError

_W = f"{{{W}}}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_COPIED = ("theme", "fontTable", "numbering")
# What refers to things that are not in our document.
_LEFT_OUT = (
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "dataBinding", "footnoteReference", "endnoteReference",
)  # fmt: skip
_FIRST_CONTROL = 1_000_000_000
_FIRST_DRAWING = 1_000_000


def read_template(path: Path) -> Template:
    """The look of the .docx or .dotx at `path`.

    Raises UserFacingError when it cannot be read, is damaged, or shows pictures from elsewhere.
    """
    try:
        archive = open_package(path)
        return _Reader(archive).template()
    except UserFacingError as error:
        why = error.message if isinstance(error.message, Phrase) else str(error.message)
        message = phrase("The template cannot be used: {problem}", problem=why)
        raise UserFacingError(message, phrase("Choose another template, or none.")) from error


@dataclass(slots=True)
class _Reader:
    archive: Archive
    parts: dict[str, PackagePart] = field(default_factory=dict)
    """What has been copied, by the part's name in the template."""
    controls: int = 0
    drawings: int = 0

    def template(self) -> Template:
        main = self.archive.main()
        targets = {r.id: r for r in self._relationships(main)}
        by_kind = {posixpath.basename(r.type): r for r in targets.values() if not r.external}
        document = self.archive.parse(main)
        page = _page(document)
        styles, renamed = self._styles(by_kind.get("styles"), page)
        edges = () if self._is_ours() else tuple(self._edges(document, targets, renamed))
        settings, pages = self._settings(by_kind.get("settings"), document)
        relationships = []
        for kind in _COPIED:
            if kind in by_kind:
                part = self._copy(by_kind[kind].target, renamed)
                relationships.append(Relationship(f"rId{kind}", by_kind[kind].type, part))
        return Template(
            styles=styles,
            settings=settings,
            page=page,
            edges=edges,
            pages=pages,
            parts=tuple(self.parts.values()),
            relationships=tuple(relationships),
        )

    def _is_ours(self) -> bool:
        """Whether it is a briefing of ours: its headers hold that one's title and marking."""
        properties = "docProps/custom.xml"
        if properties not in self.archive.archive.namelist():
            return False
        return BRIEFING_PROPERTY.encode() in self.archive.archive.read(properties)

    def _relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to, targets made full names; broken ones are left out."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.archive.archive.namelist():
            return ()
        found = []
        for element in self.archive.parse(name).iter(_RELATIONSHIPS):
            target = str(element.get("Target"))
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if target not in self.archive.archive.namelist():
                    continue
            found.append(
                Relationship(str(element.get("Id")), str(element.get("Type")), target, external)
            )
        return tuple(found)

    def _styles(self, found: Relationship | None, page: Page) -> tuple[bytes, dict[str, str]]:
        ours = etree.fromstring(own_styles(page))
        if found is None:
            return etree.tostring(ours, encoding="UTF-8", xml_declaration=True), {}
        theirs = self.archive.parse(found.target)
        renamed = merge_styles(theirs, ours)
        return etree.tostring(theirs, encoding="UTF-8", xml_declaration=True), renamed

    def _settings(
        self, found: Relationship | None, document: etree._Element
    ) -> tuple[bytes, tuple[str, ...]]:
        """Our settings with theirs that pages depend on, and which kinds of pages there are."""
        settings, pages = own_settings(), ["default"]
        section = _section(document)
        if section is not None and _is_on(section.find(f"{_W}titlePg")):
            pages.append("first")
        theirs = self.archive.parse(found.target) if found is not None else None
        if theirs is not None and _is_on(theirs.find(f"{_W}evenAndOddHeaders")):
            pages.append("even")
            before = b"<w:characterSpacingControl"
            settings = settings.replace(before, b"<w:evenAndOddHeaders/>" + before)
        if theirs is not None and _is_on(theirs.find(f"{_W}mirrorMargins")):
            before = b"<w:defaultTabStop"
            settings = settings.replace(before, b"<w:mirrorMargins/>" + before)
        return settings, tuple(pages)

    def _edges(
        self, document: etree._Element, targets: dict[str, Relationship], renamed: dict[str, str]
    ) -> Iterator[Edge]:
        """Headers and footers of the last section, those it takes over from earlier included."""
        found: dict[tuple[str, str], str] = {}
        for reference in document.iter(f"{_W}headerReference", f"{_W}footerReference"):
            kind = "header" if reference.tag == f"{_W}headerReference" else "footer"
            relationship = targets.get(str(reference.get(f"{{{R}}}id")))
            if relationship is not None and not relationship.external:
                found[kind, str(reference.get(f"{_W}type", "default"))] = relationship.target
        for (kind, pages), part in found.items():
            root = self.archive.parse(part)
            if pages in {"default", "first", "even"} and _says_something(root):
                self._adapt(root, renamed)
                yield Edge(kind, pages, etree.tostring(root), self._kept(part, renamed))

    def _adapt(self, root: etree._Element, renamed: dict[str, str]) -> None:
        rename_references(root, renamed)
        for element in list(root.iter(*(f"{_W}{name}" for name in _LEFT_OUT))):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        for element in root.iter(f"{_W}sdtPr"):
            number = element.find(f"{_W}id")
            if number is not None:
                self.controls += 1
                number.set(f"{_W}val", str(_FIRST_CONTROL + self.controls))
        for element in root.iter("{*}docPr"):
            self.drawings += 1
            element.set("id", str(_FIRST_DRAWING + self.drawings))

    def _kept(self, part: str, renamed: dict[str, str]) -> tuple[Relationship, ...]:
        """What a copied part refers to: copied too, or a link; nothing that loads by itself."""
        kept = []
        for relationship in self._relationships(part):
            if not relationship.external:
                target = self._copy(relationship.target, renamed)
                kept.append(
                    Relationship(relationship.id, relationship.type, target),
                )
            elif relationship.type.endswith("/hyperlink"):
                kept.append(relationship)
            else:
                raise UserFacingError(
                    phrase(
                        "“{name}” shows something that lies elsewhere ({target}).",
                        name=self.archive.name,
                        target=str(relationship.target),
                    )
                )
        return tuple(kept)

    def _type_of(self, ending: str) -> str:
        """The content type of parts with an ending, as the template says."""
        for element in self.archive.parse("[Content_Types].xml").iterchildren("{*}Default"):
            if f".{element.get('Extension')}".lower() == ending.lower():
                return str(element.get("ContentType"))
        return "application/octet-stream"

    def _copy(self, part: str, renamed: dict[str, str]) -> str:
        """Copies a part and all it needs; returns its new name."""
        new = f"word/template/{part.replace('/', '_')}"
        if part not in self.parts:
            kind = self.archive.types.get(part) or self._type_of(Path(part).suffix)
            data = self.archive.archive.read(part)
            if part.endswith(".xml"):
                root = self.archive.parse(part)
                rename_references(root, renamed)
                data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            self.parts[part] = PackagePart(new, kind, data)
            self.parts[part] = PackagePart(new, kind, data, self._kept(part, renamed))
        return new


def _section(document: etree._Element) -> etree._Element | None:
    sections = list(document.iter(f"{_W}sectPr"))
    return sections[-1] if sections else None


def _page(document: etree._Element) -> Page:
    """The paper and margins of the last section; A4 where it says nothing."""
    section, own = _section(document), PAGES[Paper.A4]
    size = section.find(f"{_W}pgSz") if section is not None else None
    margins = section.find(f"{_W}pgMar") if section is not None else None

    def number(element: etree._Element | None, name: str, otherwise: int) -> int:
        value = None if element is None else element.get(f"{_W}{name}")
        try:
            return otherwise if value is None else round(float(value))
        except ValueError:
            return otherwise

    page = Page(
        width=number(size, "w", own.width),
        height=number(size, "h", own.height),
        left=number(margins, "left", own.left),
        right=number(margins, "right", own.right),
        top=number(margins, "top", own.top),
        bottom=number(margins, "bottom", own.bottom),
        header=number(margins, "header", own.header),
        footer=number(margins, "footer", own.footer),
        gutter=number(margins, "gutter", 0),
        landscape=size is not None and size.get(f"{_W}orient") == "landscape",
    )
    return page if page.text_width >= _NARROWEST else own


_NARROWEST = 2880
"""Two inches: below it no table of ours can be read, and the template is taken for broken."""


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in {"0", "false", "off"}


def _says_something(root: etree._Element) -> bool:
    """Whether a header or footer shows anything at all."""
    texts = "".join(str(t.text or "") for t in root.iter(f"{_W}t", f"{_W}instrText"))
    shown = next(root.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}fldSimple"), None)
    return bool(texts.strip()) or shown is not None
