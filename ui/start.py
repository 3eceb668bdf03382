"""The start of the window: shown first, with the list of articles; its library opened beside it.

SQLAlchemy, the analysis and every page but the first are loaded on a thread once the window has
been painted. What the analyst asks for meanwhile is done as soon as the library is open.
"""

import ui.plain_imports  # noqa: F401 - before all that it makes faster

# isort: split
import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from annotator import __version__, resources
from annotator.domain.ids import ArticleId
from annotator.errors import Told, UserFacingError
from annotator.storage import FirstLook
from annotator.workspace import places
from ui.early_wishes import EarlyWishes
from ui.jobs.garbage import GarbageKeeper
from ui.jobs.gui_thread import GuiThread
from ui.jobs.turns import take_turns_soon
from ui.kit.clipboard import leave_plain_text
from ui.language.texts import say, tr
from ui.language.translator import JsonTranslator, read_texts, system_language
from ui.views import Views
from ui.window.crash import CrashGuard
from ui.window.session import Session
from ui.window.single_instance import InstanceServer, hand_over
from ui.window.welcome import WelcomePage

if TYPE_CHECKING:
    from annotator.worker import WorkerState
    from annotator.workspace.workspace import Workspace
    from ui.application import Window
    from ui.offices.library_desk import Rework
    from ui.offices.locked_out import LockedOut

NOTHING_DONE = 2
"""Exit code when the library cannot be opened."""
_PAINTED_MS = 30
"""When the window has been painted and the rest may be loaded."""
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


def run(arguments: Sequence[str]) -> int:
    """Open the window; returns the exit code."""
    start = parsed(arguments)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Annotator")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    if hand_over(start.library, start.files):
        return 0
    try:
        places.ensure(start.library.parent)
        session = Session(places.data_folder() / "window.ini")
        speak(application, session)
        program = Program(start, session)
    except UserFacingError as error:
        _say_fatal(None, error)
        return NOTHING_DONE
    while True:
        program.show()
        code = application.exec()
        program.close()
        if program.rework is None:
            return code
        program = Program(start, session, program.rework)


