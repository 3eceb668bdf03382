"""Headers and footers: on every page the marking, what the document is, and page X of Y."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.briefing.layout import Layout
from annotator.briefing.write.markup import DECLARATION, NAMESPACES
from annotator.briefing.write.package import WORD, PackagePart
from annotator.briefing.write.page import (
    footer_line,
    header_line,
    marking_line,
    page_size,
)
from annotator.briefing.write.template import Edge, Template


@dataclass(frozen=True, slots=True)
class WrittenEdge:
    """A header or footer as a part, and the id by which the section refers to it."""

    id: str
    kind: str
    pages: str
    part: PackagePart


def edges_of(layout: Layout, template: Template) -> tuple[WrittenEdge, ...]:
    """Every header and footer: the template's with ours added, else ours."""
    given = template.edges or (_blank("header"), _blank("footer"))
    return tuple(_written(layout, edge) for edge in given)


def _blank(kind: str) -> Edge:
    tag = "hdr" if kind == "header" else "ftr"
    return Edge(kind, "default", f"{DECLARATION}<w:{tag} {NAMESPACES}>", "", f"</w:{tag}>")


def _written(layout: Layout, edge: Edge) -> WrittenEdge:
    number = {"default": 1, "first": 2, "even": 3}[edge.pages]
    content = "".join(_content(layout, edge))
    part = PackagePart(
        name=f"word/{edge.kind}{number}.xml",
        content_type=f"{WORD}.{edge.kind}+xml",
        data=(edge.opening + content + edge.closing).encode(),
        relationships=edge.relationships,
    )
    return WrittenEdge(f"rId{edge.kind.capitalize()}{number}", edge.kind, edge.pages, part)


def _content(layout: Layout, edge: Edge) -> Iterator[str]:
    marking = layout.briefing.marking
    marked = marking_line(marking) if marking else ""
    if edge.kind == "header":
        yield marked
        yield edge.content or header_line(layout)
    else:
        yield edge.content
        if " NUMPAGES" not in edge.content:
            yield footer_line(layout)
        yield marked


def section_properties(template: Template, edges: Sequence[WrittenEdge]) -> str:
    """The document's one section: its headers and footers, paper and margins."""
    references = "".join(
        f'<w:{edge.kind}Reference w:type="{edge.pages}" r:id="{edge.id}"/>' for edge in edges
    )
    return f"<w:sectPr>{references}{page_size(template.page)}{template.section}</w:sectPr>"
