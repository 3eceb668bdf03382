"""The reader: an article with its claims and names, to read, to walk and to point at."""

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.domain.ids import ClaimId
from annotator.text.spans import Span, hull
from ui.kit.theme import palette
from ui.reading.appearance import Appearance
from ui.reading.text_area import TextArea

_ZOOM_STEP = 1.1


class ArticleView(QWidget):
    """Shows one article and says what the analyst points at. It changes nothing itself.

    Every position is a code point of the article's text.
    """

    claim_activated = Signal(str)
    """ClaimId: clicked."""
    entity_activated = Signal(str)
    """EntityId: clicked where no claim is."""
    selection_changed = Signal(object)
    """Span | None."""
    appearance_changed = Signal(object)
    """Appearance: after a zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(self)
        self.setFocusProxy(self.area)
        self._article: Article | None = None
        self._normal_size = self.area.appearance.size
        self._animation = QPropertyAnimation(self.area.verticalScrollBar(), b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        self.area.clicked.connect(self._click)
        self.area.zoomed.connect(self.zoom)
        self.area.selectionChanged.connect(self._tell_selection)
        self.set_appearance(self.area.appearance)

    # What is shown

    def set_article(self, article: Article) -> None:
        """Show `article` from its start, at once and without marks."""
        self._animation.stop()
        self._article = article
        self.area.set_article(article)

    def article(self) -> Article | None:
        return self._article

    def set_findings(self, entities: Sequence[Entity], claims: Sequence[ClaimRecord]) -> None:
        """Mark these, and only these, in the article."""
        self.area.set_findings(entities, claims)

    def update_claim(self, record: ClaimRecord) -> None:
        """Show one claim as it is now; one that is not known yet is added."""
        self.area.marks.put(record)
        current = self.area.current
        if current is not None and current.claim.id == record.claim.id:
            self.area.current = record
        self.area.viewport().update()

    def remove_claim(self, claim: ClaimId) -> None:
        """Show one claim no longer."""
        self.area.marks.drop(claim)
        if self.current_claim() == claim:
            self.area.current = None
        self.area.viewport().update()

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the article in this typography and theme; the place stays."""
        self._normal_size = appearance.size
        self._apply(appearance)

    def appearance(self) -> Appearance:
        return self.area.appearance

    def _apply(self, appearance: Appearance) -> None:
        colours = palette(appearance.theme)
        colours.setColor(QPalette.ColorRole.Base, appearance.theme.page)
        self.area.setPalette(colours)
        self.area.set_appearance(appearance)

    def zoom(self, steps: int) -> None:
        """Larger letters by `steps`, or smaller; 0 goes back to the chosen size."""
        now = self.area.appearance
        size = now.size * _ZOOM_STEP**steps if steps else self._normal_size
        self._apply(now.resized(size))
        self.appearance_changed.emit(self.area.appearance)

    # Claims

    def set_current_claim(self, claim: ClaimId | None, reveal: bool = True) -> None:
        """Light up a claim with its source and cue; `reveal` brings it into view."""
        self.area.current = self.area.marks.claim(claim) if claim is not None else None
        self.area.viewport().update()
        current = self.area.current
        if reveal and current is not None and current.claim.content:
            self.reveal(hull(current.claim.content))

    def current_claim(self) -> ClaimId | None:
        current = self.area.current
        return current.claim.id if current is not None else None

    def reveal(self, span: Span) -> None:
        """Scroll until `span` stands well in view; not at all when it does already."""
        area, bar = self.area, self.area.verticalScrollBar()
        lines = area.lines()
        height = area.viewport().height()
        inner = [r for r in lines if r.rect.top() >= 0 and r.rect.bottom() <= height]
        if inner and inner[0].span.start <= span.start and span.end <= inner[-1].span.end:
            return
        self._scroll(max(0, area.line_number(span.start) - max(1, len(inner) // 3)), bar.pageStep())

    def _scroll(self, line: int, page: int) -> None:
        bar = self.area.verticalScrollBar()
        self._animation.stop()
        calm = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        if not calm or abs(line - bar.value()) > 2 * page or not self.isVisible():
            bar.setValue(line)
            return
        self._animation.setDuration(min(calm, 180))
        self._animation.setStartValue(bar.value())
        self._animation.setEndValue(line)
        self._animation.start()

    # Places

    def selection(self) -> Span | None:
        """The selected words; None when nothing is selected."""
        return self.area.selection()

    def select(self, span: Span) -> None:
        """Select `span` and bring it into view."""
        self.area.setTextCursor(self.area.cursor_at(span))

    def reading_position(self) -> int:
        """The code point at the top of the view, to come back to."""
        return self.area.first_offset()

    def restore_reading_position(self, offset: int) -> None:
        """Bring back what `reading_position` gave."""
        if self._article is not None:
            self.area.scroll_to(min(max(0, offset), len(self._article.text)))

    def _click(self, offset: int) -> None:
        claims = self.area.marks.claims_at(offset)
        if claims:
            keys = [record.claim.id for record in claims]
            now = self.current_claim()
            # A second click on the same place goes to the claim below.
            chosen = keys[(keys.index(now) + 1) % len(keys)] if now in keys else keys[0]
            self.claim_activated.emit(chosen)
            return
        names = self.area.marks.names_touching(offset, offset + 1)
        if names:
            self.entity_activated.emit(names[-1][1].id)

    def _tell_selection(self) -> None:
        self.selection_changed.emit(self.selection())
