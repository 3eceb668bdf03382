"""Where marks stand on the screen: the rectangles that are painted, clicked and tested."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotator.domain.decision import ClaimRecord
from annotator.text.spans import Span
from ui.kit.positions import DisplayText
from ui.reading.marks import LanedPiece, Marks
from ui.reading.shown_lines import ShownLine

REACH = 3.0
"""How far a claim's tint reaches above and below its words, pixels."""
INSET = 2.0
"""How much smaller the tint of a claim that lies over another is, on each side."""
_DEEPEST = 3
_RULE = 3.0
"""How wide the rule beside a quotation is, pixels."""
_FLAG = 0.78
"""Size of the letters beside the column, as a part of the line's height."""


@dataclass(slots=True)
class ClaimBox:
    """A part of a claim's content on one line."""

    rect: QRectF
    record: ClaimRecord
    lane: int


@dataclass(slots=True)
class Flag:
    """The letter beside the line on which a claim starts."""

    rect: QRectF
    record: ClaimRecord


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands in the view, and how much room is beside it; pixels."""

    left: float
    right: float
    gutter: float


def lines_touching(lines: Sequence[ShownLine], span: Span) -> Iterator[ShownLine]:
    """Those of `lines` (in the order of the text) that hold some of `span`."""
    i = max(0, bisect_right(lines, span.start, key=_line_start) - 1)
    while i < len(lines) and lines[i].span.start < span.end:
        if lines[i].span.end > span.start:
            yield lines[i]
        i += 1


def _line_start(line: ShownLine) -> int:
    return line.span.start


def word_boxes(
    lines: Sequence[ShownLine], span: Span, shown: DisplayText, reach: float = 0.0
) -> list[QRectF]:
    """Around the words of `span` on `lines`, `reach` pixels higher and lower than they."""
    start_u16, end_u16 = shown.span_u16(span)
    out = []
    for line in lines_touching(lines, span):
        rect = line.rect
        for left, right in line.ranges(start_u16, end_u16):
            out.append(QRectF(left, rect.top() - reach, right - left, rect.height() + 2 * reach))
    return out


def claim_boxes(
    lines: Sequence[ShownLine], laned: Iterable[LanedPiece], shown: DisplayText
) -> list[ClaimBox]:
    """The boxes of claims on `lines`, those below others first."""
    out = []
    for span, record, lane in laned:
        reach = REACH - INSET * min(lane, _DEEPEST)
        out += [ClaimBox(rect, record, lane) for rect in word_boxes(lines, span, shown, reach)]
    return out


def flags(lines: Sequence[ShownLine], marks: Marks, column: Column) -> list[Flag]:
    """The letters beside `lines`, on the side where they start, as far as they fit.

    Side by side they stand in the order of the text.
    """
    out: list[Flag] = []
    if not lines:
        return out
    starting = _starting(lines, marks)
    for line in lines:
        records = starting.get(line.first_u16)
        if not records:
            continue
        rect = line.rect
        size = float(round(min(rect.height() * _FLAG, 22.0)))
        fitting = records[: max(1, int((column.gutter - THREAD_ROOM) // (size + 2)))]
        y = rect.top() + round((rect.height() - size) / 2)
        for i, record in enumerate(fitting):
            if line.leftwards:
                x = column.right + THREAD_ROOM + (size + 2) * (len(fitting) - 1 - i)
            else:
                x = column.left - THREAD_ROOM - (size + 2) * (len(fitting) - i) + 2
            out.append(Flag(QRectF(x, y, size, size), record))
    return out


def quote_rules(lines: Sequence[ShownLine], column: Column) -> list[QRectF]:
    """The rules beside quotations set as blocks: on the side where their paragraphs begin, one
    for those that follow each other."""
    out: list[QRectF] = []
    before: ShownLine | None = None
    for line in lines:
        if line.left <= column.left:
            before = None
            continue
        if before is None or before.leftwards is not line.leftwards:
            x = column.right - _RULE if line.leftwards else column.left
            out.append(QRectF(x, line.rect.top(), _RULE, 0.0))
        out[-1].setBottom(line.rect.bottom())
        before = line
    return out


THREAD_ROOM = 14.0
"""Between the column and the letters beside it, for the thread of the current claim."""


def _starting(lines: Sequence[ShownLine], marks: Marks) -> dict[int, list[ClaimRecord]]:
    """The claims whose first piece starts on each line, by the line's position."""
    out: dict[int, list[ClaimRecord]] = {}
    first, last = lines[0].span.start, lines[-1].span.end
    for span, claim in marks.pieces_touching(first, last):
        record = marks.claim(claim)
        if record is None or span != record.claim.content[0] or span.start < first:
            continue
        line = lines[max(0, bisect_right(lines, span.start, key=_line_start) - 1)]
        out.setdefault(line.first_u16, []).append(record)
    return out
