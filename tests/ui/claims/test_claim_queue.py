"""The queue, its filter row and the inspector as widgets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Form, Tag
from annotator.domain.decision import ClaimRecord, Credibility, Decision
from annotator.domain.ids import ClaimId
from ui.claims.claim_facts import ClaimFacts
from ui.claims.claim_queue import ClaimQueue
from ui.claims.claims_model import Role
from ui.claims.filter_bar import FilterBar
from ui.claims.history_list import HistoryList
from ui.claims.inspector import Inspector
from ui.claims.note_editor import NoteEditor
from ui.claims.queue_filter import Order, QueueFilter, State
from ui.claims.tag_buttons import TagButtons
from ui.kit.theme import DARK, LIGHT, Theme, palette

type Records = tuple[ClaimRecord, ...]
type Decide = Callable[[ClaimRecord, Tag | None], ClaimRecord]


def _queue(qtbot: QtBot, text: str, records: Records) -> ClaimQueue:
    queue = ClaimQueue()
    qtbot.addWidget(queue)
    queue.model.set_claims(text, records)
    return queue


def _menu(bar: FilterBar, *path: str) -> None:
    """Choose an entry of the filter's menu."""
    bar.menu.aboutToShow.emit()
    menu = bar.menu
    for title in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == title and a.menu())
    next(a for a in menu.actions() if a.text() == path[-1]).trigger()


def test_walking_stops_at_the_ends(qtbot: QtBot, text: str, records: Records) -> None:
    queue = _queue(qtbot, text, records)
    queue.step(1)
    assert queue.current() == records[0].claim.id
    for _ in range(9):
        queue.step(1)
    assert queue.current() == records[2].claim.id
    queue.step(-99)
    assert queue.current() == records[0].claim.id


def test_the_menu_filters_and_orders(qtbot: QtBot, text: str, records: Records) -> None:
    queue = _queue(qtbot, text, records)
    bar = queue.filter_bar
    bar.set_records(records)
    _menu(bar, "Source", "Ilse Brandt")
    assert queue.model.shown() == (records[0].claim.id,)
    assert bar.menu_button.text() == "Filtered"
    _menu(bar, "Form", "direct quotation")
    assert queue.model.shown() == ()
    assert not queue.empty.isHidden()
    assert "passes the filter" in queue.empty.text()
    _menu(bar, "Show all claims")
    _menu(bar, "Order", "Least sure first")
    assert queue.model.shown()[0] == records[1].claim.id
    assert bar.filter == QueueFilter(order=Order.LEAST_SURE)
    _menu(bar, "Also passing mentions, intentions, attitudes and decrees")
    assert len(queue.model.shown()) == 4


def test_the_states_bear_their_counts(
    qtbot: QtBot, text: str, records: Records, decided: Decide
) -> None:
    queue = _queue(qtbot, text, records)
    queue.update_claim(decided(records[0], Tag.SOURCED))
    box = queue.filter_bar.state_box
    assert [box.itemText(row) for row in range(4)] == [
        "All claims (3)",
        "Undecided (2)",
        "Not sure, below 60 % (1)",
        "Sourced (1)",
    ]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert queue.filter_bar.filter.state is State.UNDECIDED
    assert queue.model.rowCount() == 2


def test_remarks_and_emptiness_are_told(qtbot: QtBot) -> None:
    queue = _queue(qtbot, "", ())
    queue.set_claims(None, (), analysed=False)
    assert "when the text has been analysed" in queue.empty.text()
    queue.set_claims(None, (), analysed=True)
    queue.name_making("Make a claim (C)")
    assert "No claims were found here" in queue.empty.text()
    assert queue.empty.text().endswith("Make a claim (C)")
    queue.show_remarks(["The PDF has no text layer."])
    assert queue.remarks.text() == "⚠ The PDF has no text layer."
    queue.show_remarks([])
    assert queue.remarks.isHidden()


