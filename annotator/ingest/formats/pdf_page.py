"""One page of a PDF: its lines of text, and between which of them a paragraph ends."""

import ctypes
import re
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

SENTENCE_END = frozenset('.!?:…”’")»؟。')
HYPHEN = "\ufffe"
"""Stands where pdfium found a hyphen at a line's end and joined the line to the next."""
_LONE_LINE_END = re.compile(r"(?<!\r)\n|\r(?!\n)")
_FULL = 0.85
"""A line with this share of the letters of the page's long lines is full."""
_LINE_END = "\r\n"
_BULLETS = "•·▪‣◦●\uf0b7\uf0a7"


class Place(NamedTuple):
    """Where a line's first letter stands, in points from the page's lower left, and its size."""

    x: float
    y: float
    size: float


class Line(NamedTuple):
    """A line of text; `opens` says that a paragraph begins with it."""

    text: str
    opens: bool
    size: float
    """Of its first letter in points; 0 where it was not looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order."""

    lines: list[Line]
    width: int
    """How many letters a full line has."""


def read(page: pdfium.PdfPage) -> Page:
    """The page's lines. Raises PdfiumError when its text cannot be had.

    Where a line is full and ends within a sentence the next one goes on; only at other lines
    is the place of the letters looked at, which costs time.
    """
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        if not text or text.isspace():
            return Page([], 0)
        if text.count("\n") != text.count(_LINE_END):  # broken fonts have line ends for letters
            text = _LONE_LINE_END.sub(" ", text)
        hyphens = HYPHEN in text
        # Without this a line that hyphens made of many would count as one long line.
        single = (text.replace(HYPHEN, _LINE_END) if hyphens else text).split(_LINE_END)
        lengths = sorted(map(len, single))
        width = lengths[len(lengths) * 9 // 10]
        texts = text.split(_LINE_END) if hyphens else single
        return Page(_lines(texts, width, _Places(textpage, text), hyphens=hyphens), width)
    finally:
        textpage.close()


class _Places:
    """Looks up where lines stand on the page."""

    def __init__(self, textpage: pdfium.PdfTextPage, text: str) -> None:
        self._raw = textpage.raw
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._to_x, self._to_y = ctypes.byref(self._x), ctypes.byref(self._y)
        # pdfium counts UTF-16 units; letters beyond the first plane shift what follows.
        self._shifted = not text.isascii() and max(text) > "\uffff"
        self._text = text

    def of(self, offset: int) -> Place | None:
        """The place of the letter at `offset` of the page's text; None when it has none."""
        if self._shifted:
            offset = len(self._text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        if not pdfium_c.FPDFText_GetCharOrigin(self._raw, offset, self._to_x, self._to_y):
            return None
        size = pdfium_c.FPDFText_GetFontSize(self._raw, offset)
        return Place(self._x.value, self._y.value, size)


def _lines(texts: list[str], width: int, places: _Places, *, hyphens: bool) -> list[Line]:
    out: list[Line] = []
    pitch = 0.0
    certain = False  # whether the pitch is that of two lines of one paragraph
    at = before_at = 0
    before = " "
    known: Place | None = None
    known_at = -1
    full = _FULL * width
    for raw in texts:
        start = at
        at += len(raw) + 2  # and its line end
        text = raw.strip()
        if not text:
            continue
        within = len(before) > full and before[-1] not in SENTENCE_END
        if within and certain and text[0] not in _BULLETS:
            out.append(Line(text, False, 0.0))
        else:
            there = (known if known_at == before_at else places.of(before_at)) if out else None
            here = known = places.of(start)
            known_at = start
            down = there.y - here.y if here and there and here.size == there.size else 0.0
            if down > 0:
                pitch = min(pitch, down) if pitch else down
                certain = certain or within
            opens = not out or _opens(before, text, width, (there, here), pitch)
            out.append(Line(text, opens, here.size if here else 0.0))
        before, before_at = text, start
        if hyphens and HYPHEN in raw:
            # Where a hyphen has joined lines, the last of them counts for what follows.
            last = raw.rfind(HYPHEN) + 1
            before, before_at = raw[last:].strip() or " ", start + last
    return out


def _opens(
    before: str, text: str, width: int, places: tuple[Place | None, Place | None], pitch: float
) -> bool:
    """Whether a paragraph ends between two lines: by size, gap and indent, else by length."""
    if text[0] in _BULLETS:
        return True
    there, here = places
    if here and there:
        if abs(here.size - there.size) > 0.08 * there.size:
            return True
        down = there.y - here.y
        if down > 0 and pitch and down > 1.3 * pitch:
            return True
        if 0.7 * here.size < here.x - there.x < 6 * here.size and down > 0:
            return before[-1] in SENTENCE_END
    first_word = text.split(maxsplit=1)[0].partition(HYPHEN)[0]
    return len(before) + 1 + len(first_word) < _FULL * width
