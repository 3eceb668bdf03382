"""Dragging an end of the name that was clicked: shown at once, told when let go."""

from typing import Protocol

from PySide6.QtCore import QPointF

from annotator.domain.entity import Entity
from annotator.text.spans import Span
from ui.kit.positions import DisplayText
from ui.reading.ends import End, dragged
from ui.reading.scene import Scene

type NamePlace = tuple[Span, Entity]
"""A mention and whose it is."""


class Ground(Protocol):
    """What a drag needs of the text area."""

    shown: DisplayText
    current_name: NamePlace | None

    def scene(self) -> Scene: ...

    def nearest_offset(self, point: QPointF) -> int: ...

    def repaint_marks(self) -> None: ...


class NameDrag:
    """At most one end is held at a time."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._held: End | None = None
        self._before: NamePlace | None = None

    @property
    def is_held(self) -> bool:
        return self._held is not None

    def end_at(self, point: QPointF) -> End | None:
        """The end that could be taken at `point`."""
        return next((e for e in self._ground.scene().name_ends() if e.is_near(point)), None)

    def take(self, point: QPointF) -> bool:
        """Hold the end at `point`; False when there is none."""
        self._held = self.end_at(point)
        self._before = self._ground.current_name if self._held else None
        return self.is_held

    def move(self, point: QPointF, *, by_letter: bool) -> None:
        """Show the name as it would be if let go at `point`."""
        if self._held is None or self._before is None:
            return
        span, entity = self._before
        offset = self._ground.nearest_offset(point)
        moved = dragged(self._ground.shown.text, (span,), self._held, offset, by_letter=by_letter)
        self._ground.current_name = (moved[0], entity)
        self._ground.repaint_marks()

    def let_go(self) -> tuple[Entity, Span, Span] | None:
        """Whose mention was moved, from where to where; None when it is where it was."""
        now, before = self._ground.current_name, self._before
        self._held = self._before = None
        if now is None or before is None or now[0] == before[0]:
            return None
        return before[1], before[0], now[0]

    def cancel(self) -> None:
        """Put the name back as it was."""
        if self._before is not None:
            self._ground.current_name = self._before
            self._ground.repaint_marks()
        self._held = self._before = None