def test_a_claim_of_one_line_says_more_where_another_has_its_second_line(
    qtbot: QtBot, text: str, records: Records, decided: Decide
) -> None:
    judged = decided(records[2], Tag.SPECULATIVE)
    noted = replace(judged, decision=replace(judged.decision, note="Ask the harbour\noffice."))  # type: ignore[type-var]
    made = replace(records[0], claim=replace(records[0].claim, suggestion=None))
    queue = _queue(qtbot, text, (made, records[1], noted))
    queue.resize(420, 400)
    queue.show()
    qtbot.waitExposed(queue)
    more = [queue.model.index(row).data(Role.MORE) for row in range(3)]
    assert more == ["", "Nobody is named.", "Ask the harbour office."]
    picture = queue.list.viewport().grab().toImage()
    for row, words in enumerate(more):
        third = queue.list.visualRect(queue.model.index(row)).adjusted(44, 0, -8, -8)
        third.setTop(third.bottom() - queue.fontMetrics().height() + 1)
        inks = {
            picture.pixelColor(x, y).name()
            for x in range(third.left(), third.right())
            for y in range(third.top(), third.bottom())
        }
        assert (len(inks) > 1) == bool(words)


def test_a_row_is_painted_in_both_themes(
    qtbot: QtBot, text: str, records: Records, decided: Decide
) -> None:
    queue = _queue(qtbot, text, (decided(records[0], Tag.SOURCED), *records[1:]))
    queue.resize(360, 400)
    pictures = []
    for theme in (LIGHT, DARK):
        queue.set_theme(theme)
        picture = queue.list.grab().toImage()
        pictures.append(picture)
        colours = {picture.pixelColor(x, y).name() for x in range(8, 40) for y in range(4, 60)}
        assert theme.tag(Tag.SOURCED).edge in colours
    assert pictures[0] != pictures[1]


def test_facts_link_source_and_cue_and_show_hedges_in_context(
    qtbot: QtBot, text: str, records: Records
) -> None:
    facts = ClaimFacts()
    qtbot.addWidget(facts)
    facts.show_record(records[0], text)
    assert "<b>Ilse Brandt</b>" in facts.source.text()
    assert "said" in facts.cue.text()
    assert "<b><u>may</u></b>" in facts.hedges.text()
    assert "90 % sure" in facts.reason.text()
    with qtbot.waitSignal(facts.source_clicked):
        facts.source.linkActivated.emit("source")
    facts.show_record(records[1], text)
    assert facts.source.text() == "the author's own voice"
    assert facts.cue.isHidden()
    assert facts.hedges.isHidden()


def test_what_an_article_says_is_never_read_as_markup(qtbot: QtBot, records: Records) -> None:
    facts = ClaimFacts()
    qtbot.addWidget(facts)
    claim = records[0].claim
    assert claim.attribution is not None
    assert claim.attribution.source is not None
    sly = replace(claim.attribution.source, name="<img src=x>")
    record = replace(
        records[0], claim=replace(claim, attribution=replace(claim.attribution, source=sly))
    )
    facts.show_record(record, "x" * 200)
    assert "&lt;img src=x&gt;" in facts.source.text()


def test_tag_buttons_show_choice_and_suggestion(
    qtbot: QtBot, records: Records, decided: Decide
) -> None:
    tags = TagButtons()
    qtbot.addWidget(tags)
    tags.show_record(records[0])
    assert tags.buttons[Tag.SOURCED].property("suggested")
    assert tags.buttons[Tag.SOURCED].accessibleName() == "Sourced suggested"
    tags.show_record(decided(records[0], Tag.REJECTED))
    assert tags.buttons[Tag.REJECTED].isChecked()
    assert not tags.buttons[Tag.SOURCED].property("suggested")
    tags.show_record(None)
    assert not tags.buttons[Tag.SOURCED].isEnabled()


def test_the_buttons_fold_into_two_rows_where_there_is_no_room(
    qtbot: QtBot, text: str, records: Records
) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.show_claim(records[0], text, ())
    inspector.show()
    buttons = inspector.tags.buttons.values()
    for width, rows in ((900, 1), (240, 2), (900, 1)):
        inspector.resize(width, 500)
        qtbot.waitUntil(lambda rows=rows: len({b.y() for b in buttons}) == rows)


def test_a_note_is_handed_over_after_a_pause_once(qtbot: QtBot) -> None:
    notes = NoteEditor()
    qtbot.addWidget(notes)
    notes.show_claim(ClaimId("a"), "", None)
    written: list[tuple[object, str]] = []
    notes.note_written.connect(lambda claim, note: written.append((claim, note)))
    qtbot.keyClicks(notes.note, "check")
    qtbot.waitUntil(lambda: written == [("a", "check")], timeout=3000)
    notes.keep()
    assert len(written) == 1


