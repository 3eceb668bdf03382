"""Drops, pastes and files of every sort, through the real window and the real reader of files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.errors import UserFacingError
from annotator.workspace.intake import FailedFile
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.library.failure_list import FailureList
from ui.library.intake import Offer

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]


@pytest.fixture
def window(workspace: Workspace, open_window: Callable[[], Window]) -> Window:
    """An empty window. Nothing is analysed: the articles come in one by one and stay waiting."""
    workspace.analyses.request = _waits  # type: ignore[method-assign,assignment]
    return open_window()


def _waits(*_article: object, **_how: object) -> None:
    """Stands for an analysis that has not begun: these tests are about the reading."""


def _drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.main.dropEvent(event)
    assert event.isAccepted()


def _open_text(window: Window) -> str:
    return window.room.article.text if window.room.article else ""


def test_a_dropped_folder_is_read_whole_and_its_first_article_opens(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "morning"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.txt").write_text("The quay is closed.", encoding="utf-8")
    (folder / "deeper" / "b.md").write_text("# Ferry\n\nIt may sail.", encoding="utf-8")
    _drop(window, folder)
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2, timeout=20000)
    qtbot.waitUntil(lambda: "quay" in _open_text(window))
    assert window.room.centre.currentWidget() is window.room.reader
    assert not window.status.bar.isVisible()


def test_a_paste_becomes_an_article(window: Window, press: Press, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("Pasted news\n\nThe lock is open 🔓.")
    window.actions["paste"].trigger()
    qtbot.waitUntil(lambda: "lock is open 🔓" in _open_text(window), timeout=20000)


def test_an_empty_clipboard_says_what_to_do(window: Window) -> None:
    QApplication.clipboard().clear()
    window.actions["paste"].trigger()
    assert "Copy an article first" in window.messages.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 9),
        ("torn.docx", b"PK\x03\x04" + bytes(40)),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_changes_nothing(
    window: Window, tmp_path: Path, qtbot: QtBot, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    window.intake.take(Offer(paths=(path,)))
    qtbot.waitUntil(lambda: name in window.messages.text, timeout=20000)
    assert window.workspace.articles.ids() == ()
    assert window.room.empty.isVisible()


def test_bad_files_do_not_hold_up_good_ones(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The buoy is lit.", encoding="utf-8")
    bad.write_bytes(b"")
    window.intake.take(Offer(paths=(bad, tmp_path / "none.txt", good)))
    qtbot.waitUntil(lambda: "buoy" in _open_text(window), timeout=20000)
    qtbot.waitUntil(lambda: "2 files could not be read" in window.messages.text)
    window.messages.button.click()
    listed = window.main.findChild(FailureList)
    assert listed is not None
    assert listed.table.item(0, 0).text() == "bad.txt"
    listed.close()


def test_the_same_file_twice_is_one_article_and_can_be_shown(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("The buoy is lit.", encoding="utf-8")
    other.write_text("The quay is wet.", encoding="utf-8")
    for chosen in (path, other):
        window.intake.take(Offer(paths=(chosen,)))
        words = chosen.read_text(encoding="utf-8")
        qtbot.waitUntil(lambda words=words: words in _open_text(window), timeout=20000)
    window.intake.take(Offer(paths=(path,)))
    qtbot.waitUntil(lambda: "is in the library already" in window.messages.text, timeout=20000)
    assert "“a” is in the library already" in window.messages.text
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2, timeout=20000)
    assert "quay" in _open_text(window), "nothing jumps away from what is being read"
    window.messages.button.click()
    assert "buoy" in _open_text(window)
    assert window.library.current() == window.workspace.articles.ids()[1]


def test_known_and_new_files_together_are_counted_apart(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Ship number {number}.", encoding="utf-8")
    window.intake.take(Offer(paths=(tmp_path / "0.txt", tmp_path / "1.txt")))
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2, timeout=20000)
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: "already" in window.messages.text, timeout=20000)
    assert "and 1 more are in the library already. 1 new article" in window.messages.text


def test_an_import_does_not_pull_a_reader_away(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Ship number {number}.", encoding="utf-8")
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: "number 0" in _open_text(window), timeout=20000)
    qtbot.waitUntil(lambda: window.library.model.rowCount() > 1, timeout=20000)
    window.desk.open_article(window.library.model.ids[0])
    chosen = _open_text(window)
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 12, timeout=20000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20000)
    qtbot.wait(50)
    assert _open_text(window) == chosen


def test_an_import_can_be_cancelled_and_keeps_what_came(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(f"Ship number {number}.", encoding="utf-8")
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: window.library.model.rowCount() > 0, timeout=20000)
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20000)
    qtbot.wait(200)
    assert 0 < window.library.model.rowCount() < 60


def test_the_failure_list_names_file_and_reason(qtbot: QtBot) -> None:
    error = UserFacingError("The file is empty.", "Choose another.")
    listed = FailureList([FailedFile(Path("/x/a.txt"), error)])
    qtbot.addWidget(listed)
    assert listed.table.item(0, 1).text() == "The file is empty. Choose another."


def test_the_end_of_an_import_is_said(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Ship number {number}.", encoding="utf-8")
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: window.messages.text == "3 new articles came in.", timeout=20000)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "also empty.txt").write_bytes(b"")
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: "2 files could not be read" in window.messages.text, timeout=20000)
    assert "3 are in the library already." in window.messages.text


def test_a_folder_is_read_from_the_top_of_the_list_down(
    window: Window, shelf: "Shelf", tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    shelf.put("Yesterday\n\nMayor Ilse Brandt slept.", analysed=False)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Ship number {number}.", encoding="utf-8")
    window.intake.take(Offer(paths=(tmp_path,)))
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 5, timeout=20000)
    qtbot.waitUntil(lambda: "number 0" in _open_text(window), timeout=20000)
    assert window.library.list.currentIndex().row() == 0
    rows = window.workspace.articles.rows(window.library.model.ids)
    assert [row.file_name for row in rows] == ["0.txt", "1.txt", "2.txt", "3.txt", "bridge.txt"]


def test_the_next_article_is_the_one_below_and_the_top_only_after_the_last(
    workspace: Workspace, shelf: "Shelf", open_window: Callable[[], Window], article_text: str
) -> None:
    for title in ("first", "second", "third"):
        shelf.put(f"{title}. {article_text}", title)
    window = open_window()
    opened = []
    for _ in range(4):
        assert window.room.article is not None
        opened.append(window.room.article.title)
        window.actions["next_article"].trigger()
    assert opened == ["third", "second", "first", "third"]
