"""Undo and redo in the window: what is taken back is said, and shown where one is reading."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.workspace.changes import Change, Changed
from annotator.workspace.edits import ClaimEdit, DecisionEdit, Edit, EntityEdit
from annotator.workspace.history import Step
from annotator.workspace.workspace import Workspace
from ui.language.acts import act_name
from ui.language.subjects import subject_name
from ui.language.texts import tr
from ui.main_window import MainWindow
from ui.window.reading_place import Reading

type Place = tuple[ArticleId, ClaimId | None]
"""Where an act changed something."""

_BURST_MS = 120
"""Acts that come closer together than this name the menu's entries once."""

_MOST_WORDS = 48
"""Code points of a claim's words that a message shows."""


class Undoing(QObject):
    """Takes acts back and does them again; the menu names the next of each.

    What lies in the open article is shown there. What lies elsewhere pulls nobody away: it is
    said where, with a button that goes there.
    """

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        show_place: Callable[[ArticleId, ClaimId | None], object],
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._room = window.room
        self._show_place = show_place
        self._left: list[Reading | None] = []
        """Where one was reading before each act that was taken back, the last on top."""
        self._naming = QTimer(self)
        self._naming.setSingleShot(True)
        self._naming.setInterval(_BURST_MS)
        self._naming.timeout.connect(self.name_actions)
        window.messages.offer_way_back(self._way_back, self.undo)

    def undo(self) -> None:
        """Take the last act back, and offer to do it again."""
        again = self._window.actions_.with_key(tr("Do it again"), "redo")
        place = self._room.reading()
        if self._step(self._workspace.history.undo, tr("Undone: {act}"), again, self.redo):
            self._left.append(place)

    def redo(self) -> None:
        """Do again what was last taken back, and come back to where one was then."""
        again = tr("Done again: {act}")
        if not self._step(self._workspace.history.redo, again, self._way_back(), self.undo):
            self._left.clear()
        elif self._left:
            self._room.return_to(self._left.pop())

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
    ) -> bool:
        """Do one step; whether there was one."""
        messages = self._window.messages
        self._room.inspector.notes.keep()
        try:
            step = act()
            done = self._workspace.chronicle.acts([step.seq]) if step else ()
        except UserFacingError as error:
            messages.show_error(error)
            return False
        if step is None:
            messages.show_message(tr("There is nothing to take back or do again."))
            return False
        what = subject_name(done[0].subject, _MOST_WORDS)
        said = words.format(act=act_name(step.action)) + (f" – {what}" if what else "")
        places = list(self._places(step.edits))
        here = self._room.article
        there = [claim for article, claim in places if here is not None and article == here.id]
        if places and not there:
            messages.show_message(said, tr("Show it"), lambda: self._show_place(*places[0]))
            return True
        if there:
            self._room.show_changed(next(filter(None, there), None))
        messages.show_message(said, other_way, turn_round)
        return True

    def _places(self, edits: Sequence[Edit]) -> Iterator[Place]:
        """Where claims and names were changed. An article that came or went is in the list."""
        for edit in edits:
            match edit:
                case DecisionEdit():
                    yield self._workspace.claims.get(edit.claim).article, edit.claim
                case ClaimEdit():
                    record = edit.after or edit.before
                    if record is not None:
                        yield record.article, edit.claim
                case EntityEdit():
                    yield edit.article, None
