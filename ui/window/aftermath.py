"""What follows from a decision, told once the decision is painted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId

if TYPE_CHECKING:
    from ui.claims.claims_model import ClaimsModel


class Aftermath(QObject):
    """Whoever hears of it may open an article, which takes its time: so it waits for the painting,
    and says nothing of what was taken back or left meanwhile."""

    finished = Signal(int)
    """The last undecided claim was decided; how many the article has."""
    sourceless = Signal(object)
    """The ClaimId of a claim that was decided as sourced, with nobody behind it."""

    def __init__(self, model: "ClaimsModel", parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._decided: tuple[ClaimId, ...] = ()
        self._was_to_do = False
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._tell)

    def follow(self, decided: Sequence[ClaimId], *, was_to_do: bool) -> None:
        """Tell in the next turn what came of deciding these; `was_to_do` if any was undecided."""
        self._decided, self._was_to_do = tuple(decided), was_to_do
        self._painted.start()

    def stop(self) -> None:
        """Say nothing of what was decided last."""
        self._painted.stop()

    def _tell(self) -> None:
        counts = self._model.counts()
        if self._was_to_do and counts.undecided == 0:
            self.finished.emit(counts.total)
        for record in map(self._model.record, self._decided):
            if record and record.tag is Tag.SOURCED and record.claim.source is None:
                self.sourceless.emit(record.claim.id)
                return
