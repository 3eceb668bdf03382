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


def test_a_comment_shows_the_words_it_stands_on_plain_and_its_own_beside_them(
    qtbot: QtBot,
) -> None:
    view = ItemView()
    qtbot.addWidget(view)
    comment = replace(
        TAG,
        kind=ReviewKind.COMMENT,
        before="The dam < holds.",
        after="",
        text=verbatim("Who says so?"),
    )
    view.show_item(comment)
    assert view.before.text() == "The dam &lt; holds."
    assert view.after.text() == "Who says so?"
    assert (view.left.text(), view.right.text()) == ("The words it stands on", "The comment")
    assert view.comment.text() == ""
    view.show_item(replace(comment, kind=ReviewKind.REPLY))
    assert (view.left.text(), view.right.text()) == ("The comment that is answered", "The answer")
    view.show_item(TAG)
    assert (view.left.text(), view.right.text()) == ("As sent", "As it came back")


def test_a_name_that_the_file_does_not_give_is_said_to_be_likely(qtbot: QtBot) -> None:
    view = ItemView()
    qtbot.addWidget(view)
    view.show_item(replace(TAG, reviewer_guessed=True))
    assert view.title.text() == "Tag changed · probably Ruth Adeyemi"
