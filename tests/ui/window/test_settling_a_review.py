"""A briefing goes out, comes back, and is settled in the real window with keys and mouse."""

import importlib.util
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord, Decision
from annotator.domain.review import ReviewKind
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.main_window import MainWindow
from ui.review.review_model import Column, Settlement
from ui.review.review_panel import ReviewPanel
from ui.window.pages import Page

LENA = "Lena Supervisor"


@pytest.fixture
def xml_reviewer() -> ModuleType:
    """Somebody with the document open in Word, as the tests of the briefing have her."""
    folder = Path(__file__).parents[2] / "briefing" / "review"
    for name in ("xml_saving", "xml_reviewer"):
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
            assert spec is not None
            assert spec.loader is not None
            sys.modules[name] = module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
    return sys.modules["xml_reviewer"]


@pytest.fixture
def exported(window: Window, workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> Path:
    """A briefing over the open article, written from the page Briefing."""
    window.main.show_page(Page.BRIEFING)
    composing = window.office.composing
    assert composing is not None
    composing.begin()
    assert composing.plan is not None
    summary = "The bridge opens in May.\n\nTraffic will double."
    workspace.briefings.save(replace(composing.plan, title="The bridge", summary=summary))
    composing.refresh()
    path = tmp_path / "bridge.docx"
    composing.export_to(path)
    qtbot.waitUntil(lambda: "bridge.docx" in window.messages.text, timeout=30_000)
    window.main.show_page(Page.READ)
    return path


@pytest.fixture
def reviewed(exported: Path, xml_reviewer: ModuleType, tmp_path: Path) -> Path:
    """What the supervisor sent back: six acts."""
    lena: Any = xml_reviewer.XmlReviewer("word", exported)
    lena.choose(0, "Speculative")
    lena.comment("The river is rising", "Says who?")
    lena.replace_tracked("old pier", "north pier")
    lena.comment("Nobody was hurt", "Is that so?")
    lena.replace_tracked("will double", "may double")
    lena.comment("The bridge opens", "Too sure.")
    path: Path = lena.save(tmp_path / "bridge reviewed.docx")
    return path


@pytest.fixture
def drop() -> Callable[[MainWindow | ReviewPanel, Path], None]:
    """Drops a file on a widget, as a person does from the desktop."""

    def drop_on(widget: MainWindow | ReviewPanel, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        plain = Qt.KeyboardModifier.NoModifier
        widget.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, plain))

    return drop_on


@pytest.fixture
def panel(
    window: Window,
    reviewed: Path,
    drop: Callable[[MainWindow | ReviewPanel, Path], None],
    qtbot: QtBot,
) -> ReviewPanel:
    """The page Review with the file that was dropped on the window."""
    drop(window.main, reviewed)
    return panel_of(window, qtbot)


def panel_of(window: Window, qtbot: QtBot) -> ReviewPanel:
    qtbot.waitUntil(lambda: window.main.page() is Page.REVIEW)
    assert window.office.settling is not None
    found = window.office.settling.panel
    qtbot.waitUntil(lambda: found.model.rowCount() > 0, timeout=20_000)
    return found


def go_to(panel: ReviewPanel, kind: ReviewKind, part: str = "") -> None:
    """Put the cursor on the first act of a kind (in a part of the document)."""
    for row in range(panel.model.rowCount()):
        item = panel.model.item(row)
        assert item is not None
        if item.kind is kind and (not part or item.part == part):
            panel.table.setCurrentIndex(panel.model.index(row, 0))
            panel.table.setFocus()
            return
    raise AssertionError(f"no {kind} in {part or 'it'}")


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def claim(workspace: Workspace, number: int) -> ClaimRecord:
    """One of the article's claims, from 1, in the order of the text."""
    (article,) = workspace.articles.ids()
    return workspace.claims.of(article)[number - 1]


def decision_on(workspace: Workspace, number: int) -> Decision:
    decision = claim(workspace, number).decision
    assert decision is not None
    return decision


def settled(panel: ReviewPanel) -> list[str]:
    rows = range(panel.model.rowCount())
    return [panel.model.index(row, Column.SETTLED).data() for row in rows]