def test_a_note_belongs_to_the_claim_it_was_begun_on(qtbot: QtBot) -> None:
    notes = NoteEditor()
    qtbot.addWidget(notes)
    written: list[tuple[object, str]] = []
    notes.note_written.connect(lambda claim, note: written.append((claim, note)))
    notes.show_claim(ClaimId("a"), "", None)
    qtbot.keyClicks(notes.note, "mine")
    notes.show_claim(ClaimId("b"), "other", Credibility.DOUBTFUL)
    assert written == [("a", "mine")]
    assert notes.note.toPlainText() == "other"
    assert notes.credibility.currentText().startswith("4")


def test_a_note_that_could_not_be_kept_is_not_lost(qtbot: QtBot) -> None:
    """As on a full disk: the message says so, and the words are still there to be kept."""
    notes = NoteEditor()
    qtbot.addWidget(notes)
    kept: dict[object, str] = {}
    full = True

    def keep(claim: ClaimId, note: str) -> None:
        if full:
            notes.refuse(claim, note)
        else:
            kept[claim] = note

    notes.note_written.connect(keep)
    notes.show_claim(ClaimId("a"), "old", None)
    notes.note.setPlainText("old and new")
    notes.keep()
    notes.show_claim(ClaimId("b"), "other", None)
    assert notes.note.toPlainText() == "other"
    notes.show_claim(ClaimId("a"), "old", None)
    assert notes.note.toPlainText() == "old and new"
    full = False
    notes.show_claim(ClaimId("b"), "other", None)
    assert kept == {"a": "old and new"}
    notes.show_claim(ClaimId("a"), "changed elsewhere", None)
    assert notes.note.toPlainText() == "changed elsewhere"


def test_history_tells_each_act_the_latest_first(qtbot: QtBot) -> None:
    listed = HistoryList()
    qtbot.addWidget(listed)
    time = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    first = Decision(ClaimId("a"), Tag.SOURCED, "", None, None, "Ada", time, bulk=True)
    second = replace(first, note="see page 2", bulk=False, person="Bo", reviewer="Ruth")
    third = replace(second, tag=None, reviewer="")
    listed.show_history((first, second, third))
    lines = listed.lines.text().splitlines()
    assert "Bo: Undecided" in lines[0]
    assert "Bo: note changed asked for by Ruth" in lines[1]
    assert "Ada: Sourced (one of many)" in lines[2]
    listed.show_history(())
    assert listed.isHidden()


def test_the_inspector_shows_the_wording_of_the_briefing(
    qtbot: QtBot, text: str, records: Records, decided: Decide
) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    record = decided(records[0], Tag.SOURCED)
    assert record.decision is not None
    worded = replace(record, decision=replace(record.decision, wording="It opens in May."))
    inspector.show_claim(worded, text, ())
    assert "It opens in May." in inspector.wording.text()
    assert record.claim.form is Form.INDIRECT
    with qtbot.waitSignal(inspector.decided) as told:
        qtbot.mouseClick(inspector.tags.buttons[Tag.UNSOURCED], Qt.MouseButton.LeftButton)
    assert told.args == [Tag.UNSOURCED]
    inspector.show_claim(None, "", ())
    assert inspector.facts.isHidden()


@pytest.fixture
def wear() -> Iterator[Callable[[Theme], None]]:
    """Puts the application into a theme; as it was before at the end."""
    before = QGuiApplication.palette()
    yield lambda theme: QGuiApplication.setPalette(palette(theme))
    QGuiApplication.setPalette(before)


def test_links_wear_the_theme_that_is_on(
    qtbot: QtBot, text: str, records: Records, wear: Callable[[Theme], None]
) -> None:
    wear(LIGHT)
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.show_claim(records[0], text, ())
    inspector.show()

    def is_seen(theme: Theme) -> bool:
        image = inspector.facts.source.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return any(image.pixelColor(x, y) == QColor(theme.accent) for x, y in places)

    for worn in (LIGHT, DARK, LIGHT):
        wear(worn)
        qtbot.waitUntil(lambda worn=worn: is_seen(worn))
