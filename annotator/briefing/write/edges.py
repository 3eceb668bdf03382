"""Headers and footers: on every page the marking, what the document is, and page X of Y."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from annotator.briefing.layout import Layout
from annotator.briefing.write.markup import DECLARATION, NAMESPACES, W
from annotator.briefing.write.package import WORD, PackagePart
from annotator.briefing.write.page import (
    footer_line,
    header_line,
    marking_line,
    page_size,
)
from annotator.briefing.write.template import Edge, Template

_TAGS = {"header": "hdr", "footer": "ftr"}
_NUMBERS = {"default": 1, "first": 2, "even": 3}


@dataclass(frozen=True, slots=True)
class WrittenEdge:
    """A header or footer as a part, and the id by which the section refers to it."""

    id: str
    kind: str
    pages: str
    part: PackagePart


def edges_of(layout: Layout, template: Template) -> tuple[WrittenEdge, ...]:
    """A header and a footer for every kind of page: the template's with ours added, else ours."""
    given = {(edge.kind, edge.pages): edge for edge in template.edges}
    return tuple(
        _written(layout, given.get((kind, pages)) or Edge(kind, pages, b""))
        for pages in template.pages
        for kind in _TAGS
    )


def _written(layout: Layout, edge: Edge) -> WrittenEdge:
    number = _NUMBERS[edge.pages]
    part = PackagePart(
        name=f"word/{edge.kind}{number}.xml",
        content_type=f"{WORD}.{edge.kind}+xml",
        data=_added(layout, edge) if edge.root else _own(layout, edge.kind),
        relationships=edge.relationships,
    )
    return WrittenEdge(f"rId{edge.kind.capitalize()}{number}", edge.kind, edge.pages, part)


def _own(layout: Layout, kind: str) -> bytes:
    lines = [_marking(layout), header_line(layout)]
    if kind == "footer":
        lines = [footer_line(layout, across=True), _marking(layout)]
    tag = _TAGS[kind]
    return f"{DECLARATION}<w:{tag} {NAMESPACES}>{''.join(lines)}</w:{tag}>".encode()


def _added(layout: Layout, edge: Edge) -> bytes:
    """The template's header or footer with the marking and, in a footer, the page added."""
    root = etree.fromstring(edge.root)
    if edge.kind == "header":
        for element in reversed(_elements(_marking(layout))):
            root.insert(0, element)
    else:
        codes = "".join(str(code.text) for code in root.iter(f"{{{W}}}instrText"))
        codes += "".join(str(f.get(f"{{{W}}}instr")) for f in root.iter(f"{{{W}}}fldSimple"))
        paged = "" if "NUMPAGES" in codes else footer_line(layout, across=False)
        root.extend(_elements(paged + _marking(layout)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _elements(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<x {NAMESPACES}>{xml}</x>"))


def _marking(layout: Layout) -> str:
    marking = layout.briefing.marking
    return marking_line(marking) if marking else ""


def section_properties(template: Template, edges: Sequence[WrittenEdge]) -> str:
    """The document's one section: its headers and footers, paper and margins."""
    references = "".join(
        f'<w:{edge.kind}Reference w:type="{edge.pages}" r:id="{edge.id}"/>' for edge in edges
    )
    own_first = "<w:titlePg/>" if "first" in template.pages else ""
    return f"<w:sectPr>{references}{page_size(template.page)}{own_first}</w:sectPr>"