def test_a_document_of_ours_that_is_dropped_is_a_review_and_no_article(
    panel: ReviewPanel, workspace: Workspace
) -> None:
    assert len(workspace.articles.ids()) == 1
    assert "bridge reviewed.docx: This is the newest version" in panel.heading.text()
    assert "items are open." in panel.heading.text()
    shown = {panel.model.index(row, Column.CLAIM).data() for row in range(panel.model.rowCount())}
    assert {"The river is rising", "It seems the old pier is lost", "Summary"} <= shown


def test_what_happened_is_told_in_the_windows_language(german: None, panel: ReviewPanel) -> None:
    go_to(panel, ReviewKind.TAG)
    told = panel.detail.comment.text()
    assert told == "Das Urteil wurde von „Unentschieden“ zu „Spekulativ“ geändert."
    go_to(panel, ReviewKind.REPLACEMENT, "articles")
    assert panel.detail.comment.text() == "„old pier“ durch „north pier“ ersetzt."
    go_to(panel, ReviewKind.COMMENT)
    assert panel.detail.right.text() == "Der Kommentar"
    assert panel.detail.after.text() == "Says who?"


def test_what_was_decided_since_is_told_in_the_windows_language(
    german: None, reviewed: Path, panel: ReviewPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.claims.decide([claim(workspace, 1).claim.id], Tag.UNSOURCED)
    with qtbot.waitSignal(panel.model.modelReset, timeout=20_000):
        panel.file_dropped.emit(reviewed)
    go_to(panel, ReviewKind.TAG)
    assert "Seit dem Export wurde entschieden: unbelegt." in panel.detail.comment.text()


def test_both_sides_are_seen_with_what_is_different(panel: ReviewPanel) -> None:
    go_to(panel, ReviewKind.REPLACEMENT, "articles")
    assert panel.detail.before.text() == "It seems the <s>old</s> pier is lost"
    assert panel.detail.after.text() == "It seems the <b><u>north</u></b> pier is lost"
    assert panel.detail.title.text().startswith("Words replaced · Lena Supervisor")
    assert "words the claim anew" in panel.detail.effect.text()


def test_a_change_is_accepted_by_key_and_bears_the_reviewers_name(
    window: Window, panel: ReviewPanel, workspace: Workspace, press: Callable[..., None]
) -> None:
    go_to(panel, ReviewKind.TAG)
    press(window, Qt.Key.Key_Return)
    decision = decision_on(workspace, 1)
    assert (decision.tag, decision.person) == (Tag.SPECULATIVE, "Ada")
    go_to(panel, ReviewKind.COMMENT)
    press(window, Qt.Key.Key_Return)
    decision = decision_on(workspace, 2)
    assert (decision.note, decision.reviewer) == (f"{LENA}: Says who?", LENA)
    assert settled(panel).count("Accepted") == 2
    press(window, "z", "z")
    assert settled(panel).count("Accepted") == 0
    assert claim(workspace, 2).tag is None


def test_a_change_is_declined_by_key_and_by_mouse(
    window: Window,
    panel: ReviewPanel,
    workspace: Workspace,
    press: Callable[..., None],
    qtbot: QtBot,
) -> None:
    go_to(panel, ReviewKind.TAG)
    press(window, Qt.Key.Key_Delete)
    go_to(panel, ReviewKind.COMMENT)
    click(qtbot, panel.decline)
    assert settled(panel).count("Declined") == 2
    assert not panel.accept.isEnabled() or panel.model.open_items()
    assert all(claim(workspace, number).decision is None for number in (1, 2))


def test_the_space_bar_never_wanders_on_to_declining_everything(
    panel: ReviewPanel, qtbot: QtBot
) -> None:
    go_to(panel, ReviewKind.TAG)
    panel.accept.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Space)
    assert "Declined" not in settled(panel)
    assert settled(panel).count("Accepted") >= 1
    assert panel.table.hasFocus()


def test_all_that_is_certain_is_accepted_at_once_and_taken_back_at_once(
    window: Window,
    panel: ReviewPanel,
    workspace: Workspace,
    press: Callable[..., None],
    qtbot: QtBot,
) -> None:
    click(qtbot, panel.accept_all)
    assert decision_on(workspace, 1).tag is Tag.SPECULATIVE
    assert decision_on(workspace, 3).wording == "It seems the north pier is lost"
    assert decision_on(workspace, 3).reviewer == LENA
    left = panel.model.open_items()
    assert left
    assert all(item.claim is None or not item.certain for item in left)
    assert not panel.accept_all.isEnabled()
    press(window, "z")
    assert len(panel.model.open_items()) == panel.model.rowCount()
    assert decision_on(workspace, 3).wording is None


