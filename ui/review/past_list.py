"""The reviews that came in, to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.workspace.past_reviews import PastReview
from ui.language.dates import moment
from ui.language.texts import count, tr


class PastList(QComboBox):
    """One line a review: file, reviewers, when it came in, how much of it is open."""

    chosen = Signal(object)
    """The PastReview that the analyst asks to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Reviews that came in"))
        self.setToolTip(tr("Reviews that came in"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(30)
        self._reviews: tuple[PastReview, ...] = ()
        self.activated.connect(self._choose)

    def show_reviews(self, reviews: Sequence[PastReview], here: str) -> None:
        """Show all of them; `here` is the SHA-256 of the file in sight."""
        self._reviews = tuple(reviews)
        self.clear()
        for review in reviews:
            self.addItem(_line(review))
        hashes = [review.review.sha256 for review in reviews]
        self.setCurrentIndex(hashes.index(here) if here in hashes else -1)
        self.setVisible(bool(reviews))

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._reviews[row])


def _line(review: PastReview) -> str:
    left = count(review.open, "1 open", "{n} open") if review.open else tr("all settled")
    who = ", ".join(review.reviewers)
    return " · ".join(part for part in (review.name, who, moment(review.time), left) if part)
