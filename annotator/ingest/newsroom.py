"""What news articles have before the story: headline, byline, date line and dateline.

Guesses from plain paragraphs are conservative: a story's sentence taken for a headline would
lose a claim, a headline taken for a sentence loses nothing.
"""

import re
from dataclasses import dataclass, replace

from annotator.domain.article import BlockKind
from annotator.ingest.dates import iso_date
from annotator.ingest.raw import Paragraph

_HEAD_PARAGRAPHS = 6
"""How far down a byline or a date line is looked for."""
_LONGEST_HEADLINE = 150
_LONGEST_BYLINE = 120
_LONGEST_DATELINE = 200

_BYLINE = re.compile(r"(?:[Bb]y|BY|(?:Written|Reported|Reporting) by)[:\s]\s*(?P<who>\S.*)")
_DATE_WORDS = re.compile(
    r"^(?:(?:Published|Posted|Updated|Last updated)(?: on)?:?\s+)?(?P<date>.+)$"
)
_BULLET = re.compile(r"(?:[•·▪‣◦●▸*]|[-–])[ \t]+\S")
_SURE_BULLETS = "•▪‣◦●▸"
_NUMBERED = re.compile(r"\(?\d{1,2}[.)][ \t]+\S")

_DASH = r"(?:\s*[—–―]|\s+--?|--)\s*"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE_TAIL = rf"(?:,\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)?"
# A place all in capitals (BEIRUT, NEW YORK, XI’AN), or any name when an agency follows it.
_UPPER = r"[^\W\d_a-z]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.’'\-])+(?:[ /]{_UPPER}(?:{_UPPER}|[.’'\-])*){{0,3}}"
_NAME = rf"{_UPPER}[\w.’'\-]+(?:[ /]{_UPPER}[\w.’'\-]*){{0,3}}"
_REGION = rf"(?:,\s+{_UPPER}[\w.’'\-]*(?: {_UPPER}[\w.’'\-]*){{0,2}})?"
_AGENCY = r"\s+\((?=[^)]*[A-Z])[\w .&/\-]{2,30}\)"
_DATELINE = re.compile(
    rf"(?:{_NAME}{_REGION}{_DATE_TAIL}{_AGENCY}|(?P<capitals>{_CAPITALS}){_REGION}{_DATE_TAIL})"
    rf"{_DASH}(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The paragraphs with their kinds, and what byline and date line say."""

    paragraphs: list[Paragraph]
    author: str
    published: str


def recognise(paragraphs: list[Paragraph], *, structured: bool) -> Recognised:
    """`paragraphs` with headline, byline, date line and, in plain text, lists made out.

    What the format itself has marked stays as it is.
    """
    out = list(paragraphs)
    if not structured:
        _mark_lists(out)
        _mark_tables(out)
        if not any(paragraph.kind is BlockKind.HEADLINE for paragraph in out) and _is_headline(out):
            out[0] = replace(out[0], kind=BlockKind.HEADLINE)
    author = published = ""
    for i, paragraph in enumerate(out[:_HEAD_PARAGRAPHS]):
        if paragraph.kind is not BlockKind.BODY or i == len(out) - 1:
            continue
        who = byline(paragraph.text)
        when = _date_line(paragraph.text)
        if who:
            author = author or who
            out[i] = replace(paragraph, kind=BlockKind.BYLINE)
        elif when:
            published = published or when
            out[i] = replace(paragraph, kind=BlockKind.DATELINE)
    return Recognised(out, author, published)


def byline(text: str) -> str:
    """Who wrote it, when `text` is a byline ("By Jane Doe"); else empty."""
    match = _BYLINE.fullmatch(text)
    if not match or len(text) > _LONGEST_BYLINE or "\n" in text:
        return ""
    who = match["who"].strip().removeprefix("the ")
    first = who.lstrip("“\"'")[:1]
    if not first.isupper() or len(who.split()) > 12 or who.endswith((".", "!", "?", ":", ",")):
        return ""
    # A byline is names; a clause ("By Monday night the troops had left") has small words.
    small = [word for word in who.split() if word[:1].islower() and word not in _NAME_WORDS]
    return "" if small else who


_NAME_WORDS = frozenset(
    [
        "and",
        "in",
        "at",
        "of",
        "for",
        "the",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "di",
        "da",
        "dos",
        "du",
        "y",
    ]
)


def dateline_length(text: str) -> int:
    """The length of the dateline that opens `text` ("BEIRUT (AP) —"), 0 without one.

    Counts the dash and not the space after it.
    """
    match = _DATELINE.match(text[:_LONGEST_DATELINE])
    if not match:
        return 0
    capitals = match["capitals"]
    # "NATO — the alliance — said": no dateline, for what follows one begins a sentence.
    if capitals and (not capitals.isupper() or text[match.end()].islower()):
        return 0
    return len(match[0].rstrip())


def _is_headline(paragraphs: list[Paragraph]) -> bool:
    """Whether the first paragraph is a short line without a final stop before a story."""
    first = paragraphs[0]
    text = first.text
    if first.kind is not BlockKind.BODY or len(text.split()) < 2 or byline(text):
        return False
    if len(text) > _LONGEST_HEADLINE or text[-1] in ".!:;,…-–—" or text[:1].islower():
        return False
    if dateline_length(text) or _date_line(text) or "\n" in text or "\t" in text:
        return False
    story = max((len(paragraph.text) for paragraph in paragraphs[1:5]), default=0)
    return story >= max(80, len(text) * 3 // 2)


def _date_line(text: str) -> str:
    """The ISO date of a paragraph that is a date and nothing else; else empty."""
    if len(text) > 60 or not any(letter.isdigit() for letter in text):
        return ""
    match = _DATE_WORDS.fullmatch(text)
    return iso_date(match["date"]) if match else ""


def _mark_lists(paragraphs: list[Paragraph]) -> None:
    """Marks paragraphs that open with a bullet, or in runs with a dash, a star or a number."""
    run: list[int] = []
    for i, paragraph in enumerate([*paragraphs, Paragraph("")]):
        marked = paragraph.kind is BlockKind.BODY and (
            _BULLET.match(paragraph.text) or _NUMBERED.match(paragraph.text)
        )
        if marked:
            run.append(i)
            continue
        if len(run) >= 2 or (run and paragraphs[run[0]].text[0] in _SURE_BULLETS):
            for j in run:
                paragraphs[j] = replace(paragraphs[j], kind=BlockKind.LIST)
        run = []


def _mark_tables(paragraphs: list[Paragraph]) -> None:
    """Marks runs of two or more paragraphs that tabs part into the same number of cells."""
    cells = [
        paragraph.text.count("\t") if paragraph.kind is BlockKind.BODY else 0
        for paragraph in paragraphs
    ]
    for i, tabs in enumerate(cells):
        before = i > 0 and cells[i - 1] == tabs
        after = i + 1 < len(cells) and cells[i + 1] == tabs
        if tabs and (before or after):
            paragraphs[i] = replace(paragraphs[i], kind=BlockKind.TABLE)
