"""The window is there before its library, and nothing that is asked of it meanwhile is lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from ui import start as starting
from ui.library.intake import Offer
from ui.start import Program
from ui.window.pages import Page
from ui.window.session import Session
from ui.window.single_instance import socket_name
from ui.window.welcome import WelcomePage

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Begin = Callable[..., Program]


@pytest.fixture
def library(tmp_path: Path, shelf_of: "Callable[[Workspace], Shelf]") -> Path:
    """A library with three articles, closed."""
    path = tmp_path / "library.db"
    with Workspace.open(path, AnalysisClient(), "Ada") as workspace:
        for title in ("Quay", "Mole", "Pier"):
            shelf_of(workspace).put(f"{title} news\n\nThe {title} is open.", title)
    return path


def _wait(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)


def _welcome(program: Program) -> WelcomePage:
    """The page that asks for the name now; one shown before may not be gone from memory yet."""
    (shown,) = [p for p in program.views.main.findChildren(WelcomePage) if p.isVisible()]
    return shown


def test_the_list_is_there_before_the_library_is_open(
    library: Path, begin: Begin, qtbot: QtBot
) -> None:
    program = begin(library)
    assert program.window is None
    views = program.views
    assert [views.library.model.article_row(row).title for row in range(3)] == [  # type: ignore[union-attr]
        "Pier",
        "Mole",
        "Quay",
    ]
    assert views.room.empty.isHidden(), "nobody need be told how to begin"
    _wait(qtbot, program)
    assert views.room.article is not None
    assert views.room.article.title == "Pier"


def test_threads_hand_the_interpreter_over_to_the_window_sooner_than_python_has_them(
    library: Path, begin: Begin
) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        begin(library)
        assert sys.getswitchinterval() < 0.002
    finally:
        sys.setswitchinterval(before)


def test_what_is_asked_for_meanwhile_is_done_then(
    library: Path, begin: Begin, qtbot: QtBot
) -> None:
    program = begin(library)
    views = program.views
    views.library.list.setCurrentIndex(views.library.model.index(1))
    views.actions["show_library"].trigger()
    views.actions["page_history"].trigger()
    _wait(qtbot, program)
    assert views.room.article is not None
    assert views.room.article.title == "Mole"
    assert views.library.isHidden()
    assert not views.actions["show_library"].isChecked()
    assert views.main.page() is Page.HISTORY
    assert views.main.has_page(Page.HISTORY)


@pytest.mark.parametrize("exists", [True, False])
def test_a_page_whose_tab_is_clicked_at_once_is_shown(
    library: Path, begin: Begin, qtbot: QtBot, tmp_path: Path, exists: bool
) -> None:
    program = begin(library if exists else tmp_path / "new.db")
    views = program.views
    views.main.tabs.setCurrentIndex(tuple(Page).index(Page.SOURCES))
    _wait(qtbot, program)
    qtbot.waitUntil(lambda: views.main.has_page(Page.SOURCES))
    assert views.main.page() is Page.SOURCES
    assert views.main.stack.currentWidget() is not views.room


def test_a_file_dropped_at_once_comes_in(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("Lock news\n\nThe lock is shut.", encoding="utf-8")
    program = begin(tmp_path / "library.db")
    program.views.main.offered.emit(Offer(paths=(new,)))
    room = program.views.room
    qtbot.waitUntil(lambda: room.article is not None, timeout=30_000)
    assert room.article is not None
    assert room.article.file_name == "new.txt"


def test_a_window_closed_at_once_leaves_a_library_that_opens(
    library: Path, begin: Begin, qtbot: QtBot
) -> None:
    program = begin(library)
    qtbot.wait(60)  # The opening has begun.
    program.views.actions["quit"].trigger()
    assert not program.views.main.isVisible()
    program.close()
    with Library.open(library) as again:
        assert not again.read_only
        assert again.articles.count() == 3


def test_a_library_that_was_opened_for_a_window_that_is_gone_is_not_worked_on(
    library: Path, begin: Begin, qtbot: QtBot
) -> None:
    program = begin(library)
    qtbot.wait(60)  # The opening has begun.
    program.views.main.close()
    program.close()
    QApplication.processEvents()  # Only now is the window told that its library is open.
    assert program.window is None


def test_a_library_that_nothing_here_can_mend_is_told_and_ends_the_program(
    tmp_path: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "library.db"
    Library.open(newer).close()
    with newer.open("rb+") as file:
        file.seek(60)
        file.write((99).to_bytes(4))
    before = newer.read_bytes()
    told: list[UserFacingError] = []
    codes: list[int] = []
    monkeypatch.setattr(starting, "_say_fatal", lambda _, error: told.append(error))
    monkeypatch.setattr(QApplication, "exit", codes.append)
    begin(newer)
    qtbot.waitUntil(lambda: bool(codes), timeout=20_000)
    assert codes == [starting.NOTHING_DONE]
    assert "library.db" in str(told[0].message)
    assert told[0].hint
    assert newer.read_bytes() == before


def test_a_newcomer_never_sees_the_work_before_the_welcome(
    library: Path, begin: Begin, qtbot: QtBot
) -> None:
    program = begin(library, person="")
    views = program.views
    assert not views.library.isVisible()
    assert not views.actions["open"].isEnabled()
    _wait(qtbot, program)
    page = _welcome(program)
    page.named.emit("Bo")
    assert views.library.isVisible()
    assert views.actions["open"].isEnabled()


@pytest.mark.parametrize("answered", [True, False])
def test_a_name_typed_before_the_library_is_open_is_not_lost(
    library: Path, begin: Begin, qtbot: QtBot, session: Session, *, answered: bool
) -> None:
    program = begin(library, person="")
    page = program.views.main.findChild(WelcomePage)
    assert page is not None
    qtbot.keyClicks(page.name, "Bo")
    if answered:
        qtbot.keyClick(page.name, Qt.Key.Key_Return)
    _wait(qtbot, program)
    assert program.views.library.isVisible() is answered
    if not answered:
        later = _welcome(program)
        assert later.name.text() == "Bo"
        qtbot.keyClick(later.name, Qt.Key.Key_Return)
    assert program.window is not None
    assert program.window.workspace.person == session.text("person") == "Bo"


def test_files_handed_over_meanwhile_wait_for_the_library(
    library: Path, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text("Lock news\n\nThe lock is shut.", encoding="utf-8")
    program = begin(library)
    second = QLocalSocket()
    second.connectToServer(socket_name(library))
    assert second.waitForConnected(1000)
    second.write(json.dumps([str(new)]).encode() + b"\n")
    qtbot.waitUntil(lambda: program.views.library.model.rowCount() == 4, timeout=30_000)


_UNTIL_SHOWN = """
import sys
from ui.start import Program, Start, QApplication
from ui.window.session import Session
import builtins, linecache, types
assert isinstance(builtins.__import__, types.BuiltinFunctionType)
assert builtins.__import__.__name__ == "__import__"
from pathlib import Path
application = QApplication([])
program = Program(Start(Path(sys.argv[1])), Session(Path(sys.argv[2])))
program.show()
application.processEvents()
assert program.views.library.model.rowCount() == 3
assert len(linecache.cache) < 50, "PySide reads the source of every module"
print(*sys.modules)
sys.stdout.flush()
import os
os._exit(0)
"""


def test_nothing_heavy_is_loaded_until_the_window_shows(library: Path, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\nperson=Ada\n")
    done = subprocess.run(
        [sys.executable, "-c", _UNTIL_SHOWN, str(library), str(tmp_path / "window.ini")],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not {"sqlalchemy", "alembic", "spacy", "numpy", "lxml", "multiprocessing"} & loaded
    modules = set(done.stdout.split())
    assert not {"annotator.workspace.workspace", "annotator.worker", "ui.application"} & modules
