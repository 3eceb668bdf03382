"""Reads a written document back as a reviewer's program sees it. Loaded by conftest.py."""

import zipfile
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Docx:
    """A written document, read back as a reviewer's program sees it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        return self.root("word/document.xml")

    def paragraphs(self, style: str = "") -> list[str]:
        """The words of all paragraphs, or of those of one style; labels and fields included."""
        found = []
        for paragraph in self.body.iter(_W + "p"):
            given = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if not style or (given is not None and given.get(_W + "val") == style):
                found.append(words_of(paragraph))
        return found

    def article_lines(self) -> list[str]:
        """The paragraphs of articles, without the labels behind claims."""
        found = []
        for paragraph in self.body.iter(_W + "p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and str(style.get(_W + "val")).startswith("Article"):
                found.append(words_of(paragraph, labels=False))
        return found

    def commented(self) -> dict[str, str]:
        """Comment id → the words under it, a paragraph's end as a line end."""
        open_, found = set(), {}
        for element in self.body.iter("*"):
            if element.tag == _W + "commentRangeStart":
                open_.add(element.get(_W + "id"))
                found[element.get(_W + "id")] = ""
            elif element.tag == _W + "commentRangeEnd":
                open_.discard(element.get(_W + "id"))
            elif element.tag == _W + "p":
                for ident in open_:
                    found[ident] += "\n"
            else:
                for ident in open_:
                    found[ident] += letters_of(element)
        return found

    def comments(self) -> dict[str, str]:
        """Comment id → its paragraphs."""
        return {
            comment.get(_W + "id"): "\n".join(words_of(p) for p in comment.iter(_W + "p"))
            for comment in self.root("word/comments.xml")
        }


def letters_of(element: etree._Element) -> str:
    if element.tag == _W + "t":
        return element.text or ""
    if element.tag == _W + "tab" and element.getparent().tag == _W + "r":
        return "\t"
    return "\n" if element.tag == _W + "br" else ""


def words_of(paragraph: etree._Element, *, labels: bool = True) -> str:
    out = ""
    for run in paragraph.iter(_W + "r"):
        style = run.find(f"{_W}rPr/{_W}rStyle")
        if labels or style is None or style.get(_W + "val") != "ClaimLabel":
            out += "".join(letters_of(element) for element in run)
    return out
