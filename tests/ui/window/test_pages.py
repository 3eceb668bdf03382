"""Sources, briefing, review and history, each through the real window."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from annotator.domain.briefing import Section
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.errors import UserFacingError
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.briefing.claim_choice import Column
from ui.briefing.composing import Composing
from ui.sources.sources_page import SourcesPage
from ui.window.history_page import HistoryPage
from ui.window.pages import Page

type Press = Callable[..., None]


@pytest.fixture
def sources(
    window: Window, count_asides: Callable[[], None], press: Press, qtbot: QtBot
) -> SourcesPage:
    """The sources page over the open article, counted."""
    count_asides()
    press(window, "s")
    window.main.show_page(Page.SOURCES)
    assert window.office.register is not None
    page = window.office.register.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    return page


@pytest.fixture
def composing(window: Window, press: Press) -> Composing:
    """A briefing over the open article, one of its claims decided."""
    press(window, "s")
    window.main.show_page(Page.BRIEFING)
    assert window.office.composing is not None
    window.office.composing.begin()
    return window.office.composing


def test_the_most_relied_on_source_stands_first(sources: SourcesPage) -> None:
    line = sources.model.line(0)
    assert line is not None
    assert line.card.name == "Ilse Brandt"
    assert line.by_tag == {Tag.SOURCED: 1, None: 1}
    assert "67 % rest on Ilse Brandt" in sources.summary.text()


def test_a_grade_is_kept_and_taken_back(
    sources: SourcesPage, window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    sources.card.grade.setCurrentIndex(2)
    sources.card.grade.activated.emit(2)

    def grade() -> Reliability | None:
        line = sources.model.line(0)
        return line.card.reliability if line else None

    qtbot.waitUntil(lambda: grade() is Reliability.B)
    assert sources.card.grade.currentIndex() == 2
    window.actions["undo"].trigger()
    qtbot.waitUntil(lambda: grade() is None)


def test_two_spellings_are_merged_once_for_the_library(
    sources: SourcesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    sources.table.selectAll()
    qtbot.mouseClick(sources.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sources.model.rowCount() == 1)
    (card,) = workspace.register.cards(workspace.articles.ids())
    assert len(card.members) == 2


def test_a_name_stays_when_a_description_is_merged_into_it(
    sources: SourcesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """Also when the description was clicked last."""
    (other,) = (each for each in map(sources.model.line, range(2)) if each and each.claims == 1)
    workspace.register.describe(other.card, name="two officials", kind=SourceKind.ANONYMOUS)

    def row() -> int | None:
        lines = enumerate(map(sources.model.line, range(2)))
        return next((n for n, each in lines if each and each.card.name == "two officials"), None)

    qtbot.waitUntil(lambda: row() is not None)
    sources.table.selectAll()
    chosen = sources.table.selectionModel()
    here = sources.model.index(row() or 0, 0)
    chosen.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert sources.selected()[0].card.name == "two officials"
    qtbot.mouseClick(sources.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sources.model.rowCount() == 1)
    (card,) = workspace.register.cards(workspace.articles.ids())
    assert (card.name, card.kind) == ("Ilse Brandt", SourceKind.NAMED)


def test_a_mention_leads_into_the_text(sources: SourcesPage, window: Window) -> None:
    mention = sources.card.mentions.item(1)
    sources.card.mentions.itemActivated.emit(mention)
    assert window.main.page() is Page.READ
    selected = window.room.reader.selection()
    assert selected is not None
    assert window.room.article is not None
    assert window.room.article.text[selected.start : selected.end] == "Brandt"


def test_a_summary_that_could_not_be_kept_is_kept_later(
    composing: Composing, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, and takes nothing that was written."""

    def full(*_: object, **__: object) -> None:
        raise UserFacingError("There is no room on the disk.", "Free some.")

    briefings = window.workspace.briefings
    assert composing.plan is not None
    identity = composing.plan.id
    with monkeypatch.context() as disk:
        disk.setattr(briefings, "save", full)
        composing.page.form.summary.setPlainText("The bridge opens.")
        composing.keep()
    assert "no room" in window.messages.text
    assert briefings.get(identity).summary == ""
    composing.keep()
    assert briefings.get(identity).summary == "The bridge opens."


