"""Why a claim stands as it does, in a sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.domain.decision import ClaimRecord
from annotator.domain.ids import ClaimId
from ui.language.dates import moment
from ui.language.texts import say, tr

if TYPE_CHECKING:
    from annotator.storage import JournalEntry


class Reasons:
    """Of the claims of one article: suggested for a reason, or with a source set by hand.

    Who set one is asked for when it is first told, and again when the claim has changed.
    """

    def __init__(self) -> None:
        self._source_set_by: Callable[[ClaimRecord], JournalEntry | None] = lambda _: None
        self._by_hand: dict[ClaimId, str] = {}

    def ask(self, source_set_by: "Callable[[ClaimRecord], JournalEntry | None]") -> None:
        """Whom to ask for the act that set a claim's source by hand."""
        self._source_set_by = source_set_by
        self.forget()

    def forget(self, claim: ClaimId | None = None) -> None:
        """What is known of a claim, or of all, may have changed."""
        if claim is None:
            self._by_hand.clear()
        else:
            self._by_hand.pop(claim, None)

    def by_hand(self, record: ClaimRecord) -> str:
        """Who set the claim's source by hand, and when; empty when nobody did."""
        claim = record.claim.id
        if claim not in self._by_hand:
            act = self._source_set_by(record)
            self._by_hand[claim] = _told(act) if act is not None else ""
        return self._by_hand[claim]

    def of(self, record: ClaimRecord) -> str:
        """Who set the source by hand, else why the machine suggests what it does; empty for a
        claim that somebody made by hand."""
        suggestion = record.claim.suggestion
        return self.by_hand(record) or (say(suggestion.reason) if suggestion is not None else "")


def _told(act: "JournalEntry") -> str:
    return tr("{person} set the source by hand, {time}.", person=act.person, time=moment(act.time))
