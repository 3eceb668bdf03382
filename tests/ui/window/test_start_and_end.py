"""First start, restart, crash, second start: what is asked, kept and told."""

import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from tests.ui.window.conftest import TEXT
from ui.application import Window
from ui.jobs.gui_thread import GuiThread
from ui.start import parsed
from ui.window.crash import CrashDialog, CrashGuard, report_of
from ui.window.pages import Page
from ui.window.session import Session
from ui.window.single_instance import InstanceServer, hand_over, socket_name
from ui.window.welcome import WelcomePage

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Press = Callable[..., None]
type Open = Callable[[], Window]


def test_a_newcomer_is_asked_for_a_name_before_anything_is_decided(
    workspace: Workspace, session: Session, open_window: Open, qtbot: QtBot
) -> None:
    workspace.person = ""
    window = open_window()
    page = window.main.findChild(WelcomePage)
    assert page is not None
    assert not window.actions["open"].isEnabled()
    assert not page.begin.isEnabled()
    qtbot.keyClicks(page.name, "  Ada Okoro ")
    qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    assert workspace.person == "Ada Okoro"
    assert session.text("person") == "Ada Okoro"
    assert window.actions["open"].isEnabled()
    assert window.room.empty.isVisible()


def test_an_empty_window_says_how_to_begin(open_window: Open) -> None:
    window = open_window()
    assert window.room.empty.isVisible()
    assert window.room.empty.sample_button.isVisible()
    window.actions["sourced"].trigger()
    window.actions["go_source"].trigger()
    window.actions["remove_article"].trigger()
    assert window.room.current_record() is None


def test_size_panels_and_place_are_found_again(
    window: Window, open_window: Open, press: Press
) -> None:
    window.main.resize(window.main.minimumSizeHint().width(), 640)
    window.actions["show_claims"].trigger()
    assert window.room.side.isHidden()
    window.room.reader.zoom(3)
    size = window.room.reader.appearance().size
    window.main.close()
    again = open_window()
    assert again.main.height() == 640
    assert again.room.side.isHidden()
    assert not again.actions["show_claims"].isChecked()
    assert again.room.reader.appearance().size == pytest.approx(size, abs=0.01)


def test_the_article_read_last_opens_where_it_was_left(
    window: Window, open_window: Open, workspace: Workspace
) -> None:
    assert window.room.article is not None
    article = window.room.article.id
    window.main.close()
    assert workspace.library.settings.get(f"reading/{article}") is not None
    again = open_window()
    assert again.room.article is not None
    assert again.room.article.id == article


def test_the_claim_that_was_current_is_current_again(
    window: Window, open_window: Open, press: Press, shelf: "Shelf"
) -> None:
    press(window, "j", "j")
    left_at = window.room.queue.current()
    read = window.room.article
    assert read is not None
    assert left_at != window.room.queue.model.next_undecided(None)
    window.desk.open_article(shelf.put("Another\n\nNothing is said here."))
    window.desk.open_article(read.id)
    assert window.room.queue.current() == left_at
    window.main.close()
    again = open_window()
    again.desk.open_article(read.id)
    assert again.room.queue.current() == left_at


def test_the_text_stands_where_it_was_left_also_far_from_the_current_claim(
    window: Window, open_window: Open, shelf: "Shelf", qtbot: QtBot
) -> None:
    article = shelf.put(TEXT + "\n\nNobody came." * 200)
    window.desk.open_article(article)
    window.room.reader.restore_reading_position(len(TEXT) + 1500)
    left_at = window.room.reader.reading_position()
    assert left_at > len(TEXT)
    window.main.close()
    again = open_window()
    assert again.room.article is not None
    assert again.room.article.id == article
    qtbot.wait(500)
    assert again.room.reader.reading_position() == left_at


def test_the_first_window_fits_its_screen(open_window: Open) -> None:
    window = open_window()
    room = window.main.screen().availableSize()
    assert window.main.height() <= room.height()
    assert window.main.width() <= max(room.width(), window.main.minimumSizeHint().width())


def test_changed_keys_are_found_again(window: Window, open_window: Open) -> None:
    window.actions["sourced"].trigger()
    window.actions.set_keys("sourced", ("1",))
    window.session.set_keys(window.actions.changed_keys())
    window.main.close()
    assert open_window().actions.keys("sourced") == ("1",)


