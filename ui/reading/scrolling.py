"""Bringing words into view: smoothly over a short way, at once over a long one."""

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation
from PySide6.QtWidgets import QStyle

from annotator.text.spans import Span
from ui.reading.text_area import TextArea


class Scrolling(QObject):
    """Scrolls the text area so that words stand well in view."""

    def __init__(self, area: TextArea) -> None:
        super().__init__(area)
        self._area = area
        self._animation = QPropertyAnimation(area.verticalScrollBar(), b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)

    def stop(self) -> None:
        """Stay where the view is now."""
        self._animation.stop()

    def reveal(self, span: Span) -> None:
        """Scroll until `span` stands well in view; not at all when it does already."""
        area, bar = self._area, self._area.verticalScrollBar()
        height = area.viewport().height()
        whole = [r for r in area.lines() if r.rect.top() >= 0 and r.rect.bottom() <= height]
        if whole and whole[0].span.start <= span.start and span.end <= whole[-1].span.end:
            return
        line = area.line_number(span.start) - max(1, len(whole) // 3)
        self._scroll(max(0, line), bar.pageStep())

    def _scroll(self, line: int, page: int) -> None:
        bar = self._area.verticalScrollBar()
        self._animation.stop()
        calm = self._area.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        if not calm or abs(line - bar.value()) > 2 * page or not self._area.isVisible():
            bar.setValue(line)
            return
        self._animation.setDuration(min(calm, 180))
        self._animation.setStartValue(bar.value())
        self._animation.setEndValue(line)
        self._animation.start()
