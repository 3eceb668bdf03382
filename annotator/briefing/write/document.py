"""Puts a whole document together: body first, then what gathered on the way."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from lxml import etree

from annotator.briefing.compose.changes import tag_value
from annotator.briefing.layout import Layout
from annotator.briefing.manifest import ClaimEntry, Manifest, ParagraphEntry
from annotator.briefing.review.alignment import WrittenBody
from annotator.briefing.review.walk import walk
from annotator.briefing.write.assembly import (
    PACKAGE_RELATIONSHIPS,
    document_relationships,
    parts_of,
)
from annotator.briefing.write.edges import WrittenEdge, edges_of, section_properties
from annotator.briefing.write.markup import DECLARATION, NAMESPACES, paragraph, run
from annotator.briefing.write.package import WORD, Package
from annotator.briefing.write.parts import write_part
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.template import Template

_FLUSH = 256
"""Pieces of the body that are written at once."""
_COMPRESSION = 4
"""Of zlib: half the time of its usual 6, for a file that is 4 % larger."""

type Step = Callable[[int, int], None]
"""Called now and then with how much is done and how much there is; may raise to stop."""


def write_document(layout: Layout, template: Template, out: IO[bytes], step: Step) -> Manifest:
    """Writes the .docx into `out` and returns what it says."""
    pen = Pen(layout, template.page.text_width)
    edges = edges_of(layout, template)
    with zipfile.ZipFile(out, "w", compresslevel=_COMPRESSION) as archive:
        package = Package(archive)
        with package.stream("word/document.xml", f"{WORD}.document.main+xml") as body:
            _stream(body, _body(pen, template, edges), _steps(layout), step)
        manifest = _manifest(pen, edges)
        for part in parts_of(pen, template, edges, manifest):
            package.add(part)
        package.relate("word/document.xml", document_relationships(pen, template, edges))
        package.relate("", PACKAGE_RELATIONSHIPS)
        package.close()
    return manifest


def _steps(layout: Layout) -> int:
    lines = sum(len(article.lines) for article in layout.articles)
    return lines + len(layout.claims) + len(layout.parts)


def _stream(body: IO[bytes], pieces: Iterable[str], total: int, step: Step) -> None:
    batch: list[str] = []
    done = 0
    for piece in pieces:
        batch.append(piece)
        if len(batch) == _FLUSH:
            done += _FLUSH
            step(min(done, total), total)
            body.write("".join(batch).encode())
            batch.clear()
    body.write("".join(batch).encode())
    step(total, total)


def _body(pen: Pen, template: Template, edges: Sequence[WrittenEdge]) -> Iterator[str]:
    yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    for piece in _title_block(pen):
        yield pen.note("title", piece)
    for part in pen.layout.parts:
        for piece in write_part(pen, part):
            yield pen.note(part.section, piece)
    yield f"{section_properties(template, edges)}</w:body></w:document>"


def _title_block(pen: Pen) -> Iterator[str]:
    yield paragraph(run(pen.layout.title), "Title")
    for fact in pen.layout.facts:
        yield paragraph(run(f"{fact.label}\t", "FactLabel") + run(fact.value), "TitleFact")
    yield paragraph("", "TitleRule")


def _manifest(pen: Pen, edges: Sequence[WrittenEdge]) -> Manifest:
    layout = pen.layout
    return Manifest(
        briefing=layout.briefing.id,
        export=layout.briefing.export,
        version=layout.briefing.version,
        title=layout.title,
        exported=layout.exported,
        claims=tuple(
            ClaimEntry(
                id=view.record.claim.id,
                key=view.key,
                number=view.number,
                article=view.record.article,
                tag=tag_value(view.tag),
                spans=view.words,
                wording=view.wording,
                sha256=hashlib.sha256("\n".join(view.words).encode()).hexdigest(),
                places=tuple(pen.begun.get(view.number, ())),
            )
            for view in layout.claims
        ),
        comments=tuple(pen.comment_entries),
        paragraphs=tuple(pen.paragraphs),
        sides=tuple(_sides(pen, edges)),
    )


def _sides(pen: Pen, edges: Sequence[WrittenEdge]) -> Iterator[ParagraphEntry]:
    """What stands beside the body: each note, header and footer, said once.

    Read as the review will read it, for a template's headers may be written in any way.
    """
    notes = f"<w:footnotes {NAMESPACES}>{''.join(pen.footnotes)}</w:footnotes>".encode()
    for xml in (notes, *dict.fromkeys(edge.part.data for edge in edges)):
        story = walk("", etree.fromstring(xml))
        for text in dict.fromkeys(WrittenBody(story).texts):
            yield ParagraphEntry(story.kind, text)