class Program:
    """One window from its first sight to its end."""

    def __init__(self, start: Start, session: Session, first: "Rework | None" = None) -> None:
        self._start = start
        self._first = first
        self._told: str | UserFacingError = ""
        self._welcome: WelcomePage | None = None
        self._name = ""
        self._locked_out: LockedOut | None = None
        self.rework: Rework | None = None
        """For what this window was left; the next one does it before it opens the library."""
        self._session = session
        take_turns_soon()
        self._garbage = GarbageKeeper()
        self._gui = GuiThread()
        self._guard = CrashGuard()
        self._guard.install()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self._opening: Future[Workspace] | None = None
        self.window: Window | None = None
        self.views = Views(session, self._gui)
        self._guard.window = self.views.main
        self._wishes = EarlyWishes(self.views)
        self._server = InstanceServer(start.library)
        self._server.files_received.connect(self._receive)

    def show(self) -> None:
        """Show the window with the list of articles, and open the library beside it."""
        views = self.views
        if not self._session.text("person"):
            self._welcome = WelcomePage()
            self._welcome.named.connect(self._hear_name)
            views.main.cover(self._welcome)
        kept = ArticleId(self._session.text("article"))
        views.show_first(FirstLook.at(self._start.library, kept))
        views.main.show()
        if self._welcome is not None:
            self._welcome.name.setFocus()
        QTimer.singleShot(_PAINTED_MS, self._open)

    def close(self) -> None:
        """Close the library, also one that has just been opened for a window that is gone.
        Twice does nothing."""
        leave_plain_text()
        self._server.close()
        self._thread.shutdown(wait=True)
        opening, self._opening = self._opening, None
        if opening is not None and opening.exception() is None:
            opening.result().close()
        self._garbage.stop()
        self.window = None

    # -- opening -------------------------------------------------------------------------

    def _open(self) -> None:
        if not self.views.main.isVisible():
            return
        icon = resources.folder() / "icons" / "annotator.svg"
        QApplication.setWindowIcon(QIcon(str(icon)))
        self._open_with(self._first.passphrase if self._first else "")

    def _open_with(self, passphrase: str) -> None:
        person = self._session.text("person")
        say = self._gui.wrapped(self._say)
        first, self._first = self._first, None
        number = self.views.jobs.start(first.title) if first else None
        self._opening = self._thread.submit(self._opened, first, person, say, passphrase)
        self.views.jobs.follow(self._opening, self._work, self._give_up, number)

    def _work(self, workspace: "Workspace") -> None:
        """The library is open: connect everything, then do what was asked for meanwhile.

        Nothing when the window was closed while the news of it was on its way."""
        if self._opening is None:
            return
        from ui.application import Window  # noqa: PLC0415 - loaded on the thread by now

        self._wishes.stop()
        self.window = window = Window(workspace, self._session, self._gui, self.views)
        if not workspace.person or self._locked_out is not None:
            window.main.uncover()
            window.room.setFocus()
        window.desk.begin()
        self._pass_name_on(window)
        self._wishes.fulfil()
        if self._start.files:
            self._receive(tuple(path.absolute() for path in self._start.files))
        window.keeping.again.connect(self._leave_for)
        if isinstance(self._told, UserFacingError):
            window.messages.show_error(self._told)
        elif self._told:
            window.messages.show_message(self._told)
        workspace.analyses.start()
        window.watch.resume()
        QTimer.singleShot(_SETTLED_MS, self._settle)

    def _hear_name(self, name: str) -> None:
        """A newcomer answered before the library was open."""
        self._name = name
        if self._welcome is not None:
            self._welcome.setEnabled(False)

    def _pass_name_on(self, window: "Window") -> None:
        """Give what a newcomer typed meanwhile to the page that asks for it now."""
        early, self._welcome = self._welcome, None
        if early is None:
            return
        for page in window.main.findChildren(WelcomePage):
            if page is not early:
                page.name.setText(early.name.text())
                if self._name:
                    page.named.emit(self._name)

    def _settle(self) -> None:
        """What can wait until the analyst has begun to read."""
        if self.window is None:
            return
        self.window.workspace.intake.warm_up()
        self.window.workspace.upkeep.back_up_if_due()
        self.window.workspace.upkeep.sign_articles()
        self.window.workspace.upkeep.note_titles()
        self._garbage.start()

    def _leave_for(self, rework: "Rework") -> None:
        """Close the window, so that something can be done to the library itself."""
        self.rework = rework
        self.views.main.close()

    def _opened(
        self,
        first: "Rework | None",
        person: str,
        on_state: Callable[["WorkerState", Told], None],
        passphrase: str,
    ) -> "Workspace":
        """The library, open, what is to be done to it done before; not on the window's thread."""
        if first is not None:
            try:
                self._told = first.act()
            except UserFacingError as error:
                self._told, passphrase = error, first.before
        return _opened(self._start.library, person, on_state, passphrase)

    def _give_up(self, error: UserFacingError) -> None:
        from ui.offices.locked_out import LockedOut  # noqa: PLC0415 - seldom needed

        if LockedOut.can_help(error):
            if self._locked_out is None:
                self._locked_out = LockedOut(self.views.main, self._start.library)
                self._locked_out.passphrase_given.connect(self._open_with)
                self._locked_out.left_for.connect(self._leave_for)
            self._locked_out.ask(error)
            return
        _say_fatal(self.views.main, error)
        QApplication.exit(NOTHING_DONE)

    # -- news ----------------------------------------------------------------------------

    def _say(self, state: "WorkerState", message: Told) -> None:
        if self.window is not None:
            self.window.say_model(state, message)

    def _receive(self, files: tuple[Path, ...]) -> None:
        """A second start of the app hands its files over and comes to the front here."""
        main = self.views.main
        if main.isMinimized():
            main.showNormal()
        main.raise_()
        main.activateWindow()
        if self.window is None:
            self._wishes.add(partial(self._receive, files))
        elif files:
            add = self.window.intake.add_files
            self.window.desk.when_named(lambda: add(files))


def _opened(
    library: Path, person: str, on_state: Callable[["WorkerState", Told], None], passphrase: str
) -> "Workspace":
    """The library, open, and all that works on it loaded; not on the window's thread."""
    from annotator.worker import AnalysisClient  # noqa: PLC0415 - only now
    from annotator.workspace import logs  # noqa: PLC0415
    from annotator.workspace.workspace import Workspace  # noqa: PLC0415

    logs.start()
    import ui.application  # noqa: F401, PLC0415 - loaded here, for the window's thread

    client = AnalysisClient(user_folder=places.lexicon_folder(), on_state=on_state)
    workspace = Workspace.open(library, client, person, passphrase)
    workspace.rehearse()
    return workspace


def _say_fatal(window: QWidget | None, error: UserFacingError) -> None:
    QMessageBox.critical(window, tr("Annotator"), f"{say(error.message)}\n\n{say(error.hint)}")


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
