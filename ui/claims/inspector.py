"""Everything about the current claim, and where it is decided with the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.decision import ClaimRecord, Decision
from annotator.text.spans import text_of
from ui.claims.claim_facts import ClaimFacts
from ui.claims.history_list import HistoryList
from ui.claims.note_editor import NoteEditor
from ui.claims.tag_buttons import TagButtons
from ui.language.texts import tr


class Inspector(QWidget):
    """One claim in full; it asks the window to act and never acts itself.

    The tags stay where they are while what is told of the claim is scrolled.
    """

    decided = Signal(object)
    """The Tag whose button was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The current claim"))
        self.tags = TagButtons()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("quote", True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(tr("The claim's words"))
        self.hint = QLabel(tr("Choose a claim in the list or in the text."))
        self.hint.setWordWrap(True)
        self.hint.setProperty("muted", True)
        self.wording = QLabel()
        self.wording.setWordWrap(True)
        self.wording.setProperty("muted", True)
        self.wording.setTextFormat(Qt.TextFormat.PlainText)
        self.facts = ClaimFacts()
        self.notes = NoteEditor()
        self.history = HistoryList()
        self._lay_out()
        self.tags.decided.connect(self.decided)
        self.show_claim(None, "", ())

    def _lay_out(self) -> None:
        page = QWidget()
        told = QVBoxLayout(page)
        told.setContentsMargins(12, 4, 12, 12)
        told.setSpacing(10)
        for widget in (
            self.hint,
            self.words,
            self.wording,
            self.facts,
            self.notes,
            self.history,
        ):
            told.addWidget(widget)
        told.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 4)
        head.addWidget(self.tags)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def begin_note(self) -> None:
        """Put the cursor into the note."""
        self._scroll.ensureWidgetVisible(self.notes)
        self.notes.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_claim(
        self,
        record: ClaimRecord | None,
        text: str,
        history: Sequence[Decision],
        by_hand: str = "",
    ) -> None:
        """Show one claim of an article's `text` with its history, or none; `by_hand` says
        who set its source by hand."""
        self.tags.show_record(record)
        self.hint.setVisible(record is None)
        self.words.setVisible(record is not None)
        self.facts.setVisible(record is not None)
        self.notes.setVisible(record is not None)
        self.facts.show_record(record, text, by_hand)
        self.history.show_history(history)
        if record is None:
            self.words.clear()
            self.wording.hide()
            self.notes.show_claim(None, "", None)
            return
        self.words.setText(" ".join(text_of(text, record.claim.content).split()))
        decision = record.decision
        wording = decision.wording if decision else None
        self.wording.setVisible(wording is not None)
        self.wording.setText(tr("In the briefing: {wording}", wording=wording or ""))
        self.notes.show_claim(
            record.claim.id,
            decision.note if decision else "",
            decision.credibility if decision else None,
        )
