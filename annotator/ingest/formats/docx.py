"""Word documents: the body as Word shows it, tracked changes as if accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from annotator.domain.article import BlockKind
from annotator.domain.phrase import phrase
from annotator.ingest.archive import Archive
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError, damaged
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.ingest.xml_parts import parse_xml

_WHAT = phrase("Word document")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Not gone into: what was deleted or moved away, field codes, and the older copy of a drawing.
_UNSEEN = frozenset(
    (
        f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", f"{_W}delInstrText",
        f"{_W}rPr", f"{_W}pPr", f"{_W}tblPr", f"{_W}tcPr", f"{_W}trPr", f"{_W}sdtPr", f"{_W}sectPr",
        f"{_MC}Fallback",
    )
)  # fmt: skip
_LETTERS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


@dataclass(slots=True)
class _Styles:
    """What the document's paragraph styles mean, by their ids."""

    kinds: dict[str, BlockKind] = field(default_factory=dict)

    def kind_of(self, paragraph: etree._Element) -> BlockKind:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        kind = self.kinds.get(style.get(f"{_W}val", "")) if style is not None else None
        if kind is not None:
            return kind
        level = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and level.get(f"{_W}val") in set("01234567"):
            return BlockKind.HEADLINE
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None and number.get(f"{_W}val") != "0":
            return BlockKind.LIST
        return BlockKind.BODY


def read(source: SourceBytes) -> RawDocument:
    """A Word document's text, footnotes after it, with title and author from its properties."""
    with Archive(source.content, _WHAT, source.limits) as archive:
        name = next((n for n in ("word/document.xml", "word/document2.xml") if n in archive), None)
        if name is None:
            raise damaged(_WHAT)
        body = _root(archive, name).find(f"{_W}body")
        if body is None:
            raise damaged(_WHAT)
        styles = _styles(archive)
        paragraphs = list(_paragraphs(body, styles))
        for notes in ("word/footnotes.xml", "word/endnotes.xml"):
            if notes in archive:
                paragraphs += _notes(_root(archive, notes), styles)
        raw = RawDocument(
            paragraphs,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            structured=any(p.kind is not BlockKind.BODY for p in paragraphs),
        )
        _take_properties(archive, raw)
        if any(part.lower().endswith("vbaproject.bin") for part in archive.names):
            raw.warnings.append(phrase("The document holds macros; they were not run."))
        if body.find(f".//{_W}del") is not None or body.find(f".//{_W}ins") is not None:
            raw.warnings.append(
                phrase("The document has tracked changes; it was read as if accepted.")
            )
        if any(_is_hidden(run) for run in body.iter(f"{_W}r")):
            raw.warnings.append(phrase("The document has hidden text, which was left out."))
    return raw


def _root(archive: Archive, name: str) -> etree._Element:
    # The strict dialect differs from the usual one in its namespaces alone.
    return parse_xml(archive.part(name).replace(_STRICT, _TRANSITIONAL), _WHAT)


def _styles(archive: Archive) -> _Styles:
    styles = _Styles()
    if "word/styles.xml" not in archive:
        return styles
    based: dict[str, str] = {}
    for style in _root(archive, "word/styles.xml").iterfind(f"{_W}style"):
        identity = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        kind = _kind_of_style(name.get(f"{_W}val", "").lower() if name is not None else "")
        if kind is not None:
            styles.kinds[identity] = kind
            continue
        parent = style.find(f"{_W}basedOn")
        if parent is not None:
            based[identity] = parent.get(f"{_W}val", "")
    for identity in based:
        at, steps = identity, 0
        while at not in styles.kinds and at in based and steps < 20:
            at, steps = based[at], steps + 1
        if at in styles.kinds:
            styles.kinds[identity] = styles.kinds[at]
    return styles


def _kind_of_style(name: str) -> BlockKind | None:
    """What a built-in style means; Word stores their names in English in every language."""
    if name.startswith("heading ") or name in ("title", "subtitle"):
        return BlockKind.HEADLINE
    if name == "caption":
        return BlockKind.CAPTION
    if name in ("quote", "intense quote", "block text"):
        return BlockKind.QUOTE
    return BlockKind.LIST if name.startswith("list") else None


def _paragraphs(root: etree._Element, styles: _Styles) -> Iterator[Paragraph]:
    """The paragraphs and table rows below `root` in order, through content controls and
    insertions."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}p":
            yield Paragraph(_text(element), styles.kind_of(element))
            # Text boxes stand inside a paragraph and hold paragraphs of their own.
            stack += [iter(box) for box in reversed(_text_boxes(element))]
        elif element.tag == f"{_W}tr":
            yield from _row(element, styles)
        elif element.tag not in _UNSEEN:
            stack.append(iter(element))


def _text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The outermost text boxes that stand in `paragraph`."""
    box = f"{_W}txbxContent"
    hidden = _UNSEEN | {box}
    return [found for found in paragraph.iter(box) if not _inside(found, hidden, paragraph)]


def _row(row: etree._Element, styles: _Styles) -> Iterator[Paragraph]:
    """A row as one paragraph, cells parted by tabs; cells that hold whole paragraphs are the
    layout of a page and give those."""
    cells = [
        list(_paragraphs(cell, styles))
        for cell in row.iter(f"{_W}tc")
        if not _inside(cell, frozenset((f"{_W}tbl",)), row)
    ]
    if len(cells) < 2 or any(len(p.text) > 300 for cell in cells for p in cell):
        for cell in cells:
            yield from cell
        return
    texts = (" ".join(p.text.strip() for p in cell).replace("\t", " ").strip() for cell in cells)
    yield Paragraph("\t".join(texts), BlockKind.TABLE)


def _inside(element: etree._Element, tags: frozenset[str], below: etree._Element) -> bool:
    """Whether an element of `tags` stands between `element` and its ancestor `below`."""
    for ancestor in element.iterancestors():
        if ancestor is below:
            return False
        if ancestor.tag in tags:
            return True
    return False


def _text(paragraph: etree._Element) -> str:
    letters: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_W}t":
            letters.append(element.text or "")
        elif element.tag in _LETTERS:
            letters.append(_LETTERS[element.tag])
        elif element.tag == f"{_W}r" and _is_hidden(element):
            continue
        elif element.tag not in _UNSEEN and element.tag != f"{_W}txbxContent":
            stack.append(iter(element))
    return "".join(letters)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _notes(root: etree._Element, styles: _Styles) -> Iterator[Paragraph]:
    for note in root:
        if note.get(f"{_W}type", "normal") == "normal":
            yield from _paragraphs(note, styles)


def _take_properties(archive: Archive, raw: RawDocument) -> None:
    if "docProps/core.xml" not in archive:
        return
    try:
        core = parse_xml(archive.part("docProps/core.xml"), _WHAT)
    except UnreadableError:
        return  # the text is whole without them
    raw.title = (core.findtext(f"{_DC}title") or "").strip()
    raw.author = (core.findtext(f"{_DC}creator") or "").strip()
    raw.language = (core.findtext(f"{_DC}language") or "").strip()
