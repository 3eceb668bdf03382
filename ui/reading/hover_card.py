"""The card that tells about the claim or name under the mouse, without a click."""

from html import escape

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from annotator.domain.decision import ClaimRecord
from annotator.domain.entity import Entity
from annotator.text.spans import text_of
from ui.kit.theme import LIGHT, Theme
from ui.language.texts import count, tr
from ui.language.words import entity_kind_name, form_name, marked, state_name

DELAY = 400
"""Milliseconds for which the mouse rests before the card shows."""
_WIDTH = 340
_AWAY = 14


class HoverCard(QFrame):
    """Lies over the text near the mouse; takes neither focus nor clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hover_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.addWidget(self.label)
        self._theme = LIGHT
        self._wanted: tuple[str, QPoint] | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._show)
        self.set_theme(LIGHT)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setStyleSheet(
            f"#hover_card {{ background: {theme.raised}; border: 1px solid {theme.line};"
            f" border-radius: 6px; }} QLabel {{ color: {theme.ink}; background: transparent; }}"
        )

    def ask(self, html: str, at: QPoint) -> None:
        """Show `html` near `at` (a point of the parent) when the mouse has rested."""
        if self._wanted is not None and self._wanted[0] == html:
            return
        self.dismiss()
        self._wanted = (html, at)
        self._timer.start()

    def dismiss(self) -> None:
        """Hide, and forget what was asked for."""
        self._timer.stop()
        self._wanted = None
        self.hide()

    def _show(self) -> None:
        parent = self.parentWidget()
        if self._wanted is None or parent is None:
            return
        html, at = self._wanted
        self.label.setText(html)
        self.label.setFixedWidth(min(_WIDTH, max(80, parent.width() - 40)))
        self.adjustSize()
        x = min(at.x(), parent.width() - self.width() - 4)
        y = at.y() + _AWAY
        if y + self.height() > parent.height():
            y = at.y() - _AWAY - self.height()
        self.move(max(4, x), max(4, y))
        self.show()
        self.raise_()


def claim_card(record: ClaimRecord, text: str, theme: Theme, reason: str) -> str:
    """What there is to know about a claim, as a few lines of HTML; `reason` is why it stands as
    it does."""
    claim = record.claim
    rows = [f"<b>{escape(state_name(record))}</b>"]
    said = escape(marked(record))
    if claim.cue is not None:
        said += f" · “{escape(text[claim.cue.start : claim.cue.end])}”"
    rows.append(f"{said}<br>{_quiet(form_name(claim.form), theme)}")
    if claim.hedges:
        hedges = escape(text_of(text, claim.hedges, ", "))
        rows.append(f"{_quiet(tr('Hedged:'), theme)} {hedges}")
    if record.decision is not None and record.decision.note:
        rows.append(f"{_quiet(tr('Note:'), theme)} {escape(record.decision.note)}")
    elif reason:
        rows.append(_quiet(reason, theme))
    return "".join(f"<p style='margin:0 0 4px 0'>{row}</p>" for row in rows)


def name_card(entity: Entity, theme: Theme) -> str:
    """What there is to know about a name."""
    many = count(len(entity.mentions), "{n} mention", "{n} mentions")
    others = [name for name in entity.names if name != entity.name]
    also = _quiet(tr("Also: {names}", names=", ".join(others)), theme) if others else ""
    kind = _quiet(f"{entity_kind_name(entity.kind)} · {many}", theme)
    return f"<b>{escape(entity.name)}</b><br>{kind}" + (f"<br>{also}" if also else "")


def _quiet(words: str, theme: Theme) -> str:
    return f"<span style='color:{theme.muted}'>{escape(words)}</span>"
