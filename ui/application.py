"""The composition root: everything is built once here and handed on by constructor."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import __version__, resources
from annotator.errors import UserFacingError
from annotator.worker import AnalysisClient, WorkerState
from annotator.workspace import logs, places
from annotator.workspace.workspace import Workspace
from ui.jobs.garbage import GarbageKeeper
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.kit.theme import ThemeKeeper
from ui.language.texts import tr
from ui.language.translator import JsonTranslator, read_texts, system_language
from ui.library.library_panel import LibraryPanel
from ui.library.search_desk import SearchDesk
from ui.library.status_strip import StatusStrip
from ui.main_window import MainWindow
from ui.offices.back_office import BackOffice
from ui.offices.context_menus import ContextMenus
from ui.offices.desk import Desk
from ui.offices.front_office import FrontOffice, kept_theme
from ui.window.actions import Actions
from ui.window.analysis_watch import AnalysisWatch
from ui.window.claim_verbs import ClaimVerbs
from ui.window.crash import CrashGuard
from ui.window.intake_desk import IntakeDesk
from ui.window.model_words import model_words
from ui.window.reading_room import ReadingRoom
from ui.window.session import Session
from ui.window.single_instance import InstanceServer, hand_over

NOTHING_DONE = 2
"""Exit code when the library cannot be opened."""
_SETTLED_MS = 2000
"""When the window stands and what it is made of will stay."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asks of the window."""

    library: Path
    files: tuple[Path, ...] = ()


def parsed(arguments: Sequence[str]) -> Start:
    """The window's own arguments: [--library DB] [FILE…]."""
    parser = argparse.ArgumentParser(prog="annotator", add_help=False)
    parser.add_argument("--library", type=Path, default=None)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args(list(arguments))
    return Start(given.library or places.library_file(), tuple(given.files))


class Window:
    """A window on one library, wired and ready to be shown."""

    def __init__(self, workspace: Workspace, session: Session, gui: GuiThread) -> None:
        self.workspace = workspace
        self.session = session
        self.gui = gui
        self.jobs = Jobs(gui)
        self.themes = ThemeKeeper(kept_theme(session))
        self.actions = Actions(session.keys())
        self.room = ReadingRoom(workspace)
        self.library = LibraryPanel(workspace.articles.rows)
        self.status = StatusStrip(self.jobs)
        self.messages = MessageBar()
        self.main = MainWindow(
            actions=self.actions,
            library=self.library,
            room=self.room,
            status=self.status,
            messages=self.messages,
            session=session,
        )
        self.intake = IntakeDesk(
            workspace,
            self.jobs,
            gui=gui,
            messages=self.messages,
            session=session,
            window=self.main,
        )
        self.verbs = ClaimVerbs(workspace, self.room, self.messages)
        self.desk = Desk(
            workspace, self.main, intake=self.intake, verbs=self.verbs, gui=gui, session=session
        )
        self.office = BackOffice(
            workspace, self.main, desk=self.desk, jobs=self.jobs, gui=gui, themes=self.themes
        )
        self.front = FrontOffice(
            workspace, self.main, verbs=self.verbs, session=session, themes=self.themes
        )
        self.search = SearchDesk(workspace, self.library, self.jobs, self.messages)
        self.search.hit_chosen.connect(self.desk.show_hit)
        self.search.left.connect(self.room.setFocus)
        self.menus = ContextMenus(self.main)
        self.watch = AnalysisWatch(workspace, self.jobs, gui, self.main)
        self.jobs.failed.connect(self.messages.show_error)
        self.themes.changed.connect(self.wear)
        self.wear(self.themes.theme)
        self.main.closing.connect(self.close)

    def close(self) -> None:
        """Keep what is half-written; the library may be closed after this."""
        self.desk.end()
        self.office.close()
        self.search.close()
        self.watch.close()
        self.jobs.cancel_all()

    def wear(self, theme: object) -> None:
        """Put the theme on everything that paints for itself."""
        del theme
        worn = self.themes.theme
        self.main.set_theme(worn)
        self.room.set_theme(worn)
        self.library.set_theme(worn)

    def say_model(self, state: WorkerState, message: str) -> None:
        """Tell in the last line how the language model is."""
        self.status.say_model(model_words(state, message))


def run(arguments: Sequence[str]) -> int:
    """Open the window; returns the exit code."""
    start = parsed(arguments)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Annotator")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resources.folder() / "icons" / "annotator.svg")))
    if hand_over(start.library, start.files):
        return 0
    try:
        places.ensure(start.library.parent)
        logs.start()
        session = Session(places.data_folder() / "window.ini")
        speak(application, session)
        return _work(application, start, session)
    except UserFacingError as error:
        QMessageBox.critical(None, tr("Annotator"), f"{error.message}\n\n{error.hint}")
        return NOTHING_DONE


def _work(application: QApplication, start: Start, session: Session) -> int:
    """From the open library to the end of the event loop."""
    guard = CrashGuard()
    guard.install()
    garbage = GarbageKeeper()
    gui = GuiThread()
    told: list[Window] = []

    def say(state: WorkerState, message: str) -> None:
        for window in told:
            window.say_model(state, message)

    client = AnalysisClient(user_folder=places.lexicon_folder(), on_state=gui.wrapped(say))
    with Workspace.open(start.library, client, session.text("person")) as workspace:
        window = Window(workspace, session, gui)
        told.append(window)
        guard.window = window.main
        server = InstanceServer(start.library)
        server.files_received.connect(lambda files: _receive(window, files))
        window.desk.begin()
        window.main.show()
        QTimer.singleShot(0, client.start)
        QTimer.singleShot(_SETTLED_MS, workspace.intake.warm_up)
        QTimer.singleShot(_SETTLED_MS, workspace.upkeep.back_up_if_due)
        QTimer.singleShot(0, window.watch.resume)
        if start.files:
            _receive(window, tuple(path.absolute() for path in start.files))
        QTimer.singleShot(_SETTLED_MS, garbage.start)
        code = application.exec()
        server.close()
        told.clear()
        return code


def _receive(window: Window, files: tuple[Path, ...]) -> None:
    """A second start of the app hands its files over and comes to the front here."""
    if window.main.isMinimized():
        window.main.showNormal()
    window.main.raise_()
    window.main.activateWindow()
    if files:
        window.desk.when_named(lambda: window.intake.add_files(files))


def speak(application: QApplication, session: Session) -> None:
    """Put the chosen language on; the system's when none was chosen."""
    language = session.text("language") or system_language()
    if texts := read_texts(language):
        application.installTranslator(JsonTranslator(texts, application))
        _speak_qt(application, language)
    if session.text("language"):
        QLocale.setDefault(QLocale(language))


def _speak_qt(application: QApplication, language: str) -> None:
    """Qt's own dialogs in the same language; asked first, because ours answers everything."""
    own = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(f"qtbase_{language}", folder):
        application.installTranslator(own)
