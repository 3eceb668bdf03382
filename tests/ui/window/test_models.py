"""Every model of the pages is sound, and says what a screen reader needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId, ClaimId, SourceId
from annotator.domain.phrase import verbatim
from annotator.domain.review import Anchor, ReviewItem, ReviewKind
from annotator.storage import Hit
from annotator.text.spans import Span
from annotator.workspace.chronicle import Act, On, Subject
from ui.application import Window
from ui.briefing.claim_choice import ClaimChoice, Column
from ui.library.hit_model import HitModel, where_from
from ui.review.item_view import marked_differences
from ui.review.review_model import Column as ReviewColumn
from ui.review.review_model import ReviewModel, Settlement, value_name
from ui.sources.source_model import Column as SourceColumn
from ui.sources.source_model import SourceLine, SourceModel, SourceOrder
from ui.window.history_page import HistoryModel

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_TIME = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def _item(
    number: int, kind: ReviewKind = ReviewKind.COMMENT, *, certain: bool = True
) -> ReviewItem:
    return ReviewItem(
        f"r{number}",
        kind,
        ClaimId("aaaaaaaaaaaa"),
        "Ruth Adeyemi",
        _TIME,
        "old words",
        "new words",
        verbatim("Who says so?"),
        Anchor.CONTROL,
        certain,
    )


def _line(name: str, claims: int, grade: Reliability | None = None) -> SourceLine:
    card = SourceCard(SourceId(name), name, SourceKind.NAMED, grade)
    return SourceLine(card, {Tag.SOURCED: claims, None: 1})


def _act(seq: int, action: str, *, bulk: bool = False) -> Act:
    return Act(seq, _TIME, "Ada", action, bulk, "", Subject(On.NOTHING))


def test_sources(qtmodeltester: ModelTester) -> None:
    model = SourceModel()
    model.set_lines([_line("B", 1), _line("A", 3, Reliability.C)])
    qtmodeltester.check(model)
    assert [model.index(row, SourceColumn.NAME).data() for row in range(2)] == ["A", "B"]
    assert model.index(0, SourceColumn.GRADE).data() == "C"
    assert model.index(0, SourceColumn.CLAIMS).data(_SPOKEN) == "4: 3 Sourced, 1 Undecided"


def test_sources_in_another_order(qtmodeltester: ModelTester) -> None:
    sources = SourceModel()
    order = SourceOrder(sources)
    sources.set_lines([_line("Brandt", 1), _line("Ado", 3, Reliability.C), _line("Council", 2)])
    qtmodeltester.check(order)
    order.sort(SourceColumn.NAME, Qt.SortOrder.DescendingOrder)
    names = [order.index(row, SourceColumn.NAME).data() for row in range(order.rowCount())]
    assert names == ["Council", "Brandt", "Ado"]
    order.look_for("bra")
    assert order.rowCount() == 1
    line = order.line(0)
    assert line is not None
    assert line.card.name == "Brandt"
    assert order.row_of(SourceId("Ado")) is None


def test_review(qtmodeltester: ModelTester) -> None:
    model = ReviewModel()
    items = [_item(1), _item(2, ReviewKind.TAG, certain=False), _item(3)]
    model.set_items(items, {"r1": "the bridge"}, {"r1": Settlement.ACCEPTED})
    qtmodeltester.check(model)
    assert model.next_open(-1) == 1
    tagged = replace(items[1], before="unsourced", after="rejected")
    assert value_name(tagged, tagged.before) == "Unsourced"
    assert value_name(tagged, tagged.after) == "Not a claim"
    assert value_name(tagged, "undecided") == "Undecided"
    assert value_name(items[0], "sourced") == "sourced"
    model.settle([items[1]], Settlement.DECLINED)
    assert model.next_open(1) == 2
    model.settle([items[2]], Settlement.ACCEPTED)
    assert model.next_open(2) is None
    assert model.index(1, ReviewColumn.KIND).data() == "Tag changed ?"
    spoken = str(model.index(0, 0).data(_SPOKEN))
    for part in ("Comment", "Ruth Adeyemi", "the bridge", "new words", "Accepted"):
        assert part in spoken


def test_history(qtmodeltester: ModelTester) -> None:
    acts = {1: _act(1, "tag sourced"), 2: _act(2, "accept suggestions", bulk=True)}
    model = HistoryModel(lambda numbers: [acts[number] for number in numbers])
    model.take(2)
    qtmodeltester.check(model)
    acts[3] = _act(3, "a new program's act")
    model.take(3)
    assert [model.index(row, 2).data() for row in range(3)] == [
        "a new program's act",
        "accept suggestions (many at once)",
        "tag as sourced",
    ]


def test_history_of_any_length_reads_what_is_seen(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(numbers: Sequence[int]) -> list[Act]:
        asked.extend(numbers)
        return [_act(number, "tag sourced") for number in numbers]

    table = QTableView()
    qtbot.addWidget(table)
    model = HistoryModel(fetch)
    table.setModel(model)
    model.take(100_000)
    table.resize(600, 400)
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    assert 0 < len(asked) <= 256
    assert min(asked) > 99_000
    table.scrollToBottom()
    table.grab()
    assert len(asked) <= 512
    assert min(asked) == 1


def test_hits(qtmodeltester: ModelTester) -> None:
    model = HitModel()
    hit = Hit(
        ArticleId("a"),
        ClaimId("c"),
        "Bridge",
        "The Ferry",
        "2026-03-04",
        "it may open",
        (Span(3, 6),),
        Span(10, 20),
    )
    model.set_hits([hit])
    qtmodeltester.check(model)
    assert model.hit(0) is hit
    assert model.hit(1) is None
    assert str(model.index(0).data(_SPOKEN)).startswith("Claim: it may open")
    said = replace(hit, source="Ilse Brandt", tag=Tag.SPECULATIVE)
    assert where_from(said) == "Speculative · Ilse Brandt · The Ferry · 4 Mar 2026"
    assert where_from(replace(hit, claim=None)) == "The Ferry · 4 Mar 2026"


def test_choice_of_claims(qtmodeltester: ModelTester, window: Window) -> None:
    article = window.room.article
    assert article is not None
    model = ClaimChoice()
    records = window.workspace.claims.of(article.id)
    model.show_claims([(record, article.text) for record in records], frozenset(), ())
    qtmodeltester.check(model)
    told: list[tuple[object, object]] = []
    model.chosen.connect(lambda out, key: told.append((out, key)))
    index = model.index(0, Column.KEY)
    assert model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert told == [(frozenset(), (records[0].claim.id,))]
    assert not model.setData(model.index(0, Column.CLAIM), "x", Qt.ItemDataRole.CheckStateRole)
    assert model.index(0, Column.KEY).data(_SPOKEN) == "key claim"


def test_differences_are_marked_and_nothing_is_read_as_markup() -> None:
    before, after = marked_differences("the <b>old</b> bridge", "the <b>new</b> bridge & more")
    assert before == "the &lt;b&gt;<s>old</s>&lt;/b&gt; bridge"
    assert "<b><u>new</u></b>" in after
    assert "&amp;" in after
