"""A library of any length as a list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow
from ui.library.library_model import LibraryModel, Role, elsewhere_of, progress_of, title_of


def _row(article: ArticleId, decided: int = 1) -> ArticleRow:
    return ArticleRow(
        article,
        f"Title {article}",
        "The Ferry",
        "2026-03-04",
        datetime(2026, 3, 5, tzinfo=UTC),
        "en",
        "ferry.txt",
        3,
        decided,
        analysed=True,
        labels=("north",),
    )


class Fetching:
    """Gives rows and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[ArticleId]] = []
        self.decided = 1

    def __call__(self, ids: Sequence[ArticleId]) -> Sequence[ArticleRow]:
        self.asked.append(list(ids))
        return [_row(article, self.decided) for article in ids]


@pytest.fixture
def fetching() -> Fetching:
    return Fetching()


def _ids(*numbers: int) -> list[ArticleId]:
    return [ArticleId(f"{number:06}") for number in numbers]


def test_it_is_a_sound_model(qtmodeltester: ModelTester, fetching: Fetching) -> None:
    model = LibraryModel(fetching)
    model.set_ids(_ids(*range(5)))
    qtmodeltester.check(model)
    model.set_ids(_ids(9, 8, *range(5)))
    model.refresh(_ids(3))
    model.set_ids(_ids(4, 1))


def test_only_rows_in_sight_are_fetched(fetching: Fetching) -> None:
    model = LibraryModel(fetching)
    model.set_ids(_ids(*range(100_000)))
    assert fetching.asked == []
    assert model.index(70_000).data(Role.ROW).id == "070000"
    assert len(fetching.asked) == 1
    assert len(fetching.asked[0]) < 200
    assert model.index(70_001).data() == "Title 070001"
    assert len(fetching.asked) == 1


def test_a_changed_article_is_fetched_anew(fetching: Fetching, qtbot: QtBot) -> None:
    model = LibraryModel(fetching)
    model.set_ids(_ids(*range(10)))
    assert model.index(3).data(Role.ROW).decided == 1
    fetching.decided = 2
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh(_ids(3))
    assert told.args[0].row() == 3
    assert model.index(3).data(Role.ROW).decided == 2
    assert model.index(4).data(Role.ROW).decided == 1


def test_new_articles_slide_in_at_the_top(fetching: Fetching, qtbot: QtBot) -> None:
    model = LibraryModel(fetching)
    model.set_ids(_ids(1, 2))
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.set_ids(_ids(8, 9, 1, 2))
    assert model.ids == tuple(_ids(8, 9, 1, 2))


def test_a_screen_reader_hears_title_place_and_progress(fetching: Fetching) -> None:
    model = LibraryModel(fetching)
    model.set_ids(_ids(1))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Title 000001", "The Ferry", "4 Mar 2026", "1 of 3 decided"):
        assert part in spoken


def test_an_article_without_a_title_goes_by_its_file() -> None:
    row = _row(ArticleId("a"))
    bare = ArticleRow(
        row.id, "", "", "", row.added, "", "ferry.txt", 0, 0, analysed=False, labels=()
    )
    assert title_of(bare) == "ferry.txt"
    assert progress_of(bare) == "not analysed yet"


@settings(deadline=None)
@given(
    lists=st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), min_size=1, max_size=6)
)
def test_any_change_of_the_list_shows_the_new_one(lists: list[list[int]]) -> None:
    model = LibraryModel(Fetching())
    for numbers in lists:
        model.set_ids(_ids(*numbers))
        shown = [model.index(row).data(Role.ROW).id for row in range(model.rowCount())]
        assert shown == _ids(*numbers)
        assert all(model.row_of(article) == row for row, article in enumerate(shown))


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        (0, ""),
        (1, "also: Pier Post"),
        (2, "also: Pier Post and 1 other"),
        (9, "also: Pier Post and 8 others"),
    ],
)
def test_a_row_says_who_else_brought_the_story(elsewhere: int, said: str) -> None:
    row = replace(
        _row(ArticleId("a")), elsewhere=elsewhere, first_elsewhere="Pier Post" if elsewhere else ""
    )
    assert elsewhere_of(row) == said
    model = LibraryModel(lambda _: [row])
    model.set_ids([row.id])
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert said in str(model.data(model.index(0), role))
        assert ". ." not in str(model.data(model.index(0), role))
