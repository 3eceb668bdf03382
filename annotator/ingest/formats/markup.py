"""A tree of HTML, or of what trafilatura makes of it, to paragraphs."""

import re
from collections.abc import Iterator

from lxml import etree

from annotator.domain.article import BlockKind
from annotator.ingest.formats.elements import (
    BLOCKS,
    BREAKS,
    CELLS,
    KINDS,
    NESTED_TABLE,
    ROWS,
    UNSEEN,
)
from annotator.ingest.raw import Paragraph

_BREAK = "\u2028"
"""A line break inside a paragraph; survives the folding of white space."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINES = re.compile(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 300


def paragraphs_of(
    root: etree._Element, *, leave_out: frozenset[str] = frozenset(), tei: bool = False
) -> list[Paragraph]:
    """The paragraphs below `root` in order, with headlines, lists, quotes and tables told apart.

    `leave_out` names further elements to pass over. With `tei`, `head` is a headline (as in
    trafilatura's trees) and not the unseen head of a page.
    """
    unseen = UNSEEN | leave_out
    return _Walk(unseen - {"head"} if tei else unseen).over(root)


class _Walk:
    def __init__(self, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self._kinds: list[BlockKind] = [BlockKind.BODY]
        self._letters: list[str] = []
        self._out: list[Paragraph] = []
        self._verbatim = 0

    def over(self, root: etree._Element) -> list[Paragraph]:
        for opens, element, tag in _events(root, self._unseen):
            if opens:
                self._open(element, tag)
            else:
                self._close(tag)
                if element is not root:
                    self._say(element.tail)
        self._flush()
        return self._out

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in BREAKS:
            self._letters.append(_BREAK)
        elif self._in_row():
            self._letters.append(" " if tag in BLOCKS else "")
        elif tag in ROWS:
            self._flush()
            if is_data_row(element):
                self._kinds.append(BlockKind.TABLE)
        elif tag in BLOCKS:
            self._flush()
            if tag in KINDS:
                self._kinds.append(KINDS[tag])
        self._verbatim += tag == "pre"
        if tag:
            self._say(element.text)

    def _close(self, tag: str) -> None:
        self._verbatim -= tag == "pre"
        if self._in_row():
            if tag in ROWS:
                self._flush()
                self._kinds.pop()
            else:
                self._letters.append("\t" if tag in CELLS else " " if tag in BLOCKS else "")
        elif tag in BLOCKS:
            self._flush()
            if tag in KINDS:
                self._kinds.pop()

    def _in_row(self) -> bool:
        return self._kinds[-1] is BlockKind.TABLE

    def _say(self, text: str | None) -> None:
        if text:
            if self._in_row():
                text = text.replace("\t", " ")
            self._letters.append(text.replace("\n", _BREAK) if self._verbatim else text)

    def _flush(self) -> None:
        if not self._letters:
            return
        raw = "".join(self._letters)
        self._letters.clear()
        if self._in_row():
            cells = [_SPACE.sub(" ", cell).strip() for cell in raw.replace(_BREAK, " ").split("\t")]
            self._out.append(Paragraph("\t".join(cells).strip(), BlockKind.TABLE))
            return
        folded = _SPACE.sub(" ", raw)
        for piece in _EMPTY_LINES.split(folded) if _BREAK in folded else (folded,):
            text = piece.strip(f" {_BREAK}")
            if text:
                self._out.append(Paragraph(text, self._kinds[-1]))


def is_data_row(row: etree._Element) -> bool:
    """Whether a table's row holds data, not the layout of a page: several short cells, no
    table inside."""
    cells = [cell for cell in row if local_name(cell) in CELLS]
    if len(cells) < 2:
        return False
    for cell in cells:
        length = 0
        for part in cell.iter():
            if part.tag in NESTED_TABLE:
                return False
            length += len(part.text or "")
        if length > _LONGEST_CELL:
            return False
    return True


def local_name(element: etree._Element) -> str:
    """The element's name in lower case without its namespace; empty for comments and such."""
    tag: object = element.tag  # a function for comments and such
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _events(
    root: etree._Element, unseen: frozenset[str]
) -> Iterator[tuple[bool, etree._Element, str]]:
    """Each element and its name twice: when it opens (True) and when it closes.

    Not recursive, for hostile files nest without end. What a reader does not see is not gone
    into, and its name is empty.
    """
    stack: list[tuple[etree._Element, str, Iterator[etree._Element]]] = []
    element: etree._Element | None = root
    while element is not None or stack:
        if element is not None:
            tag = "" if _is_unseen(element, unseen) else local_name(element)
            yield True, element, tag
            stack.append((element, tag, iter(element) if tag else iter(())))
        parent, name, children = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            yield False, parent, name


def _is_unseen(element: etree._Element, unseen: frozenset[str]) -> bool:
    if (local_name(element) or "head") in unseen:
        return True
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))
