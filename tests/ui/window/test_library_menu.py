"""The Library menu and a library that does not open: passphrase, backups, rescue, deletion."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from annotator.storage import Library
from annotator.storage.file import encryption
from annotator.storage.keeping.backups import backups_of
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.library.rescue_page import RescuePage
from ui.library.unlock_page import UnlockPage
from ui.offices.library_desk import Rework
from ui.start import Program, Start
from ui.window.session import Session
from ui.window.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from tests.ui.window.conftest import Shelf

type Begin = Callable[..., Program]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "ROUNDS", 100)


@pytest.fixture
def closed(tmp_path: Path, shelf_of: "Callable[[Workspace], Shelf]") -> Path:
    """A library with one article and a backup, closed."""
    path = tmp_path / "desk" / "library.db"
    with Workspace.open(path, AnalysisClient(), "Ada") as workspace:
        shelf_of(workspace).put("Quay news\n\nThe quay is open.", "Quay")
        workspace.library.backups.make()
    return path


def working(qtbot: QtBot, program: Program) -> Window:
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    return program.window


# A library that does not open


def test_an_encrypted_library_asks_for_its_passphrase_until_it_is_right(
    closed: Path, begin: Begin, qtbot: QtBot
) -> None:
    Library.change_passphrase(closed, "", "green")
    program = begin(closed)
    main = program.views.main
    qtbot.waitUntil(lambda: main.findChild(UnlockPage) is not None, timeout=20_000)
    page = main.findChild(UnlockPage)
    assert page is not None
    assert not page.unlock.isEnabled()
    assert page.passphrase.echoMode() is page.passphrase.EchoMode.Password
    assert not program.views.actions["open"].isEnabled()
    qtbot.keyClicks(page.passphrase, "blue")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in page.message.text(), timeout=20_000)
    assert page.isEnabled()
    qtbot.keyClicks(page.passphrase, "green")  # what was typed before is selected
    qtbot.mouseClick(page.unlock, Qt.MouseButton.LeftButton)
    window = working(qtbot, program)
    assert window.workspace.articles.rows()[0].title == "Quay"
    assert program.views.actions["open"].isEnabled()
    # The keys reach the work, not the field that is gone.
    assert window.main.focusWidget() is not None


def test_a_damaged_library_offers_its_backups_and_comes_back_whole(
    closed: Path, begin: Begin, qtbot: QtBot, session: Session
) -> None:
    closed.write_bytes(b"nothing of use" * 900)
    program = begin(closed)
    main = program.views.main
    qtbot.waitUntil(lambda: main.findChild(RescuePage) is not None, timeout=20_000)
    page = main.findChild(RescuePage)
    assert page is not None
    assert "library.db" in page.message.text()
    assert page.list.count() == 1
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert not main.isVisible()
    rework = program.rework
    assert rework is not None
    again = followed(program, closed, session)
    window = working(qtbot, again)
    assert window.workspace.articles.rows()[0].title == "Quay"
    assert "What was there is kept as" in window.messages.text
    ended(again)


def test_what_a_damaged_library_still_holds_is_saved_and_opened(
    closed: Path, begin: Begin, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    for backup in backups_of(closed):
        backup.path.unlink()
    content = bytearray(closed.read_bytes())
    content[96 * 2 : 96 * 2 + 4000] = bytes(4000)
    closed.write_bytes(content)
    program = begin(closed)
    main = program.views.main
    qtbot.waitUntil(lambda: main.findChild(RescuePage) is not None, timeout=20_000)
    page = main.findChild(RescuePage)
    assert page is not None
    assert page.restore.isHidden()
    page.salvage_chosen.emit(tmp_path / "saved.db")
    assert program.rework is not None
    again = followed(program, closed, session)
    # Its beginning is lost, so nothing could be saved: that is told, and nothing was changed.
    qtbot.waitUntil(lambda: again.views.main.findChild(RescuePage) is not None, timeout=20_000)
    assert closed.read_bytes() == bytes(content)
    ended(again)


def followed(program: Program, library: Path, session: Session) -> Program:
    """The window that opens after one was left for a rework."""
    program.close()
    again = Program(Start(library), session, program.rework)
    again.show()
    return again


def ended(program: Program) -> None:
    program.views.main.close()
    program.close()


# The menu


def reworks(window: Window) -> list[Rework]:
    """What the window was left for."""
    left: list[Rework] = []
    window.keeping.again.connect(left.append)
    return left


def test_a_passphrase_is_given_in_the_window_and_asked_for_at_the_next_start(
    closed: Path, begin: Begin, qtbot: QtBot, session: Session
) -> None:
    program = begin(closed)
    window = working(qtbot, program)
    dialog = window.keeping.ask_passphrase()
    assert not dialog.present.isVisible()
    qtbot.keyClicks(dialog.new, "green")
    qtbot.keyClicks(dialog.again, "grean")
    assert not dialog.ok.isEnabled()
    dialog.again.setText("green")
    assert dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    again = followed(program, closed, session)
    window = working(qtbot, again)
    assert window.workspace.library.encrypted
    assert "encrypted" in window.messages.text
    assert Library.is_encrypted(backups_of(closed)[0].path)
    dialog = window.keeping.ask_passphrase()
    dialog.none.setChecked(True)
    assert not dialog.ok.isEnabled()
    dialog.present.setText("wrong")
    left = reworks(window)
    dialog.accept()
    assert (left[0].passphrase, left[0].before) == ("", "wrong")
    ended(again)


def test_a_backup_is_made_chosen_and_restored(
    closed: Path, begin: Begin, qtbot: QtBot, session: Session
) -> None:
    program = begin(closed)
    window = working(qtbot, program)
    window.actions["back_up"].trigger()
    qtbot.waitUntil(lambda: "The backup is" in window.messages.text, timeout=20_000)
    (article,) = window.workspace.articles.ids()
    window.workspace.articles.remove([article])
    dialog = window.keeping.choose_backup()
    assert dialog.list.count() == 2
    assert "made by hand" in dialog.list.item(0).text()
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    again = followed(program, closed, session)
    assert working(qtbot, again).workspace.articles.ids() == (article,)
    ended(again)


def test_a_library_is_exported_and_taken_in(
    window: Window, qtbot: QtBot, tmp_path: Path, closed: Path
) -> None:
    count = len(window.workspace.articles.ids())
    window.keeping.take_in(closed)
    qtbot.waitUntil(lambda: "1 article came in" in window.messages.text, timeout=20_000)
    assert len(window.workspace.articles.ids()) == count + 1
    qtbot.waitUntil(lambda: len(window.library.model.ids) == count + 1, timeout=5_000)
    window.keeping.export(tmp_path / "whole.db")
    qtbot.waitUntil(lambda: "whole.db" in window.messages.text, timeout=20_000)
    with Library.open(tmp_path / "whole.db", read_only=True) as whole:
        assert whole.articles.count() == count + 1


def test_a_sound_library_is_called_sound(window: Window, qtbot: QtBot) -> None:
    window.actions["check_library"].trigger()
    qtbot.waitUntil(lambda: "is sound" in window.messages.text, timeout=20_000)


def test_an_article_is_deleted_for_good_only_when_it_is_meant(window: Window, qtbot: QtBot) -> None:
    article = window.room.article
    assert article is not None
    box = window.keeping.ask_deletion()
    assert box is not None
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert article.id in window.workspace.articles.ids()
    box = window.keeping.ask_deletion()
    assert box is not None
    (button,) = [b for b in box.buttons() if box.buttonRole(b) is box.ButtonRole.DestructiveRole]
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: "Deleted for good" in window.messages.text, timeout=20_000)
    assert article.id not in window.workspace.articles.ids()


def test_what_was_opened_last_is_forgotten(window: Window, session: Session) -> None:
    session.set_text("folder", "somewhere/secret")
    window.workspace.library.settings.set("reading/a1", 12)
    window.actions["forget"].trigger()
    assert session.text("folder") == session.text("article") == ""
    assert window.workspace.library.settings.get("reading/a1") is None
    assert session.text("person") == "" or session.text("person") == "Ada"


def test_the_dialogs_can_be_left_by_escape(window: Window, qtbot: QtBot) -> None:
    for dialog in (window.keeping.ask_passphrase(), window.keeping.choose_backup()):
        assert dialog.findChild(QDialogButtonBox) is not None
        left = reworks(window)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert left == []


def test_the_largest_file_is_chosen_in_the_settings_and_kept(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    large = tmp_path / "large.txt"
    large.write_text("A line about the harbour.\n" * 60_000, encoding="utf-8")
    window.actions["settings"].trigger()
    dialog = window.main.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.largest.value() == 100
    dialog.largest.setValue(1)
    assert session.number("largest", 0) == 1
    dialog.close()
    window.intake.add_files([large])
    qtbot.waitUntil(lambda: "1 MB" in window.messages.text, timeout=60_000)
