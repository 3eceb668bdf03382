"""What must be true of every document we write, much of which no validator checks.

`faults(path)` gives one sentence for each that is broken. Loaded by conftest.py.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_KINDS = [
    "equation",
    "comboBox",
    "date",
    "docPartObj",
    "docPartList",
    "dropDownList",
    "picture",
    "richText",
    "text",
    "citation",
    "group",
    "bibliography",
]


@dataclass
class Parts:
    """A document's archive and its XML parts."""

    names: list[str]
    data: dict[str, bytes]
    roots: dict[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        return self.roots["word/document.xml"]

    @property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold paragraphs."""
        wanted = re.compile(r"word/(document|comments|footnotes|endnotes|header\d+|footer\d+)\.xml")
        return {name: root for name, root in self.roots.items() if wanted.fullmatch(name)}


type Check = Callable[[Parts], Iterator[str]]


def faults(path: Path) -> list[str]:
    """Every broken invariant of the document at `path`, sorted."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        data = {name: archive.read(name) for name in names}
    roots, found = {}, []
    for name, content in data.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(content)
            except etree.XMLSyntaxError:
                found.append(f"{name} is malformed")
    if "word/document.xml" not in roots:
        return [*found, "no document"]
    parts = Parts(names, data, roots)
    for check in _CHECKS:
        found += check(parts)
    return sorted(set(found))


def _twice(values: Iterable[str | None]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1 and value is not None]


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _archive(parts: Parts) -> Iterator[str]:
    for name in _twice(name.lower() for name in parts.names):
        yield f"part {name} is there twice"
    types = parts.roots["[Content_Types].xml"]
    listed = {str(e.get("PartName")).lstrip("/") for e in types if e.get("PartName")}
    endings = {e.get("Extension") for e in types}
    for name in set(parts.names) - {"[Content_Types].xml"}:
        if name not in listed and name.rpartition(".")[2] not in endings:
            yield f"part {name} has no content type"
    for name in listed - set(parts.names):
        yield f"content type of {name}, which is not there"


def _relationships(parts: Parts) -> Iterator[str]:
    for name, root in parts.roots.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for ident in _twice(e.get("Id") for e in root):
                yield f"{name}: relationship {ident} is there twice"
            for element in root:
                target = posixpath.normpath(posixpath.join("/", folder, str(element.get("Target"))))
                inside = element.get("TargetMode") != "External"
                if inside and target.lstrip("/") not in parts.names:
                    yield f"{name}: {element.get('Target')} is not there"


def _references(parts: Parts) -> Iterator[str]:
    for name, root in parts.roots.items():
        folder, base = posixpath.split(name)
        rels = parts.roots.get(posixpath.join(folder, "_rels", f"{base}.rels"), ())
        ids = {e.get("Id") for e in rels}
        for element in root.iter("*"):
            for key, value in element.attrib.items():
                if str(key).startswith(_R) and value not in ids:
                    yield f"{name}: relationship {value} is missing"


def _controls(parts: Parts) -> Iterator[str]:
    found = [pr for root in parts.stories.values() for pr in root.iter(_W + "sdtPr")]
    for ident in _twice(_value(pr, "id") for pr in found):
        yield f"control id {ident} is there twice"
    for tag in _twice(_value(pr, "tag") for pr in found):
        yield f"control tag {tag} is there twice"
    for pr in found:
        for name in ("tag", "alias"):
            if len(_value(pr, name) or "") > 64:
                yield f"a control's {name} is longer than 64 letters"
        kinds = sum(pr.find(_W + kind) is not None for kind in _KINDS)
        if kinds + (pr.find(_W14 + "checkbox") is not None) > 1:
            yield "a control is of two kinds"
        yield from _items(pr)
        binding = pr.find(_W + "dataBinding")
        if binding is not None:
            store = str(binding.get(_W + "storeItemID", "?")).encode()
            if not any(store in data for name, data in parts.data.items() if "Props" in name):
                yield "a control is bound to a store that is not there"


def _items(pr: etree._Element) -> Iterator[str]:
    for choice in pr.iter(_W + "dropDownList", _W + "comboBox"):
        for name in ("value", "displayText"):
            for value in _twice(item.get(_W + name) for item in choice):
                yield f"list item {name} {value} is there twice"
        content = pr.getparent().find(_W + "sdtContent")
        shown = "".join(str(t.text) for t in content.iter(_W + "t"))
        if shown not in {item.get(_W + "displayText") for item in choice}:
            yield f"a drop-down shows “{shown}”, which is none of its items"


def _bookmarks(parts: Parts) -> Iterator[str]:
    starts = [(e.get(_W + "id"), str(e.get(_W + "name"))) for r in parts.stories.values()
              for e in r.iter(_W + "bookmarkStart")]  # fmt: skip
    for name in _twice(name.lower() for _, name in starts):
        yield f"bookmark {name} is there twice"
    for ident in _twice(ident for ident, _ in starts):
        yield f"bookmark id {ident} is there twice"
    for root in parts.stories.values():
        ends = Counter(e.get(_W + "id") for e in root.iter(_W + "bookmarkEnd"))
        own = {e.get(_W + "id"): str(e.get(_W + "name")) for e in root.iter(_W + "bookmarkStart")}
        for ident, name in own.items():
            if ends[ident] != 1:
                yield f"bookmark {name} is not closed once"
            if len(name) > 40 or not re.fullmatch(r"[^\W\d]\w*", name):
                yield f"bookmark {name} has no valid name"
        for ident in ends.keys() - own.keys():
            yield f"bookmark end {ident} has no start"


def _targets(parts: Parts) -> Iterator[str]:
    names = {
        e.get(_W + "name") for r in parts.stories.values() for e in r.iter(_W + "bookmarkStart")
    }
    for root in parts.stories.values():
        for link in root.iter(_W + "hyperlink"):
            if link.get(_W + "anchor") and link.get(_W + "anchor") not in names:
                yield f"a link leads to {link.get(_W + 'anchor')}, which is not there"
        for code in root.iter(_W + "instrText"):
            target = re.search(r"\b(?:PAGEREF|NOTEREF|REF)\s+(\S+)", str(code.text))
            if target and target[1] not in names:
                yield f"a field refers to {target[1]}, which is not there"


def _fields(parts: Parts) -> Iterator[str]:
    for name, root in parts.stories.items():
        depth = 0
        for mark in root.iter(_W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(_W + "fldCharType")), 0)
            if depth < 0:
                yield f"{name}: a field ends that has not begun"
        if depth > 0:
            yield f"{name}: a field does not end"


