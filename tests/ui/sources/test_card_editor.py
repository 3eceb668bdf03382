"""The card of a source: what is written in it is never taken away by what comes in meanwhile."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind
from annotator.domain.decision import Reliability
from annotator.domain.ids import SourceId
from ui.sources.card_editor import CardEditor
from ui.sources.card_sheet import CardSheet

WEAVER = SourceCard(SourceId("s1"), "Ada Weaver", SourceKind.NAMED, notes="met twice")
BRANDT = SourceCard(SourceId("s2"), "Helena Brandt", SourceKind.NAMED, descriptor="the mayor")


@pytest.fixture
def editor(qtbot: QtBot) -> CardEditor:
    made = CardEditor()
    qtbot.addWidget(made)
    made.show_sheet(CardSheet(WEAVER))
    return made


def test_what_is_being_written_outlives_a_new_count(editor: CardEditor, qtbot: QtBot) -> None:
    cursor = editor.notes.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.notes.setTextCursor(cursor)
    qtbot.keyClicks(editor.notes, ", reliable")
    graded = replace(WEAVER, reliability=Reliability.B, descriptor="engineer")
    editor.show_sheet(CardSheet(graded))
    assert editor.notes.toPlainText() == "met twice, reliable"
    assert editor.descriptor.toPlainText() == "engineer"
    assert editor.grade.currentText().startswith("B")
    qtbot.keyClicks(editor.notes, "!")  # the cursor is where it was
    with qtbot.waitSignal(editor.described) as told:
        editor.keep()
    assert told.args == ["Ada Weaver", "engineer", "met twice, reliable!"]


def test_another_source_shows_its_own_words(editor: CardEditor) -> None:
    editor.notes.setPlainText("half-written")
    editor.show_sheet(CardSheet(BRANDT))
    assert editor.name.text() == "Helena Brandt"
    assert editor.descriptor.toPlainText() == "the mayor"
    assert editor.notes.toPlainText() == ""
    editor.show_sheet(None)
    assert not editor.isEnabled()
    assert editor.descriptor.toPlainText() == ""


def test_what_was_kept_is_asked_for_once(editor: CardEditor, qtbot: QtBot) -> None:
    editor.name.setText("A. Weaver")
    editor.show_sheet(CardSheet(replace(WEAVER, name="A. Weaver")))
    with qtbot.assertNotEmitted(editor.described):
        editor.keep()


def test_an_empty_name_is_no_name(editor: CardEditor, qtbot: QtBot) -> None:
    editor.name.setText("  ")
    with qtbot.assertNotEmitted(editor.described):
        editor.keep()
