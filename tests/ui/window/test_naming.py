"""Names and sources put right by hand, through the real window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Source, SourceKind
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.sources.source_chooser import SourceChooser
from ui.sources.sources_page import SourcesPage
from ui.window.pages import Page

type Press = Callable[..., None]

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sources(window: Window, count_asides: Callable[[], None], qtbot: QtBot) -> SourcesPage:
    """The sources page over all articles, counted."""
    count_asides()
    window.main.show_page(Page.SOURCES)
    register = window.office.register
    assert register is not None
    register.page.scope.setCurrentIndex(3)
    register.refresh()
    qtbot.waitUntil(lambda: register.page.model.rowCount() == 2)
    return register.page


def place(window: Window, words: str, after: str = "") -> Span:
    assert window.room.article is not None
    text = window.room.article.text
    start = text.index(words, text.index(after))
    return Span(start, start + len(words))


def point(window: Window, span: Span) -> QPoint:
    window.room.reader.reveal(span)
    return window.room.reader.area.boxes(span)[0].center().toPoint()


def click(qtbot: QtBot, window: Window, span: Span, keys: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(window.room.reader.area.viewport(), LEFT, keys, point(window, span))


def choose(qtbot: QtBot, window: Window, *path: str) -> None:
    """Walks the open menu by the beginnings of its lines."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found: QAction | None = None
    opened: Any = menu
    for words in path:
        lines = {action.text(): action for action in opened.actions()}
        found = next(action for text, action in lines.items() if words in text)
        opened = found.menu()
    assert found is not None
    found.trigger()
    menu.close()


def source_name(window: Window) -> str:
    """Who the inspected claim says stands behind it."""
    record = window.room.current_record()
    source = record.claim.source if record else None
    return source.name if source else ""


def entity(window: Window, workspace: Workspace, name: str) -> Entity:
    assert window.room.article is not None
    found = workspace.articles.entities(window.room.article.id)
    return next(each for each in found if each.name == name)


def test_a_clicked_name_says_who_it_is_and_leads_to_its_card(window: Window, qtbot: QtBot) -> None:
    click(qtbot, window, place(window, "Brandt", after="Brandt added"))
    assert "Ilse Brandt" in window.messages.text
    assert "2 mentions here" in window.messages.text
    qtbot.mouseClick(window.messages.button, LEFT)
    assert window.main.page() is Page.SOURCES
    assert window.office.register is not None
    page = window.office.register.page
    qtbot.waitUntil(lambda: page.card.name.text() == "Ilse Brandt")
    assert page.card.mentions.count() == 2


def test_a_clicked_name_says_who_it_is_in_the_library(
    window: Window, workspace: Workspace, shelf: Any, qtbot: QtBot
) -> None:
    assert window.room.article is not None
    shelf.put(window.room.article.text + "\nThat is all.", "The second day")
    card = workspace.register.card_of(window.room.article.id, EntityId("e1"))
    workspace.register.describe(card, name="I. B.")
    click(qtbot, window, place(window, "Brandt", after="Brandt added"))
    assert "in the library: I. B. · in 2 articles" in window.messages.text


