"""What is known about one claim, in words."""

import html

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.claim import Stance
from annotator.domain.decision import ClaimRecord
from annotator.text.spans import Span
from ui.language.texts import say, tr
from ui.language.words import cue_class_name, form_name, marked, source_kind_name

_CONTEXT = 40
"""Code points of text shown on each side of a hedge."""


class ClaimFacts(QWidget):
    """Source, cue, form and hedges; the source and cue are links."""

    source_clicked = Signal()
    cue_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = self._label(tr("Source"))
        self.cue = self._label(tr("Cue"))
        self.form = self._label(tr("Form"))
        self.hedges = self._label(tr("Hedges"))
        self.reason = self._label(tr("Suggestion"))
        self._titles: dict[QLabel, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for name, label in (
            (tr("Source"), self.source),
            (tr("Cue"), self.cue),
            (tr("Form"), self.form),
            (tr("Hedges"), self.hedges),
            (tr("Suggestion"), self.reason),
        ):
            title = self._titles[label] = QLabel(name)
            title.setProperty("muted", True)
            row = grid.rowCount()
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignTop)
        self.source.linkActivated.connect(lambda _: self.source_clicked.emit())
        self.cue.linkActivated.connect(lambda _: self.cue_clicked.emit())

    def show_record(self, record: ClaimRecord | None, text: str, by_hand: str = "") -> None:
        """Fill the rows for a claim of an article's `text`; None empties them. `by_hand` says who
        set its source by hand, so that the suggestion's reason speaks of another."""
        if record is None:
            for label in (self.source, self.cue, self.form, self.hedges, self.reason):
                label.clear()
            return
        claim = record.claim
        self.source.setText(_source_line(record))
        self.cue.setText(self._cue_line(record, text))
        self.form.setText(form_name(claim.form))
        self.hedges.setText(
            "<br>".join(_in_context(text, hedge) for hedge in claim.hedges) or tr("none")
        )
        self._show_row(self.form, claim.attribution is not None)
        self._show_row(self.hedges, bool(claim.hedges))
        self._show_row(self.cue, claim.cue is not None)
        suggestion = claim.suggestion
        self._show_row(self.reason, suggestion is not None)
        if suggestion is not None:
            sure = tr("{percent} % sure", percent=round(suggestion.confidence * 100))
            reason = f"{html.escape(say(suggestion.reason))} <i>({sure})</i>"
            if by_hand:
                was = tr("Suggested was: {reason}", reason=reason)
                reason = f"{html.escape(by_hand)} {was}"
            self.reason.setText(reason)

    def changeEvent(self, event: QEvent) -> None:
        """Links keep the colour of the palette in which they were set: set them anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for label in (self.source, self.cue):
                words = label.text()
                label.clear()
                label.setText(words)

    def _show_row(self, label: QLabel, shown: bool) -> None:
        label.setVisible(shown)
        self._titles[label].setVisible(shown)

    def _cue_line(self, record: ClaimRecord, text: str) -> str:
        claim = record.claim
        if claim.cue is None:
            return ""
        words = html.escape(" ".join(text[claim.cue.start : claim.cue.end].split()))
        kind = f" · {cue_class_name(claim.cue_class)}" if claim.cue_class else ""
        return f'<a href="cue">{words}</a>{kind}'

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.setAccessibleName(name)
        return label


def _source_line(record: ClaimRecord) -> str:
    """Who stands behind a claim and of what kind; or what they did with it instead."""
    source, told = record.claim.source, record.claim.stance is not Stance.ASSERTS
    if source is None and told:
        return f"<b>{html.escape(marked(record))}</b>"
    if source is None:
        voiced = record.claim.attribution is not None
        return tr("nobody named") if voiced else tr("the author's own voice")
    guess = " · " + tr("a guess") if source.guessed else ""
    return (
        f'<a href="source"><b>{html.escape(marked(record))}</b></a>'
        f" · {source_kind_name(source.kind)}{guess}"
    )


def _in_context(text: str, hedge: Span) -> str:
    """A hedge in bold among the words around it."""
    before, after = max(0, hedge.start - _CONTEXT), min(len(text), hedge.end + _CONTEXT)
    left = text[before : hedge.start].rpartition("\n")[2]
    right = text[hedge.end : after].partition("\n")[0]
    if before and len(left) == _CONTEXT:
        left = "…" + left.partition(" ")[2]
    if after < len(text) and len(right) == _CONTEXT:
        right = right.rpartition(" ")[0] + "…"
    words = text[hedge.start : hedge.end]
    return f"{html.escape(left)}<b><u>{html.escape(words)}</u></b>{html.escape(right)}"
