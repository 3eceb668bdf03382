"""Choosing a source by its name."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.domain.ids import SourceId
from ui.sources.source_chooser import SourceChooser

SOURCES = [
    (SourceId("s1"), "Helena Brandt"),
    (SourceId("s2"), "Ada Weaver"),
    (SourceId("s3"), "Weaver & Sons"),
]


def chooser(qtbot: QtBot) -> SourceChooser:
    made = SourceChooser("Who is it?", SOURCES)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return made


def test_the_likeliest_is_chosen_by_return(qtbot: QtBot) -> None:
    made = chooser(qtbot)
    with qtbot.waitSignal(made.chosen) as said:
        made.accept()
    assert said.args == ["s1"]


def test_words_narrow_the_list_in_any_order(qtbot: QtBot) -> None:
    made = chooser(qtbot)
    qtbot.keyClicks(made.words, "SONS wea")
    assert [made.list.item(row).text() for row in range(made.list.count())] == ["Weaver & Sons"]
    with qtbot.waitSignal(made.chosen) as said:
        made.list.itemActivated.emit(made.list.item(0))
    assert said.args == ["s3"]


def test_nothing_is_chosen_when_nothing_fits_or_it_is_cancelled(qtbot: QtBot) -> None:
    made = chooser(qtbot)
    qtbot.keyClicks(made.words, "nobody")
    with qtbot.assertNotEmitted(made.chosen):
        made.accept()
    again = chooser(qtbot)
    with qtbot.assertNotEmitted(again.chosen):
        again.reject()