def test_e_on_a_name_changes_its_kind_and_undo_brings_it_back(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    click(qtbot, window, place(window, "The council"))
    press(window, "e")
    choose(qtbot, window, "Kind", "Group")
    assert entity(window, workspace, "The council").kind is EntityKind.GROUP
    window.actions["undo"].trigger()
    assert entity(window, workspace, "The council").kind is EntityKind.ORG


def test_e_on_selected_words_moves_the_ends_of_the_name_in_them(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    window.room.reader.select(place(window, "Mayor Ilse Brandt"))
    press(window, "e")
    choose(qtbot, window, "Move the ends")
    found = entity(window, workspace, "Mayor Ilse Brandt")
    assert found.mentions[0] == place(window, "Mayor Ilse Brandt")
    qtbot.waitUntil(lambda: source_name(window) == "Mayor Ilse Brandt")


def test_the_ends_of_a_clicked_name_are_dragged(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    area = window.room.reader.area
    click(qtbot, window, place(window, "Ilse Brandt"))
    start, _ = area.scene().name_ends()
    to = point(window, place(window, "Mayor"))
    port = area.viewport()
    qtbot.mousePress(port, LEFT, NONE, QPoint(round(start.x), round(start.bottom) - 4))
    qtbot.mouseMove(port, to)
    qtbot.mouseRelease(port, LEFT, NONE, to)
    found = entity(window, workspace, "Mayor Ilse Brandt")
    assert found.mentions[0] == place(window, "Mayor Ilse Brandt")
    window.actions["undo"].trigger()
    assert entity(window, workspace, "Ilse Brandt").mentions[0] == place(window, "Ilse Brandt")


def test_escape_lets_a_dragged_name_be(window: Window, workspace: Workspace, qtbot: QtBot) -> None:
    area = window.room.reader.area
    click(qtbot, window, place(window, "Ilse Brandt"))
    _, end = area.scene().name_ends()
    port = area.viewport()
    qtbot.mousePress(port, LEFT, NONE, QPoint(round(end.x), round(end.bottom) - 4))
    qtbot.mouseMove(port, point(window, place(window, "bridge may")))
    assert area.scene().current_name != place(window, "Ilse Brandt")
    qtbot.keyClick(area, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, LEFT, NONE, QPoint(5, 5))
    assert area.scene().current_name == place(window, "Ilse Brandt")
    assert entity(window, workspace, "Ilse Brandt").mentions[0] == place(window, "Ilse Brandt")


def test_a_mention_is_no_name_and_a_name_nowhere_one(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    click(qtbot, window, place(window, "Brandt", after="Brandt added"))
    press(window, "e")
    choose(qtbot, window, "No name here")
    assert len(entity(window, workspace, "Ilse Brandt").mentions) == 1
    window.actions["undo"].trigger()
    click(qtbot, window, place(window, "Brandt", after="Brandt added"))
    press(window, "e")
    choose(qtbot, window, "No name anywhere")
    assert window.room.article is not None
    names = [each.name for each in workspace.articles.entities(window.room.article.id)]
    assert names == ["The council"]


def test_a_name_is_renamed_everywhere_it_shows(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    click(qtbot, window, place(window, "Ilse Brandt"))
    press(window, "e")
    choose(qtbot, window, "Rename")
    dialog = window.room.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("I. Brandt")
    dialog.accept()
    assert entity(window, workspace, "I. Brandt").names == ("Ilse Brandt", "Brandt")
    qtbot.waitUntil(lambda: source_name(window) == "I. Brandt")


def test_two_names_of_an_article_are_made_one_and_parted_again(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    click(qtbot, window, place(window, "The council"))
    press(window, "e")
    choose(qtbot, window, "Is the same as", "Ilse Brandt")
    marks = window.room.reader.area
    qtbot.waitUntil(lambda: len(marks.marks.entities) == 1)
    assert len(entity(window, workspace, "Ilse Brandt").mentions) == 3
    click(qtbot, window, place(window, "The council"))
    press(window, "e")
    choose(qtbot, window, "somebody else here")
    assert entity(window, workspace, "The council").mentions == (place(window, "The council"),)


def test_a_name_is_said_to_be_a_source_of_the_library(
    window: Window,
    workspace: Workspace,
    count_asides: Callable[[], None],
    press: Press,
    qtbot: QtBot,
) -> None:
    count_asides()
    click(qtbot, window, place(window, "The council"))
    press(window, "e")
    choose(qtbot, window, "Is the same as", "another article")
    chooser = window.room.findChild(SourceChooser)
    assert chooser is not None
    qtbot.keyClicks(chooser.words, "brandt")
    assert chooser.list.count() == 1
    chooser.accept()
    (card,) = workspace.register.cards(workspace.articles.ids())
    assert card.name == "Ilse Brandt"
    assert len(card.members) == 2
    window.actions["undo"].trigger()
    assert len(workspace.register.cards(workspace.articles.ids())) == 2


def test_alt_and_a_click_set_source_and_cue_of_the_current_claim_everywhere(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    window.room.go_to_claim(window.room.queue.model.claim_at(1))
    click(qtbot, window, place(window, "The council"), ALT)
    click(qtbot, window, place(window, "rising"), ALT)
    qtbot.waitUntil(lambda: window.room.reader.area.current.claim.cue is not None)
    record = window.room.current_record()
    assert record is not None
    assert source_name(window) == "The council"
    assert record.claim.cue == place(window, "rising")
    assert "The council" in window.room.inspector.facts.source.text()
    counts = workspace.register.counts(workspace.articles.ids())
    assert sorted(sum(by.values()) for by in counts.values()) == [1, 2], "its plan does not count"


def test_source_and_cue_are_clicked_after_their_keys(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    window.room.go_to_claim(window.room.queue.model.claim_at(1))
    window.actions["make_source"].trigger()
    assert "Click the name" in window.messages.text
    click(qtbot, window, place(window, "The council"))
    qtbot.waitUntil(lambda: source_name(window) == "The council")
    assert not window.messages.text
    window.actions["make_cue"].trigger()
    click(qtbot, window, place(window, "rising"))
    qtbot.waitUntil(lambda: window.room.reader.area.current.claim.cue is not None)
    assert window.room.reader.area.current.claim.cue == place(window, "rising")


def test_escape_leaves_the_source_as_it_is(window: Window, press: Press, qtbot: QtBot) -> None:
    window.room.go_to_claim(window.room.queue.model.claim_at(1))
    window.room.queue.setFocus()
    window.actions["make_source"].trigger()
    press(window, Qt.Key.Key_Escape)
    click(qtbot, window, place(window, "The council"))
    assert source_name(window) == ""


def test_g_goes_to_the_name_of_a_source_that_was_chosen_without_a_place(
    window: Window, workspace: Workspace, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = window.room.queue.model.claim_at(1)
    assert claim is not None
    brandt = Source(None, EntityId("e1"), "Ilse Brandt", SourceKind.NAMED)
    workspace.claims.set_source(claim, brandt)
    window.room.refresh_findings()
    window.room.go_to_claim(claim)
    shown: list[Span] = []
    monkeypatch.setattr(window.room.reader, "reveal", shown.append)
    press(window, "g")
    assert shown == [place(window, "Ilse Brandt")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Mayor", SourceKind.ANONYMOUS), ("the old pier", SourceKind.IMPERSONAL)],
)
def test_selected_words_are_a_source_of_the_kind_that_they_tell(
    window: Window, qtbot: QtBot, words: str, kind: SourceKind
) -> None:
    window.room.go_to_claim(window.room.queue.model.claim_at(1))
    window.room.reader.select(place(window, words))
    window.actions["make_source"].trigger()
    qtbot.waitUntil(lambda: source_name(window) == words)
    record = window.room.current_record()
    assert record is not None
    assert record.claim.source is not None
    assert record.claim.source.kind is kind


def test_the_mentions_of_a_source_are_parted_and_joined_again(
    sources: SourcesPage, window: Window, workspace: Workspace, shelf: Any, qtbot: QtBot
) -> None:
    assert window.room.article is not None
    shelf.put(window.room.article.text + "\nThat is all.", "The second day")
    register = window.office.register
    assert register is not None
    register.refresh()
    card = sources.card
    qtbot.waitUntil(lambda: card.mentions.count() == 4)
    assert not card.split.isEnabled()
    card.mentions.item(3).setSelected(True)
    qtbot.mouseClick(card.split, LEFT)
    qtbot.waitUntil(lambda: sources.model.rowCount() == 3)
    assert sources.table.model().index(0, 0).data().startswith("Ilse Brandt · ")
    qtbot.mouseClick(card.merge, LEFT)
    chooser = sources.findChild(SourceChooser)
    assert chooser is not None
    qtbot.keyClicks(chooser.words, "ilse")
    chooser.accept()
    qtbot.waitUntil(lambda: sources.model.rowCount() == 2)


def test_the_kind_of_a_source_is_said_by_hand(
    sources: SourcesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    sources.card.kind.setCurrentIndex(1)
    sources.card.kind.activated.emit(1)
    line = sources.model.line(0)
    assert line is not None
    assert workspace.register.get(line.card.id).kind is SourceKind.ANONYMOUS


def test_a_source_set_by_hand_says_by_whom_and_what_was_suggested(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    reason = window.room.inspector.facts.reason
    assert reason.text().startswith("Ilse Brandt is named as the source")
    click(qtbot, window, place(window, "The council"), ALT)
    qtbot.waitUntil(lambda: source_name(window) == "The council")
    assert "Ada set the source by hand, " in reason.text()
    assert "Suggested was: Ilse Brandt is named as the source" in reason.text()
    press(window, "z")
    assert reason.text().startswith("Ilse Brandt is named as the source")


def test_queue_and_card_say_who_set_a_source_and_not_what_the_machine_took_for_it(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    queue = window.room.queue
    here = queue.list.currentIndex().row()
    span = window.room.queue.model.records()[here].claim.content[0]

    def told() -> tuple[str, str]:
        window.room.reader.card.dismiss()
        box = window.room.reader.area.boxes(span)[0]
        window.room.reader.area.pointed.emit(span.start, box.center().toPoint())
        qtbot.waitUntil(window.room.reader.card.isVisible)
        index = queue.model.index(here)
        return str(index.data(Qt.ItemDataRole.ToolTipRole)), window.room.reader.card.label.text()

    for words in told():
        assert "Ilse Brandt is named as the source" in words
    click(qtbot, window, place(window, "The council"), ALT)
    qtbot.waitUntil(lambda: source_name(window) == "The council")
    for words in told():
        assert "Ada set the source by hand, " in words
        assert "Ilse Brandt" not in words
    press(window, "z")
    for words in told():
        assert "Ilse Brandt is named as the source" in words
        assert "by hand" not in words


def test_another_change_by_hand_leaves_the_reason_as_it_is(
    window: Window, press: Press, qtbot: QtBot
) -> None:
    click(qtbot, window, place(window, "rising"), ALT)
    qtbot.waitUntil(lambda: window.room.reader.area.current.claim.cue == place(window, "rising"))
    reason = window.room.inspector.facts.reason
    assert reason.text().startswith("Ilse Brandt is named as the source")
