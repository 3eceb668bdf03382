"""One act of the reviewer, read side by side."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from annotator.domain.ids import ClaimId
from annotator.domain.phrase import verbatim
from annotator.domain.review import Anchor, ReviewItem, ReviewKind
from ui.review.item_view import ItemView

TAG = ReviewItem(
    id="r1",
    kind=ReviewKind.TAG,
    claim=ClaimId("aaaaaaaaaaaa"),
    reviewer="Ruth Adeyemi",
    time=None,
    before="sourced",
    after="speculative",
    text=verbatim(""),
    anchor=Anchor.CONTROL,
    certain=True,
)


def test_the_title_says_what_who_and_whether_it_is_a_guess(qtbot: QtBot) -> None:
    view = ItemView()
    qtbot.addWidget(view)
    view.show_item(TAG)
    assert view.title.text() == "Tag changed · Ruth Adeyemi"
    view.show_item(replace(TAG, certain=False))
    assert view.title.text().startswith("Tag changed · Ruth Adeyemi · its place is a guess")


def test_nothing_dangles_where_nobody_signed(qtbot: QtBot) -> None:
    view = ItemView()
    qtbot.addWidget(view)
    view.show_item(replace(TAG, reviewer=""))
    assert view.title.text() == "Tag changed"
