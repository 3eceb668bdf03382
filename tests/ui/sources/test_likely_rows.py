"""The questions about who a source is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.domain.ids import SourceId
from annotator.domain.resolution import LikelySource
from ui.sources.likely_rows import LikelyRows

LEFT = Qt.MouseButton.LeftButton
BRANDT = LikelySource(SourceId("s1"), "Helena Brandt", by_office=True)
WEAVER = LikelySource(SourceId("s2"), "Ada Weaver", by_office=False)


def buttons(rows: LikelyRows) -> list[QPushButton]:
    return [each for each in rows.findChildren(QPushButton) if each.isVisibleTo(rows)]


def test_nothing_is_asked_when_nothing_is_unsure(qtbot: QtBot) -> None:
    rows = LikelyRows()
    qtbot.addWidget(rows)
    rows.ask(0, [])
    assert rows.isHidden()


def test_each_answer_names_its_source(qtbot: QtBot) -> None:
    rows = LikelyRows()
    qtbot.addWidget(rows)
    rows.ask(2, [BRANDT, WEAVER])
    right, _, other, same, _ = buttons(rows)
    with qtbot.waitSignal(rows.confirmed):
        qtbot.mouseClick(right, LEFT)
    with qtbot.waitSignal(rows.other) as said:
        qtbot.mouseClick(other, LEFT)
    assert said.args == ["s1"]
    with qtbot.waitSignal(rows.same) as said:
        qtbot.mouseClick(same, LEFT)
    assert said.args == ["s2"]


def test_every_answer_is_read_out_with_its_question(qtbot: QtBot) -> None:
    rows = LikelyRows()
    qtbot.addWidget(rows)
    rows.ask(1, [BRANDT])
    spoken = [button.accessibleName() for button in buttons(rows)]
    assert spoken[0] == "It is right: In 1 article this is a guess by the name."
    assert "Helena Brandt" in spoken[1]
    assert "office" in spoken[1]


def test_a_new_source_asks_its_own_questions(qtbot: QtBot) -> None:
    rows = LikelyRows()
    qtbot.addWidget(rows)
    rows.ask(1, [BRANDT])
    rows.ask(0, [WEAVER])
    rows.show()
    qtbot.waitUntil(lambda: len(buttons(rows)) == 2)
    assert "Ada Weaver" in buttons(rows)[0].accessibleName()
