"""What is missing before an export, and the way there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.briefing import Check, CheckKind
from annotator.domain.ids import ClaimId
from annotator.domain.phrase import verbatim
from ui.briefing.briefing_page import BriefingPage
from ui.briefing.check_list import CheckList


@pytest.fixture
def page(qtbot: QtBot) -> BriefingPage:
    made = BriefingPage()
    qtbot.addWidget(made)
    made.body.setVisible(True)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def enter(qtbot: QtBot, checks: CheckList, row: int = 0) -> None:
    checks.setCurrentRow(row)
    checks.setFocus()
    qtbot.keyClick(checks, Qt.Key.Key_Return)


def test_a_check_leads_to_each_of_its_claims_in_turn(page: BriefingPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.claim_requested.connect(asked.append)
    claims = (ClaimId("a"), ClaimId("b"))
    page.checks.show_checks(
        [Check(CheckKind.UNDECIDED, verbatim("2 claims are undecided."), claims)]
    )
    for _ in range(3):
        enter(qtbot, page.checks)
    assert asked == ["a", "b", "a"]


def test_a_check_leads_to_its_words_in_the_summary_then_to_its_claims(
    page: BriefingPage, qtbot: QtBot
) -> None:
    asked: list[str] = []
    page.claim_requested.connect(asked.append)
    page.form.summary.setPlainText("The 🌉 is Likely.\n\nIt is likely open, likely.")
    check = Check(
        CheckKind.YARDSTICKS, verbatim("“likely” does not belong."), (ClaimId("a"),), "likely"
    )
    page.checks.show_checks([check])
    enter(qtbot, page.checks)
    cursor = page.form.summary.textCursor()
    assert cursor.selectedText() == "likely"
    assert cursor.block().text()[: cursor.selectionStart() - cursor.block().position()] == "It is "
    assert asked == []
    enter(qtbot, page.checks)
    assert asked == ["a"]


def test_what_leads_nowhere_does_nothing(page: BriefingPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.claim_requested.connect(asked.append)
    for checks in (None, (), (Check(CheckKind.VAGUE, verbatim("Somewhere.")),)):
        page.checks.show_checks(checks)
        page.checks.itemActivated.emit(page.checks.item(0))
    assert asked == []


def test_a_missing_part_leads_to_where_it_is_given(page: BriefingPage, qtbot: QtBot) -> None:
    kinds = (CheckKind.NO_TITLE, CheckKind.NO_SUMMARY, CheckKind.NO_KEY_CLAIM)
    page.checks.show_checks([Check(kind, verbatim("Missing.")) for kind in kinds])
    there = (page.form.title, page.form.summary, page.claims)
    for row, widget in enumerate(there):
        enter(qtbot, page.checks, row)
        assert widget.hasFocus()
