"""The lines of text that a view shows, and where the words of a span stand in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QRawFont, QTextBlock, QTextLine

from annotator.text.spans import Span
from ui.kit.positions import DisplayText

# Letters and marks that make a line run from right to left, in part or as a whole.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)

_TOUCHING = 1.5
"""Pixels between letters that stand side by side: kerning moves them a little."""


@dataclass(slots=True)
class ShownLine:
    """One line on the screen. Valid until the text is laid out anew."""

    line: QTextLine
    origin: QPointF
    """Where the paragraph stands, in the view's pixels."""
    block_u16: int
    first_u16: int
    end_u16: int
    span: Span
    """Its code points."""
    mixed: bool
    """Whether some of it runs from right to left."""
    leftwards: bool
    """Whether its paragraph runs from right to left, and so starts at the right."""
    rect: QRectF = field(init=False)
    """Around its words, in the view's pixels."""

    def __post_init__(self) -> None:
        self.rect = self.line.naturalTextRect().translated(self.origin)

    @property
    def left(self) -> float:
        """Where its room begins, in the view's pixels; its words may begin further right."""
        return self.origin.x() + self.line.x()

    def x(self, position_u16: int) -> float:
        """Where the letter at a position starts."""
        return self.origin.x() + _cursor_x(self.line, position_u16 - self.block_u16)

    def ranges(self, start_u16: int, end_u16: int) -> list[tuple[float, float]]:
        """Left and right ends of what [start, end) covers on this line, from left to right.

        One stretch in plain lines; where directions mix, one for each run of letters that
        stand side by side.
        """
        start, end = max(start_u16, self.first_u16), min(end_u16, self.end_u16)
        if start >= end:
            return []
        if not self.mixed:
            return [(self.x(start), self.x(end))]
        return _joined(self._letters(start, end))

    def letter_at(self, x: float) -> int:
        """Qt's position of the letter under `x`, which must lie within the words."""
        if self.mixed:
            # Qt's own answer is off by a run where directions meet. Kerning leaves gaps between
            # letters, so the nearest counts.
            away = [
                (max(left - x, x - right, 0.0), at)
                for at in range(self.first_u16, self.end_u16)
                for left, right in self._letters(at, at + 1)
            ]
            return min(away)[1] if away else self.first_u16
        on = QTextLine.CursorPosition.CursorOnCharacter
        return self.block_u16 + self.line.xToCursor(x - self.origin.x(), on)

    def runs_leftwards(self, position_u16: int) -> bool:
        """Whether the letter at a position stands in words that run from right to left."""
        return any(
            run.isRightToLeft() for run in self.line.glyphRuns(position_u16 - self.block_u16, 1)
        )

    def _letters(self, start_u16: int, end_u16: int) -> Iterator[tuple[float, float]]:
        """Left and right of each letter, from the glyphs themselves: a cursor's place is
        ambiguous where directions meet."""
        dx = self.origin.x()
        for run in self.line.glyphRuns(start_u16 - self.block_u16, end_u16 - start_u16):
            advances = run.rawFont().advancesForGlyphIndexes(
                run.glyphIndexes(), QRawFont.LayoutFlag.SeparateAdvances
            )
            for place, advance in zip(run.positions(), advances, strict=True):
                if advance.x() > 0:
                    yield place.x() + dx, place.x() + advance.x() + dx


def _cursor_x(line: QTextLine, position: int) -> float:
    # PySide's stub leaves out that the position comes back beside its x.
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _joined(ranges: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for left, right in sorted(ranges):
        if out and left <= out[-1][1] + _TOUCHING:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def lines_of_block(block: QTextBlock, origin: QPointF, shown: DisplayText) -> Iterator[ShownLine]:
    """The lines of one paragraph that has been laid out, with its top left at `origin`."""
    layout, start = block.layout(), block.position()
    text = shown.text
    leftwards = block.textDirection() is Qt.LayoutDirection.RightToLeft
    for i in range(layout.lineCount()):
        line = layout.lineAt(i)
        first = start + line.textStart()
        end = first + line.textLength()
        span = Span(shown.offset(first), shown.offset(end))
        mixed = leftwards or _RIGHT_TO_LEFT.search(text, span.start, span.end) is not None
        yield ShownLine(line, origin, start, first, end, span, mixed, leftwards)
