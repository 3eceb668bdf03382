"""What was understood of a question can be read, and taken away again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.workspace.question_reader import read_question
from ui.library.chips import ChipRow, part_name
from ui.library.search_bar import SearchBar
from ui.lists.flow_layout import FlowLayout

TODAY = date(2026, 11, 23)
_TURKISH = "By whoever holds an office: Turkish (also Turkey, Turkiye, Türkiye, Turk, Turks)"
_EGYPT = "About: Egypt (also Egyptian, Egyptians)"


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    bar = SearchBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def _chips(bar: SearchBar) -> list[str]:
    return [chip.text().removesuffix("  ✕") for chip in bar.chips.chips]


def test_a_question_is_shown_part_by_part(bar: SearchBar) -> None:
    bar.words.setText("speculative claims about Egypt by officials")
    assert _chips(bar) == ["Speculative", _EGYPT, "By whoever holds an office"]
    assert bar.chips.isVisible()
    bar.words.setText("ferry")
    assert _chips(bar) == []
    assert not bar.chips.isVisible()


def test_a_click_takes_a_condition_away(bar: SearchBar, qtbot: QtBot) -> None:
    bar.words.setText("speculative claims about Egypt by officials")
    with qtbot.waitSignal(bar.asked) as told:
        qtbot.mouseClick(bar.chips.chips[2], Qt.MouseButton.LeftButton)
    assert bar.words.text() == "speculative claims about Egypt"
    assert _chips(bar) == ["Speculative", _EGYPT]
    assert told.args[0].officials is False


def test_a_chip_is_read_out_with_what_it_does(bar: SearchBar) -> None:
    bar.words.setText("claims about Egypt")
    (chip,) = bar.chips.chips
    assert chip.accessibleName() == f"Condition: {_EGYPT}. Press to remove it"
    assert chip.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_empty_field_says_how_to_ask(bar: SearchBar, qtbot: QtBot) -> None:
    bar.activateWindow()
    bar.words.setFocus()
    qtbot.waitUntil(bar.hint.isVisible)
    assert "by officials" in bar.hint.text()
    qtbot.keyClicks(bar.words, "f")
    assert not bar.hint.isVisible()


def test_the_form_decides_where_both_speak(bar: SearchBar) -> None:
    bar.words.setText("claims about Egypt by officials since 2026-03-01")
    bar.more.setChecked(True)
    bar.source.setText("Brandt")
    query = bar.query()
    assert (query.words, query.source_name) == ("Egypt|Egyptian|Egyptians", "Brandt")
    assert not query.officials
    assert query.published_from == "2026-03-01"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("undecided unsourced claims", ["Undecided, suggested: Unsourced"]),
        ("undecided claims", ["Undecided"]),
        ("decided claims", ["Decided"]),
        ("claims by anonymous sources", ["Kind of source: anonymous"]),
        ("articles from Quay Post naming Brandt", ["Published by: Quay Post", "Names: Brandt"]),
        ("claims by Turkish officials", [_TURKISH]),
        ("claims labelled ports & docks", ["Label: ports & docks"]),
    ],
)
def test_every_kind_has_a_name(typed: str, names: list[str]) -> None:
    assert [part_name(part) for part in read_question(typed, TODAY).parts] == names


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("ferry since 2026-03-01", "Published since"),
        ("ferry until 2026-03-01", "Published until"),
        ("ferry on 2026-03-01", "Published on"),
        ("ferry in 2026-03", "Published "),
    ],
)
def test_days_are_told_as_days(typed: str, begins: str) -> None:
    (part,) = read_question(typed, TODAY).parts
    assert part_name(part).startswith(begins)
    assert "/" not in part_name(part).replace(part_name(part)[len(begins) :], "")


def test_chips_break_into_rows_and_stay_inside(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_parts(
        read_question("speculative claims about wheat by officials since 2026-03-01", TODAY).parts
    )
    row.resize(190, row.layout().heightForWidth(190))
    row.show()
    places = [chip.geometry() for chip in row.chips]
    assert len({place.y() for place in places}) > 1
    assert all(row.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for a in places for b in places if a is not b)


def test_an_empty_flow_needs_no_height(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    assert flow.heightForWidth(100) == 0
    assert flow.takeAt(0) is None
