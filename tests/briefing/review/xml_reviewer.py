"""A reviewer at work in a program that cannot be run here: does to the XML what it would do.

`word` writes as Word does, `libreoffice25` as LibreOffice 25.2 does; both as far as their
documents show. Loaded by the conftest; the verbs are those of uno_reviewer.py.
"""

import copy
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
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


class XmlReviewer:
    def __init__(self, program: str, path: Path) -> None:
        self.word = program == "word"
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.notes = [
            Note(
                c.get(f"{W}id"),
                c.get(f"{W}author"),
                c.get(f"{W}date"),
                ["".join(t.text for t in p.iter(f"{W}t")) for p in c.iter(f"{W}p")],
            )
            for c in etree.fromstring(self.parts["word/comments.xml"])
        ]
        self._next = 9000

    # What can be asked for -----------------------------------------------------------------

    def comment(self, words: str, text: str) -> None:
        runs = self.isolate(words)
        self._anchor(self._note([text]), runs[0], runs[-1])

    def answer(self, begins: str, text: str) -> None:
        asked = self._asked(begins)
        note = self._note([text], parent=asked)
        start = self._one("commentRangeStart", asked.id)
        start.addnext(_made("commentRangeStart", id=note.id))
        end = self._one("commentRangeEnd", asked.id)
        reference = self._one("commentReference", asked.id).getparent()
        end.addnext(_made("commentRangeEnd", id=note.id))
        reference.addnext(_reference(note.id))

    def resolve(self, begins: str) -> None:
        self._asked(begins).done = True

    def delete_comment(self, begins: str) -> None:
        note = self._asked(begins)
        self.notes.remove(note)
        self._drop(note.id)

    def edit_comment(self, begins: str, lines: list[str]) -> None:
        self._asked(begins).lines = lines

    def choose(self, row: int, shown: str) -> None:
        lists = [
            s for s in self.root.iter(f"{W}sdt") if s.find(f"{W}sdtPr/{W}dropDownList") is not None
        ]
        control = lists[row]
        texts = list(control.find(f"{W}sdtContent").iter(f"{W}t"))
        texts[0].text = shown
        for text in texts[1:]:
            text.getparent().remove(text)
        if self.word:
            control.find(f"{W}sdtPr/{W}dropDownList").set(f"{W}lastValue", shown)

    def replace_tracked(self, words: str, by: str) -> None:
        runs = self.isolate(words)
        last = self._delete_runs(runs)
        last.addnext(self._tracked("ins", [_run(by, runs[0])]))

    retype_tracked = replace_tracked

    def delete_tracked(self, words: str) -> None:
        self._delete_runs(self.isolate(words))

    def retype(self, words: str, by: str) -> None:
        runs = self.isolate(words)
        self._collapse(runs)
        _texts(runs[0])[0].text = by
        for run in runs[1:]:
            run.getparent().remove(run)

    def delete(self, words: str) -> None:
        runs = self.isolate(words)
        self._collapse(runs)
        for run in runs:
            holder = run.getparent()
            holder.remove(run)
            control = holder.getparent()
            if holder.tag == f"{W}sdtContent" and not len(holder):
                control.getparent().remove(control)

    def delete_paragraph(self, words: str) -> None:
        paragraph = self.paragraph(words)
        for reference in paragraph.iter(f"{W}commentReference"):
            self.notes = [n for n in self.notes if n.id != reference.get(f"{W}id")]
        paragraph.getparent().remove(paragraph)

    def delete_paragraph_tracked(self, words: str) -> None:
        paragraph = self.paragraph(words)
        self._delete_runs([r for r in paragraph.iter(f"{W}r") if _texts(r)])
        self._mark(paragraph, "del")

    def move_paragraph(self, words: str, before: str) -> None:
        self.paragraph(before).addprevious(self.paragraph(words))

    def move_paragraph_tracked(self, words: str, before: str) -> None:
        paragraph = self.paragraph(words)
        moved = copy.deepcopy(paragraph)
        self.paragraph(before).addprevious(moved)
        kinds = ("moveFrom", "moveTo") if self.word else ("del", "ins")
        for one, kind in zip((paragraph, moved), kinds, strict=True):
            for run in [r for r in one.iter(f"{W}r") if _texts(r)]:
                wrapper = self._tracked(kind, [])
                run.addprevious(wrapper)
                wrapper.append(run)
                if kind == "del":
                    for text in _texts(run):
                        text.tag = f"{W}delText"
            self._mark(one, kind)
            if self.word:
                end = f"{kind}RangeEnd"
                number = self._number()
                one.insert(
                    1,
                    _made(f"{kind}RangeStart", id=number, author=REVIEWER, date=WHEN, name="move1"),
                )
                one.append(_made(end, id=number))
        if self.word:
            self._strip_anchors(paragraph)
        else:
            self._as_copy(moved)

    def copy_paragraph(self, words: str, before: str) -> None:
        paragraph = self.paragraph(words)
        copied = copy.deepcopy(paragraph)
        self.paragraph(before).addprevious(copied)
        self._as_copy(copied)
        if self.word:  # a name stands once: the bookmark goes with the copy
            for bookmark in paragraph.findall(f".//{W}bookmarkStart"):
                number = bookmark.get(f"{W}id")
                for end in paragraph.findall(f".//{W}bookmarkEnd"):
                    if end.get(f"{W}id") == number:
                        end.getparent().remove(end)
                bookmark.getparent().remove(bookmark)

    def join_with_previous(self, words: str) -> None:
        paragraph = self.paragraph(words)
        before = paragraph.getprevious()
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                before.append(child)
        paragraph.getparent().remove(paragraph)

    def save(self, path: Path) -> Path:
        renumbered = {note.id: str(500 + i * 3) for i, note in enumerate(self.notes)}
        for element in self.root.iter(
            f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
        ):
            element.set(f"{W}id", renumbered.get(element.get(f"{W}id"), "99999"))
        for note in self.notes:
            note.id = renumbered[note.id]
        if self.word:
            self._write_like_word()
        self._write_comments()
        self.parts["word/document.xml"] = etree.tostring(self.root, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return path

    # How -----------------------------------------------------------------------------------

    def paragraph(self, words: str) -> etree._Element:
        found = [
            p for p in self.root.iter(f"{W}p")
            if words in "".join(t.text or "" for t in p.iter(f"{W}t"))
        ]  # fmt: skip
        return found[-1]

    def isolate(self, words: str) -> list[etree._Element]:
        """The runs that hold just these words, cut out of longer ones."""
        paragraph = self.paragraph(words)
        text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        start = text.index(words)
        end, at, found = start + len(words), 0, []
        for run in [r for r in paragraph.iter(f"{W}r") if r.find(f"{W}t") is not None]:
            length = len("".join(t.text or "" for t in _texts(run)))
            first, last = max(start - at, 0), min(end - at, length)
            at += length
            if first < last:
                found.append(_cut(run, first, last))
        return found

    def _note(self, lines: list[str], parent: Note | None = None) -> Note:
        note = Note(str(self._number()), REVIEWER, WHEN, lines, parent)
        self.notes.append(note)
        return note

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _asked(self, begins: str) -> Note:
        return next(n for n in self.notes if n.lines[0].startswith(begins))

    def _one(self, name: str, number: str) -> etree._Element:
        return next(e for e in self.root.iter(f"{W}{name}") if e.get(f"{W}id") == number)

    def _drop(self, number: str) -> None:
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            element = self._one(name, number)
            element.getparent().remove(element)

    def _anchor(self, note: Note, first: etree._Element, last: etree._Element) -> None:
        first.addprevious(_made("commentRangeStart", id=note.id))
        end = _made("commentRangeEnd", id=note.id)
        last.addnext(end)
        end.addnext(_reference(note.id))

    def _tracked(self, kind: str, runs: list[etree._Element]) -> etree._Element:
        wrapper = _made(kind, id=self._number(), author=REVIEWER, date=WHEN)
        wrapper.extend(runs)
        return wrapper

    def _delete_runs(self, runs: list[etree._Element]) -> etree._Element:
        """Every run in a deletion of its own, as a program does across formatting."""
        for run in runs:
            wrapper = self._tracked("del", [])
            run.addprevious(wrapper)
            wrapper.append(run)
            for text in _texts(run):
                text.tag = f"{W}delText"
        return runs[-1].getparent()

    def _mark(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = _made("pPr")
            paragraph.insert(0, properties)
        run = properties.find(f"{W}rPr")
        if run is None:
            run = _made("rPr")
            properties.append(run)
        run.insert(0, _made(kind, id=self._number(), author=REVIEWER, date=WHEN))

    def _collapse(self, runs: list[etree._Element]) -> None:
        """Typing over all that a bookmark or comment covers: Word drops the bookmark,
        LibreOffice keeps it empty; both keep the comment at its place."""
        body = list(self.root.iter())
        place = {id(e): i for i, e in enumerate(body)}
        first, last = place[id(runs[0])], place[id(runs[-1])]
        for start_name, end_name in (
            ("bookmarkStart", "bookmarkEnd"),
            ("commentRangeStart", "commentRangeEnd"),
        ):
            ends = {e.get(f"{W}id"): e for e in self.root.iter(f"{W}{end_name}")}
            for start in list(self.root.iter(f"{W}{start_name}")):
                end = ends.get(start.get(f"{W}id"))
                if end is None or not place[id(start)] < first <= last < place[id(end)]:
                    continue
                within = body[place[id(start)] : place[id(end)]]
                if any(e.tag == f"{W}r" and _texts(e) and e not in runs for e in within):
                    continue
                start.addnext(end)
                if self.word and start_name == "bookmarkStart":
                    start.getparent().remove(start)
                    end.getparent().remove(end)

    def _as_copy(self, paragraph: etree._Element) -> None:
        """New ids throughout; LibreOffice renames the bookmark, Word keeps its name."""
        for element in paragraph.iter(f"{W}sdtPr"):
            element.find(f"{W}id").set(f"{W}val", str(self._number()))
        numbers: dict[str, str] = {}
        for element in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            old = element.get(f"{W}id")
            numbers.setdefault(old, str(self._number()))
            element.set(f"{W}id", numbers[old])
            if not self.word and element.get(f"{W}name"):
                element.set(f"{W}name", element.get(f"{W}name") + "_Copy_1")
        notes: dict[str, str] = {}
        for element in paragraph.iter(
            f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
        ):
            old = element.get(f"{W}id")
            if old not in notes:
                note = copy.copy(next(n for n in self.notes if n.id == old))
                note.id = notes[old] = str(self._number())
                self.notes.append(note)
            element.set(f"{W}id", notes[old])

    def _strip_anchors(self, paragraph: etree._Element) -> None:
        for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
            for element in paragraph.findall(f".//{W}{name}"):
                element.getparent().remove(element)
        for reference in paragraph.findall(f".//{W}commentReference"):
            run = reference.getparent()
            run.getparent().remove(run)
        for control in paragraph.findall(f".//{W}sdt"):
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)

    def _write_like_word(self) -> None:
        """What Word adds on every save: rsids, runs split by the spelling checker, new ids."""
        for control in self.root.iter(f"{W}sdtPr"):
            number = control.find(f"{W}id")
            if number is not None:
                number.set(f"{W}val", str(-self._number()))
        for paragraph in self.root.iter(f"{W}p"):
            paragraph.set(f"{W}rsidR", "00A77B3E")
            paragraph.set(f"{W14}paraId", f"{self._number() + 0x10000:08X}")
        for i, run in enumerate(list(self.root.iter(f"{W}r"))):
            run.set(f"{W}rsidRPr", "00B1122C")
            texts = _texts(run)
            if len(texts) == 1 and len(texts[0].text or "") > 6 and not i % 2:
                half = len(texts[0].text) // 2
                rest = copy.deepcopy(run)
                texts[0].text, _texts(rest)[0].text = texts[0].text[:half], texts[0].text[half:]
                texts[0].set(XML_SPACE, "preserve")
                run.addnext(rest)
                run.addnext(_made("proofErr", type="spellStart"))
                if run.getparent().tag == f"{W}p" and not i % 4:
                    tag = _made("smartTag", uri="urn:places", element="place")
                    run.addprevious(tag)
                    tag.append(run)

    def _write_comments(self) -> None:
        order = self.notes if self.word else sorted(self.notes, key=lambda n: n.parent is None)
        for note in self.notes:
            note.paragraph_ids = [f"{self._number():08X}" for _ in note.lines]
        body = "".join(self._comment_xml(note) for note in order)
        self.parts["word/comments.xml"] = _part("w:comments", body)
        self._side_part("commentsExtended", "2011", "w15:commentsEx", "".join(
            f'<w15:commentEx w15:paraId="{n.paragraph_ids[-1]}" '
            + (f'w15:paraIdParent="{n.parent.paragraph_ids[-1]}" ' if n.parent else "")
            + f'w15:done="{int(n.done)}"/>'
            for n in order
        ))  # fmt: skip
        if self.word:
            self._side_part("commentsIds", "2016/09", "w16cid:commentsIds", "".join(
                f'<w16cid:commentId w16cid:paraId="{n.paragraph_ids[-1]}" '
                f'w16cid:durableId="{int(n.id) + 0x2000:08X}"/>'
                for n in order
            ))  # fmt: skip
            self._side_part("commentsExtensible", "2018/08", "w16cex:commentsExtensible", "".join(
                f'<w16cex:commentExtensible w16cex:durableId="{int(n.id) + 0x2000:08X}" '
                f'w16cex:dateUtc="2026-03-14T15:20:00Z"/>'
                for n in order if n.author == REVIEWER
            ))  # fmt: skip
            self._side_part("people", "2011", "w15:people",
                            f'<w15:person w15:author="{REVIEWER}"/>')  # fmt: skip

    def _comment_xml(self, note: Note) -> str:
        lines = "".join(
            f'<w:p w14:paraId="{number}"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
            f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for line, number in zip(note.lines, note.paragraph_ids, strict=True)
        )
        return (
            f'<w:comment w:id="{note.id}" w:author="{escape(note.author)}" '
            f'w:date="{note.date}" w:initials="X">{lines}</w:comment>'
        )

    def _side_part(self, name: str, year: str, root: str, body: str) -> None:
        self.parts[f"word/{name}.xml"] = _part(root, body)
        kinds = self.parts["[Content_Types].xml"].decode()
        override = f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name}+xml"/>'
        self.parts["[Content_Types].xml"] = kinds.replace(
            "</Types>", f"{override}</Types>"
        ).encode()
        relations = self.parts["word/_rels/document.xml.rels"].decode()
        relation = (
            f'<Relationship Id="rIdSide{name}" Type="{RELATION}/{year}/relationships/{name}" '
            f'Target="{name}.xml"/>'
        )
        self.parts["word/_rels/document.xml.rels"] = relations.replace(
            "</Relationships>", f"{relation}</Relationships>"
        ).encode()


def _part(root: str, body: str) -> bytes:
    return f"<{root} {NAMESPACES}>{body}</{root}>".encode()


def _made(name: str, /, **attributes: object) -> etree._Element:
    element = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        element.set(f"{W}{key}", str(value))
    return element


def _reference(number: str) -> etree._Element:
    run = _made("r")
    run.append(_made("commentReference", id=number))
    return run


def _texts(run: etree._Element) -> list[etree._Element]:
    return [e for e in run if e.tag in {f"{W}t", f"{W}delText"}]


def _run(text: str, like: etree._Element) -> etree._Element:
    run = _made("r")
    properties = like.find(f"{W}rPr")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    words = _made("t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    run.append(words)
    return run


def _cut(run: etree._Element, first: int, last: int) -> etree._Element:
    """The middle one of the three runs that a run is cut into; empty ones are left out."""
    text = "".join(t.text or "" for t in _texts(run))
    middle = _run(text[first:last], run)
    run.addprevious(middle)
    if first:
        middle.addprevious(_run(text[:first], run))
    if last < len(text):
        middle.addnext(_run(text[last:], run))
    run.getparent().remove(run)
    return middle
