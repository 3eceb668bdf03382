"""OpenDocument texts, as LibreOffice writes them."""

import itertools
import re
from collections.abc import Iterator

from lxml import etree

from annotator.domain.article import BlockKind
from annotator.domain.phrase import phrase
from annotator.ingest.archive import Archive
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError, damaged
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.ingest.xml_parts import parse_xml

_WHAT = phrase("OpenDocument text")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_SPACE = re.compile(r"[ \t\r\n]+")
_UNSEEN = frozenset(
    (
        f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end",
        f"{_TEXT}note-citation", f"{_TEXT}ruby-text", f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}sequence-decls",
        f"{_TEXT}variable-decls", f"{_TEXT}user-field-decls", f"{_OFFICE}forms",
        f"{_OFFICE}binary-data", f"{_OFFICE}scripts", f"{_SVG}title", f"{_SVG}desc",
    )
)  # fmt: skip
_OWN_PARAGRAPHS = frozenset((f"{_TEXT}note", f"{_DRAW}text-box"))
"""Stand inside a paragraph and hold paragraphs of their own, which follow it."""


def read(source: SourceBytes) -> RawDocument:
    """An OpenDocument text with title and author from its properties."""
    with Archive(source.content, _WHAT, source.limits) as archive:
        _refuse_encrypted(archive)
        content = parse_xml(archive.part("content.xml"), _WHAT)
        text = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if text is None:
            raise damaged(_WHAT)
        kinds = _kinds_of_styles(content)
        if "styles.xml" in archive:
            kinds = _kinds_of_styles(parse_xml(archive.part("styles.xml"), _WHAT)) | kinds
        raw = RawDocument(
            list(_paragraphs(text, kinds, BlockKind.BODY)),
            "application/vnd.oasis.opendocument.text",
        )
        raw.structured = any(p.kind is not BlockKind.BODY for p in raw.paragraphs)
        _take_properties(archive, raw)
        if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
            raw.warnings.append(phrase("The document holds macros; they were not run."))
        if text.find(f"{_TEXT}tracked-changes/*") is not None:
            raw.warnings.append(
                phrase("The document has tracked changes; it was read as if accepted.")
            )
    return raw


def _refuse_encrypted(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.part(manifest):
        raise UnreadableError(
            phrase("is protected with a password"),
            phrase("Open it and save a copy without password."),
        )


def _kinds_of_styles(root: etree._Element) -> dict[str, BlockKind]:
    """What paragraph styles mean, by name; automatic styles mean what their parents do."""
    parents: dict[str, str] = {}
    for style in root.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}family") == "paragraph":
            parents[style.get(f"{_STYLE}name", "")] = style.get(f"{_STYLE}parent-style-name", "")
    kinds = {}
    for name in parents:
        at, steps = name, 0
        while _kind_of_style(at) is None and parents.get(at) and steps < 20:
            at, steps = parents[at], steps + 1
        kind = _kind_of_style(at)
        if kind is not None:
            kinds[name] = kind
    return kinds


def _kind_of_style(name: str) -> BlockKind | None:
    """What a built-in style means; their names are English in every language."""
    name = name.lower()
    if name in ("title", "subtitle") or name.startswith("heading"):
        return BlockKind.HEADLINE
    if name in ("caption", "illustration", "figure", "drawing"):
        return BlockKind.CAPTION
    return BlockKind.QUOTE if name in ("quotations", "quote", "intense_20_quote") else None


def _paragraphs(
    root: etree._Element, kinds: dict[str, BlockKind], around: BlockKind
) -> Iterator[Paragraph]:
    """The paragraphs and table rows below `root`; `around` is what it stands in."""
    stack = [(iter(root), around)]
    while stack:
        children, kind = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_TEXT}h":
            yield Paragraph(_letters(element), BlockKind.HEADLINE)
        elif element.tag == f"{_TEXT}p":
            style = element.get(f"{_TEXT}style-name", "")
            own = kinds.get(style) or _kind_of_style(style) or kind
            yield Paragraph(_letters(element), own)
            stack += [(iter(inner), kind) for inner in reversed(_own_paragraphs(element))]
        elif element.tag == f"{_TABLE}table-row":
            yield from _row(element, kinds)
        elif element.tag not in _UNSEEN:
            inside = BlockKind.LIST if element.tag == f"{_TEXT}list-item" else kind
            stack.append((iter(element), inside))


def _own_paragraphs(paragraph: etree._Element) -> list[etree._Element]:
    """The outermost notes and text boxes that stand in `paragraph`."""
    return [
        inner
        for inner in paragraph.iter(*_OWN_PARAGRAPHS)
        if not any(
            outer.tag in _UNSEEN or outer.tag in _OWN_PARAGRAPHS
            for outer in itertools.takewhile(lambda at: at is not paragraph, inner.iterancestors())
        )
    ]


def _row(row: etree._Element, kinds: dict[str, BlockKind]) -> Iterator[Paragraph]:
    """A row as one paragraph, cells parted by tabs; cells with whole paragraphs give those."""
    cells = [
        list(_paragraphs(cell, kinds, BlockKind.BODY))
        for cell in row.iterchildren(f"{_TABLE}table-cell")
    ]
    if len(cells) < 2 or any(len(p.text) > 300 for cell in cells for p in cell):
        for cell in cells:
            yield from cell
        return
    texts = (" ".join(p.text.strip() for p in cell).replace("\t", " ").strip() for cell in cells)
    yield Paragraph("\t".join(texts), BlockKind.TABLE)


def _letters(paragraph: etree._Element) -> str:
    """The text of one paragraph, white space folded as OpenDocument asks."""
    letters: list[str] = [_folded(paragraph.text)]
    stack: list[Iterator[etree._Element]] = [iter(paragraph)]
    parents = [paragraph]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            parent = parents.pop()
            if parent is not paragraph:
                letters.append(_folded(parent.tail))
            continue
        if element.tag == f"{_TEXT}s":
            letters.append(" " * min(_count(element.get(f"{_TEXT}c", "1")), 80))
        elif element.tag == f"{_TEXT}tab":
            letters.append("\t")
        elif element.tag == f"{_TEXT}line-break":
            letters.append("\n")
        seen = element.tag not in _UNSEEN and element.tag not in _OWN_PARAGRAPHS
        if seen:
            letters.append(_folded(element.text))
        stack.append(iter(element) if seen else iter(()))
        parents.append(element)
    return "".join(letters)


def _folded(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def _count(given: str) -> int:
    return int(given) if given.isdecimal() else 1


def _take_properties(archive: Archive, raw: RawDocument) -> None:
    if "meta.xml" not in archive:
        return
    try:
        meta = parse_xml(archive.part("meta.xml"), _WHAT).find(f"{_OFFICE}meta")
    except UnreadableError:
        return  # the text is whole without them
    if meta is not None:
        raw.title = (meta.findtext(f"{_DC}title") or "").strip()
        author = meta.findtext(f"{_META}initial-creator") or meta.findtext(f"{_DC}creator")
        raw.author = (author or "").strip()
        raw.language = (meta.findtext(f"{_DC}language") or "").strip()
