"""The parts of a document beside its body, and what refers to what."""

from collections.abc import Iterator, Sequence

from annotator.briefing.manifest import Manifest, to_xml
from annotator.briefing.write import properties
from annotator.briefing.write.chart import chart_xml
from annotator.briefing.write.edges import WrittenEdge
from annotator.briefing.write.markup import DECLARATION, NAMESPACES
from annotator.briefing.write.package import (
    CORE_PROPERTIES,
    WORD,
    PackagePart,
    Relationship,
    office,
)
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.template import Template

_OFFICE = "application/vnd.openxmlformats-officedocument"
# Not item1.xml: other programs' parts have that name, and would collide with ours.
_MANIFEST = "customXml/annotator1.xml"
_STORE = "customXml/annotatorProps1.xml"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
    f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
PACKAGE_RELATIONSHIPS = (
    Relationship("rIdDocument", office("officeDocument"), "word/document.xml"),
    Relationship("rIdCore", CORE_PROPERTIES, "docProps/core.xml"),
    Relationship("rIdApp", office("extended-properties"), "docProps/app.xml"),
    Relationship("rIdCustom", office("custom-properties"), "docProps/custom.xml"),
)


def parts_of(
    pen: Pen, template: Template, edges: Sequence[WrittenEdge], manifest: Manifest
) -> Iterator[PackagePart]:
    """Every part but the body, which must be written by now."""
    yield PackagePart("word/styles.xml", f"{WORD}.styles+xml", template.styles)
    yield PackagePart("word/settings.xml", f"{WORD}.settings+xml", template.settings)
    yield PackagePart("word/comments.xml", f"{WORD}.comments+xml", _root("comments", pen.comments))
    notes = [_SEPARATORS, *pen.footnotes]
    yield PackagePart("word/footnotes.xml", f"{WORD}.footnotes+xml", _root("footnotes", notes))
    yield from (edge.part for edge in edges)
    yield from template.parts
    for number, chart in enumerate(pen.charts, start=1):
        kind = f"{_OFFICE}.drawingml.chart+xml"
        yield PackagePart(f"word/charts/chart{number}.xml", kind, chart_xml(chart))
    yield from _properties(pen, manifest)


def _root(name: str, children: Sequence[str]) -> bytes:
    return "".join((DECLARATION, f"<w:{name} {NAMESPACES}>", *children, f"</w:{name}>")).encode()


def _properties(pen: Pen, manifest: Manifest) -> Iterator[PackagePart]:
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    yield PackagePart("docProps/core.xml", core, properties.core_properties(pen.layout))
    extended = f"{_OFFICE}.extended-properties+xml"
    yield PackagePart("docProps/app.xml", extended, properties.extended_properties())
    custom = f"{_OFFICE}.custom-properties+xml"
    yield PackagePart("docProps/custom.xml", custom, properties.custom_properties(pen.layout))
    store = Relationship("rIdStore", office("customXmlProps"), _STORE)
    yield PackagePart(_MANIFEST, "application/xml", to_xml(manifest), (store,))
    kind = f"{_OFFICE}.customXmlProperties+xml"
    yield PackagePart(_STORE, kind, properties.store_properties())


def document_relationships(
    pen: Pen, template: Template, edges: Sequence[WrittenEdge]
) -> list[Relationship]:
    """What the body refers to."""
    own = [
        Relationship(f"rId{kind.capitalize()}", office(kind), f"word/{kind}.xml")
        for kind in ("styles", "settings", "comments", "footnotes")
    ]
    own += [Relationship(edge.id, office(edge.kind), edge.part.name) for edge in edges]
    own += [
        Relationship(f"rIdChart{number}", office("chart"), f"word/charts/chart{number}.xml")
        for number in range(1, len(pen.charts) + 1)
    ]
    return [
        *own,
        Relationship("rIdManifest", office("customXml"), _MANIFEST),
        *template.relationships,
    ]
