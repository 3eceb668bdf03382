"""How Word and LibreOffice 25.2 write a reviewed document down; used by xml_reviewer.py."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="w14 w15 w16cid w16cex"'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.microsoft.com/office"
REVIEWER = "Lena Supervisor"
WHEN = "2026-03-14T16:20:00Z"


@dataclass
class Note:
    """A comment while the document is open."""

    id: str
    author: str
    date: str
    lines: list[str]
    parent: "Note | None" = None
    done: bool = False
    paragraph_ids: list[str] = field(default_factory=list)


def made(name: str, /, **attributes: object) -> etree._Element:
    element = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        element.set(f"{W}{key}", str(value))
    return element


def texts(run: etree._Element) -> list[etree._Element]:
    return [e for e in run if e.tag in {f"{W}t", f"{W}delText"}]


def mark_like_word(root: etree._Element, number: Callable[[], int]) -> None:
    """What Word adds on every save: rsids, runs split by the spelling checker, new ids."""
    for control in root.iter(f"{W}sdtPr"):
        ident = control.find(f"{W}id")
        if ident is not None:
            ident.set(f"{W}val", str(-number()))
    for paragraph in root.iter(f"{W}p"):
        paragraph.set(f"{W}rsidR", "00A77B3E")
        paragraph.set(f"{W14}paraId", f"{number() + 0x10000:08X}")
    for i, run in enumerate(list(root.iter(f"{W}r"))):
        run.set(f"{W}rsidRPr", "00B1122C")
        words = texts(run)
        if len(words) == 1 and len(words[0].text or "") > 6 and not i % 2:
            half = len(words[0].text) // 2
            rest = copy.deepcopy(run)
            words[0].text, texts(rest)[0].text = words[0].text[:half], words[0].text[half:]
            words[0].set(XML_SPACE, "preserve")
            run.addnext(rest)
            run.addnext(made("proofErr", type="spellStart"))
            if run.getparent().tag == f"{W}p" and not i % 4:
                tag = made("smartTag", uri="urn:places", element="place")
                run.addprevious(tag)
                tag.append(run)


def write_comments(
    parts: dict[str, bytes], notes: list[Note], number: Callable[[], int], *, word: bool
) -> None:
    """The comments and their side parts; LibreOffice may write an answer before its question."""
    order = notes if word else sorted(notes, key=lambda n: n.parent is None)
    for note in notes:
        note.paragraph_ids = [f"{number():08X}" for _ in note.lines]
    parts["word/comments.xml"] = _part("w:comments", "".join(_comment(n) for n in order))
    threads = "".join(
        f'<w15:commentEx w15:paraId="{n.paragraph_ids[-1]}" '
        + (f'w15:paraIdParent="{n.parent.paragraph_ids[-1]}" ' if n.parent else "")
        + f'w15:done="{int(n.done)}"/>'
        for n in order
    )
    add_side_part(parts, "commentsExtended", "2011", "w15:commentsEx", threads)
    if not word:
        return
    ids = "".join(
        f'<w16cid:commentId w16cid:paraId="{n.paragraph_ids[-1]}" '
        f'w16cid:durableId="{int(n.id) + 0x2000:08X}"/>'
        for n in order
    )
    add_side_part(parts, "commentsIds", "2016/09", "w16cid:commentsIds", ids)
    times = "".join(
        f'<w16cex:commentExtensible w16cex:durableId="{int(n.id) + 0x2000:08X}" '
        'w16cex:dateUtc="2026-03-14T15:20:00Z"/>'
        for n in order
        if n.author == REVIEWER
    )
    add_side_part(parts, "commentsExtensible", "2018/08", "w16cex:commentsExtensible", times)
    person = f'<w15:person w15:author="{REVIEWER}"/>'
    add_side_part(parts, "people", "2011", "w15:people", person)


def add_side_part(parts: dict[str, bytes], name: str, year: str, root: str, body: str) -> None:
    """A part beside the document, with its content type and relationship."""
    parts[f"word/{name}.xml"] = _part(root, body)
    override = f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name}+xml"/>'
    _insert(parts, "[Content_Types].xml", override, "</Types>")
    relation = (
        f'<Relationship Id="rIdSide{name}" Type="{RELATION}/{year}/relationships/{name}" '
        f'Target="{name}.xml"/>'
    )
    _insert(parts, "word/_rels/document.xml.rels", relation, "</Relationships>")


def _insert(parts: dict[str, bytes], part: str, new: str, before: str) -> None:
    parts[part] = parts[part].decode().replace(before, new + before).encode()


def _comment(note: Note) -> str:
    lines = "".join(
        f'<w:p w14:paraId="{number}"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line, number in zip(note.lines, note.paragraph_ids, strict=True)
    )
    return (
        f'<w:comment w:id="{note.id}" w:author="{escape(note.author)}" '
        f'w:date="{note.date}" w:initials="X">{lines}</w:comment>'
    )


def _part(root: str, body: str) -> bytes:
    return f"<{root} {NAMESPACES}>{body}</{root}>".encode()