def _tables(parts: Parts) -> Iterator[str]:
    for table in parts.body.iter(_W + "tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.iterfind(_W + "tr"):
            spans = [c.find(f"{_W}tcPr/{_W}gridSpan") for c in row.iterfind(_W + "tc")]
            width = sum(1 if s is None else int(s.get(_W + "val")) for s in spans)
            if width != columns:
                yield f"a row has {width} of {columns} columns"
        if table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is None:
            yield "a table has no header row"
        if table.find(f"{_W}tblPr/{_W}tblDescription") is None:
            yield "a table has no alternative text"
    for root in parts.stories.values():
        for cell in root.iter(_W + "tc"):
            if len(cell) == 0 or cell[-1].tag != _W + "p":
                yield "a cell does not end with a paragraph"


def _tracked(parts: Parts) -> Iterator[str]:
    for deletion in parts.body.iter(_W + "del"):
        if deletion.find(f".//{_W}t") is not None:
            yield "deleted text is not marked as such"


def _paragraph_ids(parts: Parts) -> Iterator[str]:
    ids = [p.get(_W14 + "paraId") for r in parts.stories.values() for p in r.iter(_W + "p")]
    for ident in _twice(ids):
        yield f"paragraph id {ident} is there twice"
    for ident in filter(None, ids):
        if not 0 < int(ident, 16) < 0x80000000:
            yield f"paragraph id {ident} is out of range"


def _comments(parts: Parts) -> Iterator[str]:
    root = parts.roots.get("word/comments.xml")
    ids = [] if root is None else [c.get(_W + "id") for c in root]
    for ident in _twice(ids):
        yield f"comment {ident} is there twice"
    order = {element: place for place, element in enumerate(parts.body.iter("*"))}
    places: dict[str, dict[str, int]] = {}
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = list(parts.body.iter(_W + kind))
        counts = Counter(e.get(_W + "id") for e in marks)
        for ident in set(ids) | set(counts):
            if counts[ident] != 1 or ident not in ids:
                yield f"{kind} {ident} is there {counts[ident]} times"
        places[kind] = {str(e.get(_W + "id")): order[e] for e in marks}
    for ident, start in places["commentRangeStart"].items():
        if places["commentRangeEnd"].get(ident, start + 1) <= start:
            yield f"comment {ident} ends before it starts"


def _comment_states(parts: Parts) -> Iterator[str]:
    last = set()
    for comment in parts.roots.get("word/comments.xml", ()):
        paragraphs = comment.findall(_W + "p")
        if not paragraphs:
            yield f"comment {comment.get(_W + 'id')} is empty"
        else:
            last.add(paragraphs[-1].get(_W14 + "paraId"))
    for name in ("word/commentsExtended.xml", "word/commentsIds.xml"):
        for element in parts.roots.get(name, ()):
            for key, value in element.attrib.items():
                if str(key).endswith(("}paraId", "}paraIdParent")) and value not in last:
                    yield f"{name}: {value} is no comment's last paragraph"


def _notes(parts: Parts) -> Iterator[str]:
    for kind in ("foot", "end"):
        root = parts.roots.get(f"word/{kind}notes.xml")
        notes = [] if root is None else root.findall(f"{_W}{kind}note")
        own = [int(n.get(_W + "id")) for n in notes if n.get(_W + "type") is None]
        used = [int(e.get(_W + "id")) for e in parts.body.iter(f"{_W}{kind}noteReference")]
        if sorted(own) != sorted(used):
            yield f"{kind}notes and their references differ"
        if used != sorted(used) or own != used:
            yield f"{kind}notes do not ascend in the order of the document"
        if any(number > 32767 for number in own):
            yield f"a {kind}note's id is above 32767"


def _styles(parts: Parts) -> Iterator[str]:
    styles = parts.roots["word/styles.xml"]
    ids = [s.get(_W + "styleId") for s in styles.iter(_W + "style")]
    for ident in _twice(ids):
        yield f"style {ident} is there twice"
    for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        for root in (*parts.stories.values(), styles):
            for element in root.iter(_W + kind):
                if element.get(_W + "val") not in ids:
                    yield f"style {element.get(_W + 'val')} is not defined"
    numbering = parts.roots.get("word/numbering.xml")
    nums = () if numbering is None else numbering.iter(_W + "num")
    nums = () if numbering is None else numbering.iter(_W + "num")
    known = {"0", *(n.get(_W + "numId") for n in nums)}
    for element in parts.body.iter(_W + "numId"):
        if element.get(_W + "val") not in known:
            yield f"numbering {element.get(_W + 'val')} is not defined"


def _accessible(parts: Parts) -> Iterator[str]:
    drawings = [d for r in parts.stories.values() for d in r.iter(_WP + "docPr")]
    for ident in _twice(d.get("id") for d in drawings):
        yield f"drawing id {ident} is there twice"
    for drawing in parts.body.iter(_WP + "docPr"):
        if not drawing.get("descr"):
            yield "a picture has no alternative text"
    title = parts.roots["docProps/core.xml"].find("{http://purl.org/dc/elements/1.1/}title")
    if title is None or not title.text:
        yield "the document has no title"
    if next(parts.roots["word/styles.xml"].iter(_W + "lang"), None) is None:
        yield "the document has no language"
    levels = [int(s.get(_W + "val")[-1]) for s in parts.body.iter(_W + "pStyle")
              if re.fullmatch(r"Heading\d", str(s.get(_W + "val")))]  # fmt: skip
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


_CHECKS: tuple[Check, ...] = (
    _archive, _relationships, _references, _controls, _bookmarks, _targets, _fields, _tables,
    _tracked, _paragraph_ids, _comments, _comment_states, _notes, _styles, _accessible,
)  # fmt: skip
