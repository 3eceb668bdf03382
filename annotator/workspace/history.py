"""Undo and redo without end, from the journal, so that they survive a restart."""

from dataclasses import dataclass

from annotator.storage.journal.journal import JournalEntry
from annotator.workspace.edits import Edit, from_payload
from annotator.workspace.session import REDO, UNDO, Session


@dataclass(frozen=True, slots=True)
class Step:
    """An act that was taken back or done again."""

    seq: int
    """The number of the entry that this became."""
    action: str
    """The action's name as it was first done, such as "tag sourced"."""
    edits: tuple[Edit, ...]
    """What was applied; the views show the first subject of these."""


class History:
    """Takes acts back and does them again, one after another."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_undo(self) -> str:
        """The name of the act that `undo` would take back; empty when there is none."""
        entry = self._session.library.journal.undoable()
        return entry.action if entry else ""

    def next_redo(self) -> str:
        """The name of the act that `redo` would do again; empty when there is none."""
        entry = self._session.library.journal.redoable()
        return self._undone(entry).action if entry else ""

    def undo(self, origin: str = "") -> Step | None:
        """Takes the last standing act back; None when there is none."""
        entry = self._session.library.journal.undoable()
        if entry is None or entry.inverse is None:
            return None
        edits = from_payload(entry.inverse)
        seq = self._session.perform(UNDO, edits, bulk=entry.bulk, origin=origin, undoes=entry.seq)
        return Step(seq, entry.action, edits)

    def redo(self, origin: str = "") -> Step | None:
        """Does again what was last taken back; None when something new was done since."""
        undoing = self._session.library.journal.redoable()
        if undoing is None:
            return None
        entry = self._undone(undoing)
        if entry.payload is None:
            return None
        edits = from_payload(entry.payload)
        seq = self._session.perform(REDO, edits, bulk=entry.bulk, origin=origin, undoes=undoing.seq)
        return Step(seq, entry.action, edits)

    def _undone(self, undoing: JournalEntry) -> JournalEntry:
        if undoing.undoes is None:
            raise ValueError(f"entry {undoing.seq} takes nothing back")
        return self._session.library.journal.get(undoing.undoes)
