"""The pages of a PDF to one story: no running heads, paragraphs over the edges of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from annotator.domain.article import BlockKind
from annotator.ingest.formats.pdf_page import HYPHEN, SENTENCE_END, Line, Page
from annotator.ingest.raw import Paragraph

_EDGE_LINES = 3
"""How many lines at the top and the bottom of a page may be its head and foot."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–—]? ?#(?: ?(?:of|/) ?#)? ?[-–—]?", re.IGNORECASE)
_BROKEN_WORD = re.compile(rf"\b(\w+){HYPHEN}(\w+)")
_LONGEST_HEADING = 200


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """The paragraphs of all pages; lines set larger than the body are headlines."""
    running = _running_lines(pages)
    pieces: list[list[str]] = []
    sizes: list[float] = []
    for number, page in enumerate(pages):
        lines = _without(page.lines, running, first=number == 0)
        if lines and pieces and _continues(pieces[-1][-1], lines[0]):
            lines[0] = lines[0]._replace(opens=False)
        for line in lines:
            if line.opens or not pieces:
                pieces.append([line.text])
                sizes.append(line.size)
            else:
                pieces[-1].append(line.text)
    whole = _mended("\n".join(map(" ".join, pieces))).split("\n")
    body = _body_size(whole, sizes)
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


def _without(lines: list[Line], running: frozenset[str], *, first: bool) -> list[Line]:
    """A page's lines but for running heads and feet at its edges.

    On the first page a line without a number stays: it is the title that the heads repeat.
    """
    end = len(lines)
    edges = [*range(min(_EDGE_LINES, end)), *range(max(_EDGE_LINES, end - _EDGE_LINES), end)]
    left_out = set()
    for i in edges:
        folded = _DIGITS.sub("#", lines[i].text)
        if folded in running:
            if not first or "#" in folded:
                left_out.add(i)
        elif end > 1 and i in (0, end - 1) and _PAGE_NUMBER.fullmatch(folded):
            left_out.add(i)
    return [line for i, line in enumerate(lines) if i not in left_out] if left_out else lines


def _continues(before: str, line: Line) -> bool:
    """Whether a page's first line goes on with the paragraph that the page before left open."""
    return line.text[:1].islower() and before[-1] not in SENTENCE_END


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
