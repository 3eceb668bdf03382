"""Undo and redo in the window: what is taken back is said and shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.domain.ids import ClaimId
from annotator.errors import UserFacingError
from annotator.workspace.changes import Change, Changed
from annotator.workspace.edits import ClaimEdit, DecisionEdit
from annotator.workspace.history import Step
from annotator.workspace.workspace import Workspace
from ui.language.acts import act_name
from ui.language.subjects import subject_name
from ui.language.texts import tr
from ui.main_window import MainWindow

_BURST_MS = 120
"""Acts that come closer together than this name the menu's entries once."""

_MOST_WORDS = 48
"""Code points of a claim's words that a message shows."""


class Undoing(QObject):
    """Takes acts back and does them again; the menu names the next of each."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        show_claim: Callable[[ClaimId], object],
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._show_claim = show_claim
        self._naming = QTimer(self)
        self._naming.setSingleShot(True)
        self._naming.setInterval(_BURST_MS)
        self._naming.timeout.connect(self.name_actions)
        window.messages.offer_way_back(self._way_back, self.undo)

    def undo(self) -> None:
        """Take the last act back, and offer to do it again."""
        again = self._window.actions_.with_key(tr("Do it again"), "redo")
        self._step(self._workspace.history.undo, tr("Undone: {act}"), again, self.redo)

    def redo(self) -> None:
        """Do again what was last taken back, and offer to take it back."""
        again = tr("Done again: {act}")
        self._step(self._workspace.history.redo, again, self._way_back(), self.undo)

    def _way_back(self) -> str:
        return self._window.actions_.with_key(tr("Take it back"), "undo")

    def take(self, change: Change) -> None:
        """Hear of a change, on the window's thread."""
        if change.kind is Changed.HISTORY and not self._naming.isActive():
            self._naming.start()

    def stop(self) -> None:
        """The library is about to be closed."""
        self._naming.stop()

    def name_actions(self) -> None:
        """Say in the menu what would be taken back and what done again."""
        actions, history = self._window.actions_, self._workspace.history
        for name, word, act in (
            ("undo", tr("&Undo"), history.next_undo()),
            ("redo", tr("&Redo"), history.next_redo()),
        ):
            actions[name].setText(f"{word}: {act_name(act)}" if act else word)

    def _step(
        self,
        act: Callable[[], Step | None],
        words: str,
        other_way: str,
        turn_round: Callable[[], object],
    ) -> None:
        messages = self._window.messages
        self._window.room.inspector.notes.keep()
        try:
            step = act()
            done = self._workspace.chronicle.acts([step.seq]) if step else ()
        except UserFacingError as error:
            messages.show_error(error)
            return
        if step is None:
            messages.show_message(tr("There is nothing to take back or do again."))
            return
        what = subject_name(done[0].subject, _MOST_WORDS)
        said = words.format(act=act_name(step.action)) + (f" – {what}" if what else "")
        messages.show_message(said, other_way, turn_round)
        touched = [e.claim for e in step.edits if isinstance(e, ClaimEdit | DecisionEdit)]
        if touched:
            self._show_claim(touched[0])
