"""A claim's note and credibility, kept as soon as the analyst pauses."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPlainTextEdit, QWidget

from annotator.domain.decision import Credibility
from annotator.domain.ids import ClaimId
from ui.kit.fields import ChoiceBox
from ui.language.texts import tr
from ui.language.words import credibility_name

_PAUSE_MS = 400
"""How long the keys must rest before a half-written note goes to disk."""

_GRADES: tuple[Credibility | None, ...] = (None, *Credibility)


class _Note(QPlainTextEdit):
    """Plain text that tells when it is left; Escape leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finished = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if finished or event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)


class NoteEditor(QWidget):
    """Note and credibility of one claim. A note belongs to the claim it was begun on."""

    note_written = Signal(object, str)
    """The ClaimId and its new note."""
    credibility_chosen = Signal(object, object)
    """The ClaimId and its Credibility, or None for ungraded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim: ClaimId | None = None
        self._kept = ""
        self._refused: dict[ClaimId, str] = {}
        self.note = _Note()
        self.note.setAccessibleName(tr("Note on this claim"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 3 + 14)
        self.credibility = ChoiceBox()
        self.credibility.setAccessibleName(tr("Credibility of this claim"))
        self.credibility.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.credibility.setMinimumContentsLength(12)
        self.credibility.addItem(tr("not graded"))
        self.credibility.addItems([credibility_name(grade) for grade in Credibility])
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for name, widget in ((tr("Credibility"), self.credibility), (tr("Note"), self.note)):
            title = QLabel(name)
            title.setProperty("muted", True)
            title.setBuddy(widget)
            form.addRow(title, widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.note.textChanged.connect(self._pause.start)
        self.note.left.connect(self.keep)
        self.credibility.activated.connect(self._choose)

    def show_claim(self, claim: ClaimId | None, note: str, credibility: Credibility | None) -> None:
        """Show a claim's note and grade; what was being written on another is kept first."""
        if claim != self._claim:
            self.keep()
        same = claim == self._claim and self.note.hasFocus()
        self._claim = claim
        self._kept = note
        words = self._refused.get(claim, note) if claim is not None else note
        if not same and self.note.toPlainText() != words:
            self.note.blockSignals(True)
            self.note.setPlainText(words)
            self.note.blockSignals(False)
        self.credibility.setCurrentIndex(_GRADES.index(credibility))
        self.setEnabled(claim is not None)

    def keep(self) -> None:
        """Hand over what was written since the last time."""
        self._pause.stop()
        written = self.note.toPlainText()
        claim = self._claim
        if claim is None or written == self._kept:
            return
        before, self._kept = self._kept, written
        self._refused.pop(claim, None)
        self.note_written.emit(claim, written)
        if claim in self._refused and claim == self._claim:
            self._kept = before

    def refuse(self, claim: ClaimId, note: str) -> None:
        """Say, while `note_written` is told, that a note could not be kept: it stays in the
        field, also when its claim is come back to, and is handed over again with the next
        pause."""
        self._refused[claim] = note

    def _choose(self, row: int) -> None:
        if self._claim is not None:
            self.credibility_chosen.emit(self._claim, _GRADES[row])
