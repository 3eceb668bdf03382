"""An article that another one tells as well says so, and leads there."""

from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Shelf
from ui.application import Window

STORY = (
    "Ferry sails again\n\nThe ferry between the two shores sails again after eleven weeks in dock, "
    "with a new engine and two cranes for the bales that wait on the northern pier since the storm "
    "of January. The harbour board had promised it for the spring, and the first crossing takes "
    "place on Sunday morning with the mayor on board."
)


def test_the_same_story_is_told_above_the_claims_and_opened_from_there(
    window: Window, shelf: Shelf, qtbot: QtBot
) -> None:
    first = shelf.put(STORY, "Ferry sails again")
    second = shelf.put(STORY.replace("eleven", "twelve"), "Ferry is back")
    window.desk.open_article(second)
    line = window.room.queue.elsewhere
    assert not line.isHidden()
    assert "The same story is told by The Daily Ferry." in line.text()
    line.linkActivated.emit(line.text().split('"')[1])
    assert window.room.article is not None
    assert window.room.article.id == first


def test_an_article_of_its_own_says_nothing(window: Window) -> None:
    assert window.room.queue.elsewhere.isHidden()