def test_the_rest_is_declined_at_once(panel: ReviewPanel, qtbot: QtBot) -> None:
    click(qtbot, panel.decline_all)
    assert set(settled(panel)) == {"Declined"}
    assert not panel.decline_all.isEnabled()


def test_what_was_decided_otherwise_since_is_asked_for(
    window: Window,
    reviewed: Path,
    workspace: Workspace,
    drop: Callable[[MainWindow | ReviewPanel, Path], None],
    qtbot: QtBot,
) -> None:
    workspace.claims.decide([claim(workspace, 1).claim.id], Tag.UNSOURCED)
    drop(window.main, reviewed)
    panel = panel_of(window, qtbot)
    go_to(panel, ReviewKind.TAG)
    assert "look before you accept" in panel.detail.title.text()
    assert "Since the export it was decided: unsourced." in panel.detail.comment.text()
    click(qtbot, panel.accept_all)
    assert claim(workspace, 1).tag is Tag.UNSOURCED
    go_to(panel, ReviewKind.TAG)
    click(qtbot, panel.accept)
    assert claim(workspace, 1).tag is Tag.SPECULATIVE


def test_a_correction_of_the_summary_reaches_the_briefing_page(
    window: Window, panel: ReviewPanel, press: Callable[..., None], qtbot: QtBot
) -> None:
    go_to(panel, ReviewKind.REPLACEMENT, "summary")
    assert panel.detail.effect.text() == "Accepting it corrects what you wrote in the briefing."
    press(window, Qt.Key.Key_Return)
    window.main.show_page(Page.BRIEFING)
    assert window.office.composing is not None
    form = window.office.composing.page.form
    assert "Traffic may double." in form.summary.toPlainText()
    window.main.show_page(Page.REVIEW)
    panel.table.setFocus()
    press(window, "z")
    window.main.show_page(Page.BRIEFING)
    assert "Traffic will double." in form.summary.toPlainText()


def test_the_same_file_again_adds_nothing(
    window: Window,
    panel: ReviewPanel,
    reviewed: Path,
    drop: Callable[[MainWindow | ReviewPanel, Path], None],
    qtbot: QtBot,
) -> None:
    workspace = window.workspace
    click(qtbot, panel.accept_all)
    click(qtbot, panel.decline_all)
    note = decision_on(workspace, 2).note
    entries = len(workspace.library.journal.entries())
    assert window.office.settling is not None
    shown = window.office.settling.shown
    with qtbot.waitSignal(shown, timeout=20_000):
        drop(panel, reviewed)
    assert panel.model.open_items() == ()
    assert not panel.accept_all.isEnabled()
    assert not panel.decline_all.isEnabled()
    assert decision_on(workspace, 2).note == note
    assert len(workspace.library.journal.entries()) == entries


def test_after_a_restart_the_review_is_there_without_its_file(
    window: Window,
    panel: ReviewPanel,
    reviewed: Path,
    open_window: Callable[[], Window],
    qtbot: QtBot,
) -> None:
    go_to(panel, ReviewKind.TAG)
    click(qtbot, panel.accept)
    rows, left = panel.model.rowCount(), len(panel.model.open_items())
    window.main.close()
    reviewed.unlink()
    again = open_window()
    again.main.show_page(Page.REVIEW)
    shown = panel_of(again, qtbot)
    assert (shown.model.rowCount(), len(shown.model.open_items())) == (rows, left)
    assert f"bridge reviewed.docx · {LENA}" in shown.past.currentText()
    assert f"{left} open" in shown.past.currentText()
    click(qtbot, shown.accept_all)
    assert f"{len(shown.model.open_items())} open" in shown.past.currentText()


def test_one_of_several_reviews_is_chosen(
    panel: ReviewPanel,
    exported: Path,
    xml_reviewer: ModuleType,
    drop: Callable[[MainWindow | ReviewPanel, Path], None],
    qtbot: QtBot,
) -> None:
    second: Any = xml_reviewer.XmlReviewer("word", exported)
    second.comment("The river is rising", "Who measured it?")
    drop(panel, second.save(exported.with_name("second.docx")))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=20_000)
    assert panel.past.count() == 2
    panel.past.setCurrentIndex(1)
    panel.past.activated.emit(1)
    assert panel.model.rowCount() > 1
    assert panel.heading.text().startswith("bridge reviewed.docx")


