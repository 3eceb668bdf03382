"""What one painting of the reader shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QFont

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.text.spans import Span
from ui.kit.positions import DisplayText
from ui.reading.boxes import ClaimBox, Column, Flag, claim_boxes, flags
from ui.reading.ends import End, ends
from ui.reading.inks import Inks
from ui.reading.marks import Marks
from ui.reading.shown_lines import ShownLine


@dataclass(slots=True)
class Scene:
    """All that one painting needs to know."""

    lines: Sequence[ShownLine]
    shown: DisplayText
    marks: Marks
    inks: Inks
    column: Column
    font: QFont
    current: ClaimRecord | None = None
    found: Sequence[Span] = ()
    found_current: Span | None = None
    also_selected: Sequence[Span] = ()
    entities_shown: bool = True
    current_name: Span | None = None
    """The mention that was clicked; its ends can be dragged."""
    ends_shown: bool = True
    """Whether the mouse is where the ends of the current claim can be taken."""
    _claim_boxes: list[ClaimBox] | None = field(default=None, init=False)
    _letters: dict[tuple[int, bool], QFont] = field(default_factory=dict, init=False)

    @property
    def span(self) -> Span:
        """From the first line's first letter to the last line's last."""
        if not self.lines:
            return Span(0, 0)
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    def claim_boxes(self) -> list[ClaimBox]:
        if self._claim_boxes is None:
            laned = self.marks.laned(*self.span)
            self._claim_boxes = claim_boxes(self.lines, laned, self.shown)
        return self._claim_boxes

    def letters(self, pixels: int, *, bold: bool) -> QFont:
        """The article's font in another size; made once for one painting."""
        if (pixels, bold) not in self._letters:
            font = QFont(self.font)
            font.setPixelSize(pixels)
            font.setBold(bold)
            self._letters[pixels, bold] = font
        return self._letters[pixels, bold]

    def ends(self) -> list[End]:
        """The ends of the current claim that can be dragged."""
        if self.current is None:
            return []
        return ends(self.current.claim.content, self.lines, self.shown)

    def name_ends(self) -> list[End]:
        """The ends of the clicked name that can be dragged."""
        if self.current_name is None or not self.entities_shown:
            return []
        return ends((self.current_name,), self.lines, self.shown)

    def flags(self) -> list[Flag]:
        return flags(self.lines, self.marks, self.column)


def shown_tag(record: ClaimRecord) -> Tag | None:
    """The tag that a claim is shown with: decided, else suggested, else none."""
    if record.tag is not None:
        return record.tag
    return record.claim.suggestion.tag if record.claim.suggestion else None
