"""The analyst's path through an article, with keys and mouse, in the real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Tag
from annotator.domain.decision import Credibility
from annotator.domain.entity import EntityKind
from annotator.text.spans import Span
from annotator.workspace.workspace import Workspace
from ui.application import Window

type Press = Callable[..., None]


def _tags(workspace: Workspace, window: Window) -> list[Tag | None]:
    assert window.room.article is not None
    return [record.tag for record in workspace.claims.of(window.room.article.id)]


def _current_words(window: Window) -> str:
    return window.room.inspector.words.text()


def test_the_first_claim_waits_to_be_decided(window: Window) -> None:
    assert _current_words(window) == "the bridge may open in May 🌉"
    assert window.room.queue.progress.text().startswith("0 of 4 decided")


def test_a_whole_article_is_decided_from_the_keyboard(
    window: Window, workspace: Workspace, press: Press
) -> None:
    press(window, "s", "u", "p", "x")
    assert _tags(workspace, window) == [
        Tag.SOURCED,
        Tag.UNSOURCED,
        Tag.SPECULATIVE,
        Tag.REJECTED,
        None,
    ]
    assert window.room.queue.progress.text().startswith("4 of 4 decided")


def test_a_decision_walks_on_to_the_next_undecided(window: Window, press: Press) -> None:
    press(window, "j", "u")
    assert _current_words(window) == "It seems the old pier is lost"
    press(window, "k", "k", "s")
    assert _current_words(window) == "It seems the old pier is lost"


def test_z_takes_back_and_shift_z_does_again(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    press(window, "s", "u", "z")
    assert _tags(workspace, window)[:2] == [Tag.SOURCED, None]
    assert _current_words(window) == "The river is rising"
    press(window, "z", "Z")
    assert _tags(workspace, window)[:2] == [Tag.SOURCED, None]


def test_undo_goes_on_after_a_restart(
    window: Window,
    open_window: Callable[[], Window],
    workspace: Workspace,
    press: Press,
) -> None:
    press(window, "s", "u")
    window.main.close()
    again = open_window()
    press(again, "z", "z")
    assert _tags(workspace, again) == [None] * 5


def test_buttons_decide_too(window: Window, workspace: Workspace, qtbot: QtBot) -> None:
    button = window.room.inspector.tags.buttons[Tag.SPECULATIVE]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _tags(workspace, window)[0] is Tag.SPECULATIVE


def test_letters_typed_into_a_note_decide_nothing(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    press(window, "n")
    note = window.room.inspector.notes.note
    assert note.hasFocus()
    qtbot.keyClicks(note, "spux jk zZ ?/")
    press(window, Qt.Key.Key_Escape)
    assert _tags(workspace, window) == [None] * 5
    assert window.room.article is not None
    record = workspace.claims.of(window.room.article.id)[0]
    assert record.decision is not None
    assert record.decision.note == "spux jk zZ ?/"
    press(window, "s")
    assert _tags(workspace, window)[0] is Tag.SOURCED
    assert workspace.claims.get(record.claim.id).decision is not None


def test_a_note_half_written_is_kept_when_the_claim_changes(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    press(window, "n")
    qtbot.keyClicks(window.room.inspector.notes.note, "ask the harbour master")
    window.room.queue.step(1)
    assert window.room.article is not None
    decision = workspace.claims.of(window.room.article.id)[0].decision
    assert decision is not None
    assert decision.note == "ask the harbour master"
    assert window.room.inspector.notes.note.toPlainText() == ""


def test_credibility_is_graded_and_taken_off(window: Window, workspace: Workspace) -> None:
    box = window.room.inspector.notes.credibility
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert window.room.article is not None
    first = workspace.claims.of(window.room.article.id)[0]
    assert first.decision is not None
    assert first.decision.credibility is Credibility.PROBABLY_TRUE
    box.activated.emit(0)
    decision = workspace.claims.get(first.claim.id).decision
    assert decision is not None
    assert decision.credibility is None


def test_several_chosen_claims_are_decided_in_one_act(
    window: Window, workspace: Workspace, press: Press
) -> None:
    window.room.queue.list.selectAll()
    press(window, "p")
    assert _tags(workspace, window)[:4] == [Tag.SPECULATIVE] * 4
    press(window, "z")
    assert _tags(workspace, window)[:4] == [None] * 4


def test_selected_words_become_a_claim_with_c(
    window: Window, workspace: Workspace, press: Press, article_text: str
) -> None:
    start = article_text.index("Nobody was hurt")
    window.room.reader.select(
        type(window.room.current_record().claim.content[0])(start, start + 15)
    )  # type: ignore[union-attr]
    press(window, "c")
    assert _current_words(window) == "Nobody was hurt"
    press(window, "u")
    assert Tag.UNSOURCED in _tags(workspace, window)


def test_c_without_a_selection_says_what_to_do(window: Window, press: Press) -> None:
    press(window, "c")
    assert "Select words" in window.messages.text


def test_copying_a_claim_brings_its_citation(window: Window) -> None:
    window.actions["copy_citation"].trigger()
    copied = QApplication.clipboard().text()
    for part in ("the bridge may open in May 🌉", "Ilse Brandt", "The Daily Ferry", "2026-03-04"):
        assert part in copied


def test_arrows_in_the_text_walk_the_claims(window: Window, press: Press) -> None:
    window.room.reader.setFocus()
    press(window, Qt.Key.Key_Down)
    assert _current_words(window) == "The river is rising"
    press(window, Qt.Key.Key_Up)
    assert _current_words(window) == "the bridge may open in May 🌉"


def test_a_click_in_the_text_finds_its_claim_in_the_queue(window: Window, qtbot: QtBot) -> None:
    window.room.go_to_claim(window.room.queue.model.claim_at(2))
    assert _current_words(window) == "It seems the old pier is lost"
    assert window.room.reader.current_claim() == window.room.queue.current()


def test_a_filter_that_hides_a_claim_gives_way_when_it_is_asked_for(
    window: Window, press: Press
) -> None:
    press(window, "s")
    queue = window.room.queue
    first = queue.model.records()[0].claim.id
    queue.filter_bar.state_box.setCurrentIndex(1)
    queue.filter_bar.state_box.activated.emit(1)
    assert queue.model.row_of(first) is None
    window.room.go_to_claim(first)
    assert queue.current() == first


def test_words_become_a_name_and_a_second_mention_joins_it(
    window: Window, workspace: Workspace, article_text: str
) -> None:
    assert window.room.article is not None
    article = window.room.article.id
    for after in ("“the ", "buy a "):
        start = article_text.index(after) + len(after)
        window.room.reader.select(Span(start, start + len("ferry")))
        selected = window.room.reader.selection()
        assert selected is not None
        window.desk.names.make(selected, EntityKind.OTHER)

    def mentions() -> int:
        names = {e.name: len(e.mentions) for e in workspace.articles.entities(article)}
        return names.get("ferry", 0)

    assert mentions() == 2
    window.actions["undo"].trigger()
    assert mentions() == 1
    window.actions["undo"].trigger()
    assert mentions() == 0


def test_selected_words_become_source_and_cue(
    window: Window, workspace: Workspace, press: Press, article_text: str
) -> None:
    press(window, "j")
    record = window.room.current_record()
    assert record is not None
    assert record.claim.source is None
    for words, key in (("The council", "S"), ("plans", "C")):
        start = article_text.index(words)
        window.room.reader.select(Span(start, start + len(words)))
        press(window, key)
    changed = workspace.claims.get(record.claim.id).claim
    assert changed.source is not None
    assert changed.source.name == "The council"
    assert changed.source.entity is not None
    assert changed.cue == Span(article_text.index("plans"), article_text.index("plans") + 5)
    assert window.room.queue.current() == record.claim.id


def test_a_dragged_end_changes_the_claim_and_can_be_taken_back(
    window: Window, workspace: Workspace, press: Press, article_text: str
) -> None:
    record = window.room.current_record()
    assert record is not None
    (before,) = record.claim.content
    window.room.reader.content_changed.emit(record.claim.id, (Span(before.start, before.end - 2),))
    assert workspace.claims.get(record.claim.id).claim.content[0].end == before.end - 2
    press(window, "z")
    assert workspace.claims.get(record.claim.id).claim.content == (before,)


def test_a_claim_is_split_and_joined_from_the_text(
    window: Window, workspace: Workspace, article_text: str
) -> None:
    record = window.room.current_record()
    assert record is not None
    assert window.room.article is not None
    article = window.room.article.id
    window.room.reader.split_requested.emit(record.claim.id, article_text.index("in May"))
    claims = workspace.claims.of(article)
    assert len(claims) == 6
    window.room.reader.join_requested.emit(record.claim.id, claims[1].claim.id)
    joined = workspace.claims.get(record.claim.id).claim
    assert len(workspace.claims.of(article)) == 5
    assert joined.content[-1].end == article_text.index(". The river")


def test_accepting_sure_suggestions_is_one_step_marked_as_bulk(
    window: Window, workspace: Workspace, press: Press
) -> None:
    window.verbs.accept_suggestions(window.room.queue.model.shown(), 0.9)
    assert _tags(workspace, window) == [Tag.SOURCED, None, None, Tag.SOURCED, None]
    assert window.room.article is not None
    first = workspace.claims.of(window.room.article.id)[0]
    assert first.decision is not None
    assert first.decision.bulk
    press(window, "z")
    assert _tags(workspace, window) == [None] * 5


def test_the_text_is_saved_as_a_pdf(window: Window, tmp_path: Path) -> None:
    window.front.save_pdf_to(tmp_path / "bridge.pdf")
    assert (tmp_path / "bridge.pdf").read_bytes().startswith(b"%PDF")
    assert "bridge.pdf" in window.messages.text
    window.front.save_pdf_to(tmp_path / "none" / "bridge.pdf")
    assert "cannot be written" in window.messages.text


def test_deleting_an_article_is_taken_back(
    window: Window, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    assert window.room.article is not None
    article = window.room.article.id
    window.actions["remove_article"].trigger()
    qtbot.waitUntil(lambda: window.room.article is None)
    assert workspace.articles.ids() == ()
    press(window, "z")
    qtbot.waitUntil(lambda: window.library.model.ids == (article,))


def test_labels_are_folders(window: Window, workspace: Workspace, qtbot: QtBot) -> None:
    assert window.room.article is not None
    workspace.articles.label(window.room.article.id, ["north", "ferry"])
    qtbot.waitUntil(lambda: window.library.label.count() == 3)
    window.library.label.setCurrentIndex(1)
    window.library.label.activated.emit(1)
    assert window.library.chosen_label() == "ferry"
    assert window.library.model.rowCount() == 1