def test_a_briefing_begins_with_the_open_article(composing: Composing, window: Window) -> None:
    assert composing.plan is not None
    assert composing.plan.title == "Bridge to open"
    assert window.room.article is not None
    assert composing.plan.articles == (window.room.article.id,)
    assert composing.page.choice.rowCount() == 4, "the undecided intention stays out"


def test_what_is_missing_is_listed(composing: Composing) -> None:
    lines = [composing.page.checks.item(row).text() for row in range(composing.page.checks.count())]
    assert any("undecided" in line for line in lines)


def test_a_check_leads_to_its_claim(composing: Composing, window: Window) -> None:
    composing.page.checks.itemActivated.emit(composing.page.checks.item(0))
    assert window.main.page() is Page.READ
    record = window.room.current_record()
    assert record is not None
    assert record.tag is None


def test_claims_are_left_out_and_made_key_claims(
    composing: Composing, workspace: Workspace
) -> None:
    choice = composing.page.choice
    check = Qt.ItemDataRole.CheckStateRole
    choice.setData(choice.index(1, Column.INCLUDED), Qt.CheckState.Unchecked.value, check)
    choice.setData(choice.index(0, Column.KEY), Qt.CheckState.Checked.value, check)
    (plan,) = workspace.briefings.plans()
    assert plan.left_out == {choice.claim_at(1)}
    assert plan.key_claims == (choice.claim_at(0),)


def test_fields_are_kept_as_they_are_written(
    composing: Composing, workspace: Workspace, qtbot: QtBot
) -> None:
    form = composing.page.form
    qtbot.keyClicks(form.summary, "The bridge opens.")
    form.marking.setCurrentText("TLP:AMBER")
    composing.keep()
    (plan,) = workspace.briefings.plans()
    assert plan.summary == "The bridge opens."
    assert plan.marking is not None
    assert plan.marking.label == "TLP:AMBER"


def test_sections_are_moved_with_the_keyboard(
    composing: Composing, workspace: Workspace, qtbot: QtBot
) -> None:
    sections = composing.page.sections
    sections.setCurrentRow(1)
    qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    sections.item(2).setCheckState(Qt.CheckState.Unchecked)
    (plan,) = workspace.briefings.plans()
    assert plan.sections[:2] == (Section.SUMMARY, Section.CONTENTS)
    assert Section.KEY_CLAIMS not in plan.sections


def test_b_makes_a_key_claim_while_reading(
    composing: Composing, window: Window, workspace: Workspace, press: Press
) -> None:
    window.main.show_page(Page.READ)
    window.room.setFocus()
    record = window.room.current_record()
    assert record is not None
    press(window, "b")
    assert workspace.briefings.plans()[0].key_claims == (record.claim.id,)
    press(window, "b")
    assert workspace.briefings.plans()[0].key_claims == ()