def test_the_claim_of_an_act_is_shown_in_the_text(
    window: Window, panel: ReviewPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    go_to(panel, ReviewKind.COMMENT)
    click(qtbot, panel.show_claim)
    qtbot.waitUntil(lambda: window.main.page() is Page.READ)
    record = window.room.current_record()
    assert record is not None
    assert record.claim.id == claim(workspace, 2).claim.id


def test_what_belongs_to_no_claim_says_where_it_stands(panel: ReviewPanel) -> None:
    go_to(panel, ReviewKind.COMMENT, "summary")
    row = panel.table.currentIndex().row()
    assert panel.model.index(row, Column.KIND).data() == "Comment"
    assert panel.detail.title.text() == f"Comment · {LENA}"
    assert not panel.show_claim.isEnabled()
    assert panel.detail.after.text() == "Too sure."
    assert panel.detail.effect.text() == "Accepting it is remembered and changes nothing else."


def rewritten(path: Path, change: Callable[[str], str]) -> Path:
    """The document with its manifest and properties changed."""
    out = path.with_name("strange.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("customXml/annotator1.xml", "docProps/custom.xml"):
                data = change(data.decode()).encode()
            new.writestr(name, data)
    return out


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the file dialog, which belongs to the system."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return answer


def test_an_older_version_opened_from_the_menu_is_told_as_such(
    window: Window,
    reviewed: Path,
    exported: Path,
    choose: Callable[[Path], None],
    qtbot: QtBot,
) -> None:
    assert window.office.composing is not None
    window.messages.dismiss()
    window.office.composing.export_to(exported.with_name("second.docx"))
    qtbot.waitUntil(lambda: "second.docx" in window.messages.text, timeout=30_000)
    choose(reviewed)
    window.main.actions_["open_review"].trigger()
    panel = panel_of(window, qtbot)
    assert "This is an older version of the briefing; a newer one" in panel.heading.text()


def test_a_file_of_another_library_changes_nothing_and_says_so(
    window: Window,
    reviewed: Path,
    exported: Path,
    choose: Callable[[Path], None],
    qtbot: QtBot,
) -> None:
    assert window.office.composing is not None
    assert window.office.composing.plan is not None
    own = window.office.composing.plan.id
    choose(rewritten(reviewed, lambda xml: xml.replace(own, "f00f00f00f00f00f")))
    window.main.actions_["open_review"].trigger()
    panel = panel_of(window, qtbot)
    assert "belongs to a briefing that this library does not have" in panel.heading.text()
    assert panel.past.count() == 0
    buttons = (panel.accept, panel.decline, panel.accept_all, panel.decline_all)
    assert not any(button.isEnabled() for button in buttons)
    panel.ask(Settlement.ACCEPTED)
    assert len(panel.model.open_items()) == panel.model.rowCount()


def test_a_document_that_is_not_ours_and_one_that_is_none(
    window: Window, tmp_path: Path, choose: Callable[[Path], None], qtbot: QtBot
) -> None:
    from docx import Document

    plain = tmp_path / "letter.docx"
    made = Document()
    made.add_paragraph("Dear all,")
    made.save(str(plain))
    choose(plain)
    window.main.actions_["open_review"].trigger()
    qtbot.waitUntil(lambda: window.main.page() is Page.REVIEW)
    settling = window.office.settling
    assert settling is not None
    qtbot.waitUntil(lambda: "no briefing that Annotator exported" in settling.panel.heading.text())
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 torn")
    choose(broken)
    window.main.actions_["open_review"].trigger()
    qtbot.waitUntil(lambda: "broken.docx" in window.messages.text)
    assert "damaged" in window.messages.text


def test_a_word_document_of_somebody_else_is_an_article(
    window: Window, workspace: Workspace, exported: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.docx"
    shutil.copy(exported, copy)
    assert workspace.reviews.recognises(copy)
    assert not workspace.reviews.recognises(rewritten(copy, lambda xml: xml.replace("A", "B")))
    text = tmp_path / "note.txt"
    text.write_text("A note.", encoding="utf-8")
    assert not workspace.reviews.recognises(text)
    assert not workspace.reviews.recognises(tmp_path / "missing.docx")
