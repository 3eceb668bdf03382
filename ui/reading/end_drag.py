"""Dragging an end of the current claim: shown at once, told when let go."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF

from annotator.domain.decision import ClaimRecord
from annotator.text.spans import Spans
from ui.kit.positions import DisplayText
from ui.reading.ends import End, dragged
from ui.reading.marks import Marks
from ui.reading.scene import Scene


class Ground(Protocol):
    """What a drag needs of the text area."""

    shown: DisplayText
    marks: Marks
    current: ClaimRecord | None

    def scene(self) -> Scene: ...

    def nearest_offset(self, point: QPointF) -> int: ...

    def repaint_marks(self) -> None: ...


class EndDrag:
    """At most one end is held at a time."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._held: End | None = None
        self._before: ClaimRecord | None = None

    @property
    def is_held(self) -> bool:
        return self._held is not None

    def end_at(self, point: QPointF) -> End | None:
        """The end that could be taken at `point`."""
        if self._ground.current is None:
            return None
        return next((end for end in self._ground.scene().ends() if end.is_near(point)), None)

    def take(self, point: QPointF) -> bool:
        """Hold the end at `point`; False when there is none."""
        self._held = self.end_at(point)
        self._before = self._ground.current if self._held else None
        return self.is_held

    def move(self, point: QPointF, *, by_letter: bool) -> None:
        """Show the claim as it would be if let go at `point`."""
        if self._held is None or self._before is None:
            return
        content = dragged(
            self._ground.shown.text,
            self._before.claim.content,
            self._held,
            self._ground.nearest_offset(point),
            by_letter=by_letter,
        )
        self._show(replace(self._before, claim=replace(self._before.claim, content=content)))

    def let_go(self) -> Spans | None:
        """The content as dragged; None when it is what it was."""
        now, before = self._ground.current, self._before
        self._held = self._before = None
        if now is None or before is None or now.claim.content == before.claim.content:
            return None
        return now.claim.content

    def cancel(self) -> None:
        """Put the claim back as it was."""
        before = self._before
        self._held = self._before = None
        if before is not None:
            self._show(before)

    def _show(self, record: ClaimRecord) -> None:
        self._ground.current = record
        self._ground.marks.put(record)
        self._ground.repaint_marks()
