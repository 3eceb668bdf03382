"""The pages of a PDF to one story: no running heads, paragraphs over the edges of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from annotator.domain.article import BlockKind
from annotator.ingest.formats.pdf_page import HYPHEN, SENTENCE_END, Line, Page, goes_on
from annotator.ingest.raw import Paragraph

_EDGE_LINES = 3
"""How many lines at the top and the bottom of a page may be its head and foot."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–—]? ?#(?: ?(?:of|/) ?#)? ?[-–—]?", re.IGNORECASE)
_BROKEN_WORD = re.compile(rf"(\w+){HYPHEN}(\w+)")
_LONGEST_HEADING = 200


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """The paragraphs of all pages; lines set larger than the body are headlines."""
    running = _running_lines(pages)
    texts: list[str] = []
    sizes: list[float] = []
    open_width = 0
    for number, page in enumerate(pages):
        for i, line in enumerate(_without(page, running, first=number == 0)):
            joins = not line.opens if i else bool(texts) and _continues(texts[-1], line, open_width)
            if joins and texts:
                texts[-1] = f"{texts[-1]} {line.text}"
            else:
                texts.append(line.text)
                sizes.append(line.size)
        open_width = page.width
    body = _body_size(texts, sizes)
    whole = _mended("\n".join(texts)).split("\n")
    return [
        Paragraph(text, _kind(text, size, body)) for text, size in zip(whole, sizes, strict=True)
    ]


def _running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The heads and feet that pages repeat, digits made "#"."""
    counts: Counter[str] = Counter()
    for page in pages:
        edges = page.lines[:_EDGE_LINES] + page.lines[-_EDGE_LINES:]
        counts.update({_DIGITS.sub("#", line.text) for line in edges})
    least = max(2, min(len(pages) / 2, max(3, 0.3 * len(pages))))
    return frozenset(text for text, count in counts.items() if count >= least and len(text) <= 150)


def _without(page: Page, running: frozenset[str], *, first: bool) -> list[Line]:
    """The page's lines but for running heads and feet at its edges.

    On the first page a line without a number stays: it is the title that the heads repeat.
    """
    count = len(page.lines)
    kept = []
    for i, line in enumerate(page.lines):
        if min(i, count - 1 - i) < _EDGE_LINES:
            folded = _DIGITS.sub("#", line.text)
            if folded in running and (not first or "#" in folded):
                continue
            if count > 1 and _PAGE_NUMBER.fullmatch(folded) and i in (0, count - 1):
                continue
        kept.append(line)
    return kept


def _continues(before: str, line: Line, width: int) -> bool:
    """Whether a page's first line goes on with the paragraph that the page before left open."""
    if before.endswith(SENTENCE_END):
        return False
    return line.text[:1].islower() or goes_on(before[-width:] if width else before, width)


def _body_size(texts: list[str], sizes: list[float]) -> float:
    """The size of letters that most of the text is set in; 0 when none is known."""
    letters: Counter[float] = Counter()
    for text, size in zip(texts, sizes, strict=True):
        if size:
            letters[round(size, 1)] += len(text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _kind(text: str, size: float, body: float) -> BlockKind:
    large = body and size > 1.12 * body
    if large and len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";")):
        return BlockKind.HEADLINE
    return BlockKind.BODY


def _mended(text: str) -> str:
    """`text` with the words that line ends broke made whole.

    A hyphen stays where the text writes the word with one elsewhere ("well-known") and never
    without.
    """
    if HYPHEN not in text:
        return text
    broken = set(_BROKEN_WORD.findall(text))
    hyphened = {
        (left, right)
        for left, right in broken
        if f"{left}-{right}" in text and f"{left}{right}" not in text
    }

    def mend(match: re.Match[str]) -> str:
        left, right = match.groups()
        return f"{left}-{right}" if (left, right) in hyphened else left + right

    return _BROKEN_WORD.sub(mend, text).replace(HYPHEN, "")
