"""Looks for words in the open article, and walks from place to place."""

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.text.spans import Span
from ui.reading.find_bar import FindBar
from ui.reading.text_area import TextArea
from ui.reading.text_search import find_all

_PAUSE = 120
"""Milliseconds without a key before a search starts."""


class Finder(QObject):
    """Ties the find bar to the text."""

    arrived = Signal(object)
    """Span: the place to show."""

    def __init__(self, bar: FindBar, area: TextArea) -> None:
        super().__init__(bar)
        self._bar, self._area = bar, area
        self._words = ""
        self._spans: list[Span] = []
        self._place: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._search_typed)
        bar.changed.connect(self._typed)
        bar.stepped.connect(self._stepped)
        bar.closed.connect(self._close)

    @property
    def spans(self) -> list[Span]:
        """Where the words stand."""
        return self._spans

    def find(self, words: str, *, match_case: bool = False) -> int:
        """Mark every place of `words`, show the first from the view on; how many there are."""
        self._timer.stop()
        self._words = words
        self._spans = find_all(self._area.shown.text, words, match_case=match_case)
        self._area.found = self._spans
        from_here = self._area.first_offset()
        first = bisect_left(self._spans, from_here, key=lambda span: span.start)
        self._go(first % len(self._spans) if self._spans else None)
        return len(self._spans)

    def step(self, by: int) -> None:
        """To the next place or the one before, around the end."""
        if self._spans:
            self._go(((self._place or 0) + by) % len(self._spans))

    def forget(self) -> None:
        """Another article is open: nothing is found any more, the words stay in the bar."""
        self._words, self._spans = "", []
        if self._bar.isHidden():
            self._go(None)
        else:
            self._search_typed()

    def _typed(self, _words: str) -> None:
        self._timer.start()

    def _search_typed(self) -> None:
        self.find(self._bar.words.text())

    def _stepped(self, by: int) -> None:
        if self._bar.words.text() != self._words:
            self._search_typed()
        else:
            self.step(by)

    def _close(self) -> None:
        self._timer.stop()
        place = self._area.found_current
        self._words, self._spans = "", []
        self._area.found = ()
        self._go(None)
        if place is not None:
            self._area.setTextCursor(self._area.cursor_at(place))
        self._area.setFocus()

    def _go(self, place: int | None) -> None:
        self._place = place
        self._area.found_current = self._spans[place] if place is not None else None
        self._bar.tell(place, len(self._spans))
        self._area.repaint_marks()
        if place is not None:
            self.arrived.emit(self._spans[place])
