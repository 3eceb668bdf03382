"""A reviewer at work in a program that cannot be run here: does to the XML what it would do.

`word` writes as Word does, `libreoffice25` as LibreOffice 25.2 does; both as far as their
documents show. Loaded by the conftest; the verbs are those of uno_reviewer.py.
"""

import copy
import zipfile
from pathlib import Path

from lxml import etree
from xml_saving import (
    REVIEWER,
    WHEN,
    XML_SPACE,
    Note,
    W,
    add_side_part,
    made,
    mark_like_word,
    texts,
    write_comments,
)

__all__ = ["XmlReviewer", "add_side_part"]


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
        start.addnext(made("commentRangeStart", id=note.id))
        end = self._one("commentRangeEnd", asked.id)
        reference = self._one("commentReference", asked.id).getparent()
        end.addnext(made("commentRangeEnd", id=note.id))
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
        texts(runs[0])[0].text = by
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
        self._delete_runs([r for r in paragraph.iter(f"{W}r") if texts(r)])
        self._mark(paragraph, "del")

    def move_paragraph(self, words: str, before: str) -> None:
        self.paragraph(before).addprevious(self.paragraph(words))

    def move_paragraph_tracked(self, words: str, before: str) -> None:
        paragraph = self.paragraph(words)
        moved = copy.deepcopy(paragraph)
        self.paragraph(before).addprevious(moved)
        kinds = ("moveFrom", "moveTo") if self.word else ("del", "ins")
        for one, kind in zip((paragraph, moved), kinds, strict=True):
            for run in [r for r in one.iter(f"{W}r") if texts(r)]:
                wrapper = self._tracked(kind, [])
                run.addprevious(wrapper)
                wrapper.append(run)
                if kind == "del":
                    for text in texts(run):
                        text.tag = f"{W}delText"
            self._mark(one, kind)
            if self.word:
                end = f"{kind}RangeEnd"
                number = self._number()
                one.insert(
                    1,
                    made(f"{kind}RangeStart", id=number, author=REVIEWER, date=WHEN, name="move1"),
                )
                one.append(made(end, id=number))
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
            mark_like_word(self.root, self._number)
        write_comments(self.parts, self.notes, self._number, word=self.word)
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
            length = len("".join(t.text or "" for t in texts(run)))
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
        first.addprevious(made("commentRangeStart", id=note.id))
        end = made("commentRangeEnd", id=note.id)
        last.addnext(end)
        end.addnext(_reference(note.id))

    def _tracked(self, kind: str, runs: list[etree._Element]) -> etree._Element:
        wrapper = made(kind, id=self._number(), author=REVIEWER, date=WHEN)
        wrapper.extend(runs)
        return wrapper

    def _delete_runs(self, runs: list[etree._Element]) -> etree._Element:
        """Every run in a deletion of its own, as a program does across formatting."""
        for run in runs:
            wrapper = self._tracked("del", [])
            run.addprevious(wrapper)
            wrapper.append(run)
            for text in texts(run):
                text.tag = f"{W}delText"
        return runs[-1].getparent()

    def _mark(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = made("pPr")
            paragraph.insert(0, properties)
        run = properties.find(f"{W}rPr")
        if run is None:
            run = made("rPr")
            properties.append(run)
        run.insert(0, made(kind, id=self._number(), author=REVIEWER, date=WHEN))

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
                if any(e.tag == f"{W}r" and texts(e) and e not in runs for e in within):
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


def _reference(number: str) -> etree._Element:
    run = made("r")
    run.append(made("commentReference", id=number))
    return run


def _run(text: str, like: etree._Element) -> etree._Element:
    run = made("r")
    properties = like.find(f"{W}rPr")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    words = made("t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    run.append(words)
    return run


def _cut(run: etree._Element, first: int, last: int) -> etree._Element:
    """The middle one of the three runs that a run is cut into; empty ones are left out."""
    text = "".join(t.text or "" for t in texts(run))
    middle = _run(text[first:last], run)
    run.addprevious(middle)
    if first:
        middle.addprevious(_run(text[:first], run))
    if last < len(text):
        middle.addnext(_run(text[last:], run))
    run.getparent().remove(run)
    return middle