def test_pages_are_reached_by_key(window: Window, qtbot: QtBot) -> None:
    for key, page in ((Qt.Key.Key_2, Page.SOURCES), (Qt.Key.Key_1, Page.READ)):
        qtbot.keyClick(window.main, key, Qt.KeyboardModifier.ControlModifier)
        assert window.main.page() is page


def test_a_second_start_hands_its_files_over(tmp_path: Path, qtbot: QtBot) -> None:
    library = tmp_path / "library.db"
    assert not hand_over(library, [])
    server = InstanceServer(library)
    got: list[tuple[Path, ...]] = []
    server.files_received.connect(got.append)
    assert server.listening
    socket = QLocalSocket()
    socket.connectToServer(socket_name(library))
    assert socket.waitForConnected(1000)
    socket.write(b'["/a b/c.txt", "/d.txt"]\n')
    qtbot.waitUntil(lambda: got == [(Path("/a b/c.txt"), Path("/d.txt"))])
    socket.disconnectFromServer()
    server.close()


@pytest.mark.parametrize("message", [b"[1, 2]\n", b"{}\n", b"nonsense\n", b"\xff\xfe\n"])
def test_a_message_that_is_none_opens_nothing(tmp_path: Path, qtbot: QtBot, message: bytes) -> None:
    server = InstanceServer(tmp_path / "library.db")
    server.files_received.connect(lambda _: pytest.fail("it was taken"))
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path / "library.db"))
    socket.write(message)
    state = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == state)
    server.close()


def test_a_socket_left_by_a_dead_window_is_no_obstacle(tmp_path: Path, qtbot: QtBot) -> None:
    library = tmp_path / "library.db"
    first = InstanceServer(library)
    second = InstanceServer(library)
    assert second.listening
    first.close()
    second.close()


def _fail(words: str) -> None:
    raise ValueError(words)


def test_a_bug_is_logged_without_the_document_s_words(
    caplog: pytest.LogCaptureFixture, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = CrashGuard()
    told: list[str] = []
    monkeypatch.setattr(guard, "tell", told.append)
    guard.struck.disconnect()
    guard.struck.connect(told.append)
    with caplog.at_level(logging.ERROR):
        try:
            _fail("the secret words of a document")
        except ValueError:
            guard.take(*sys.exc_info())  # type: ignore[arg-type]
    assert told
    assert "secret" not in caplog.text
    assert "secret" not in told[0]
    assert "ValueError" in told[0]
    assert re.search(r"test_start_and_end\.py:\d+ in _fail", told[0])


def test_the_crash_dialog_goes_on_or_quits(qtbot: QtBot) -> None:
    dialog = CrashDialog(report_of(KeyError, None))
    qtbot.addWidget(dialog)
    dialog.show()
    buttons = {button.text().replace("&", ""): button for button in dialog.buttons()}
    buttons["Copy the report"].click()
    assert "KeyError" in QApplication.clipboard().text()
    assert dialog.isVisible()
    buttons["Go on"].click()
    assert not dialog.quits


def test_the_command_line_of_the_window(tmp_path: Path) -> None:
    given = parsed(["--library", str(tmp_path / "x.db"), "a.txt", "b.txt"])
    assert given.library == tmp_path / "x.db"
    assert given.files == (Path("a.txt"), Path("b.txt"))
    assert parsed([]).files == ()


def test_files_of_a_first_start_wait_for_the_name(
    workspace: Workspace, open_window: Open, qtbot: QtBot
) -> None:
    workspace.person = ""
    window = open_window()
    done: list[str] = []
    window.desk.when_named(lambda: done.append(workspace.person))
    page = window.main.findChild(WelcomePage)
    assert page is not None
    assert done == []
    page.named.emit("Ada")
    assert done == ["Ada"]
    window.desk.when_named(lambda: done.append("at once"))
    assert done == ["Ada", "at once"]


def test_a_library_that_somebody_else_has_open_says_so(
    workspace: Workspace, shelf: "Shelf", session: Session, qtbot: QtBot
) -> None:
    shelf.put("Quay news. The quay is open.")
    with Library.open(workspace.library.path, read_only=True) as library:
        only_read = Workspace(library, AnalysisClient(), "Bo")
        window = Window(only_read, session, GuiThread())
        qtbot.addWidget(window.main)
        window.desk.begin()
        window.main.show()
        assert "only be read" in window.messages.text
        assert window.room.article is not None
        window.room.decide(None)
        window.main.close()