def test_the_document_holds_the_text_and_the_decision(
    composing: Composing, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "briefing.docx"
    composing.export_to(path)
    qtbot.waitUntil(lambda: "briefing.docx" in window.messages.text, timeout=15000)
    with zipfile.ZipFile(path) as document:
        words = document.read("word/document.xml").decode()
        comments = document.read("word/comments.xml").decode()
    assert "the bridge may open in May 🌉" in words
    assert "Ilse Brandt" in comments
    assert not window.status.bar.isVisible()


def test_an_export_that_fails_says_why(
    composing: Composing, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    composing.export_to(tmp_path / "no such folder" / "briefing.docx")
    qtbot.waitUntil(lambda: bool(window.messages.text), timeout=15000)
    assert "no such folder" in window.messages.text


def test_a_briefing_deleted_by_mistake_comes_back(
    composing: Composing, window: Window, workspace: Workspace
) -> None:
    composing.delete()
    assert workspace.briefings.plans() == ()
    assert not composing.page.export.isVisible()
    window.actions["undo"].trigger()
    composing.refresh()
    assert composing.plan is not None


def test_the_review_of_an_unchanged_file_says_so(
    composing: Composing, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "briefing.docx"
    composing.export_to(path)
    qtbot.waitUntil(path.exists, timeout=15000)
    qtbot.waitUntil(lambda: "briefing.docx" in window.messages.text, timeout=15000)
    window.main.show_page(Page.REVIEW)
    assert window.office.settling is not None
    window.office.settling.read(path)
    panel = window.office.settling.panel
    qtbot.waitUntil(lambda: "newest version" in panel.heading.text(), timeout=15000)
    assert "changed nothing" in panel.heading.text()


def test_a_file_that_is_no_document_gives_one_sentence(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "holiday.docx"
    path.write_bytes(b"not a document")
    window.main.show_page(Page.REVIEW)
    assert window.office.settling is not None
    window.office.settling.read(path)
    qtbot.waitUntil(lambda: "holiday.docx" in window.messages.text, timeout=15000)


def test_history_lists_acts_latest_first(window: Window, press: Press) -> None:
    press(window, "s", "u")
    window.main.show_page(Page.HISTORY)
    assert window.office.history is not None
    model = window.office.history.model
    assert [model.index(row, 2).data() for row in range(2)] == [
        "tag as unsourced",
        "tag as sourced",
    ]
    before = model.rowCount()
    window.office.history.undo_requested.emit()
    window.main.show_page(Page.READ)
    window.main.show_page(Page.HISTORY)
    assert model.rowCount() == before + 1


def _history(window: Window) -> HistoryPage:
    window.main.show_page(Page.HISTORY)
    assert window.office.history is not None
    return window.office.history


def _shown(page: HistoryPage, row: int) -> list[str]:
    return [page.model.index(row, column).data() for column in (2, 3)]


def test_history_tells_on_what_each_act_was(window: Window, press: Press, qtbot: QtBot) -> None:
    press(window, "s", "u", "z")
    page = _history(window)
    river = "“The river is rising” in “Bridge to open”"
    assert _shown(page, 0) == ["Undone: tag as unsourced", river]
    assert _shown(page, 1) == ["tag as unsourced", river]
    assert _shown(page, 2)[1] == "“the bridge may open in May 🌉” in “Bridge to open”"
    with qtbot.waitSignal(page.model.rowsInserted):
        window.verbs.accept_suggestions(window.room.queue.model.shown(), 0.5)
    acts, subject = _shown(page, 0)
    assert acts == "accept suggestions (many at once)"
    assert subject == f"{river} and 2 more"


def test_an_act_of_the_history_leads_to_its_claim(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    press(window, "s", "u", "p")
    page = _history(window)
    page.table.selectRow(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.main.page() is Page.READ
    record = window.room.current_record()
    assert record is not None
    assert record.tag is Tag.UNSOURCED


def test_history_shows_no_words_of_what_was_deleted_for_good(
    window: Window, press: Press, workspace: Workspace, qtbot: QtBot
) -> None:
    press(window, "s")
    page = _history(window)
    assert "the bridge" in _shown(page, 0)[1]
    (article,) = workspace.articles.ids()
    with qtbot.waitSignal(page.model.rowsInserted, timeout=15_000):
        workspace.upkeep.delete_for_good(article)
    assert _shown(page, 0) == ["delete for good", "(deleted for good)"]
    assert _shown(page, 1) == ["tag as sourced", "(deleted for good)"]
    page.table.activated.emit(page.model.index(1, 3))
    assert window.main.page() is Page.HISTORY
