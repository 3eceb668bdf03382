"""Articles coming in: drops, pastes and chosen files, with progress and what went wrong."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import resources
from annotator.errors import UserFacingError
from annotator.workspace.intake import ImportResult
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.language.excerpts import shortened
from ui.language.texts import count, tr
from ui.library.failure_list import FailureList
from ui.library.intake import Offer, offered
from ui.window.session import Session


class IntakeDesk(QObject):
    """Takes what is offered into the library and opens the first of it."""

    begun = Signal()
    """An import or a paste has begun."""
    arrived = Signal(object)
    """The ArticleId to open, when an import or a paste has brought something."""
    shown = Signal(object)
    """The ArticleId that the analyst asks to see."""
    reviewed = Signal(object)
    """The Path of a briefing that came back; it is no article."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        *,
        gui: GuiThread,
        messages: MessageBar,
        session: Session,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._jobs = jobs
        self._gui = gui
        self._messages = messages
        self._session = session
        self._window = window

    def take(self, offer: Offer) -> None:
        """Take a drop or a paste in; what went wrong with the last one is over then."""
        self._messages.dismiss()
        if offer.paths:
            self.add_files(offer.paths)
        elif offer:
            self.add_text(offer.text, offer.html)

    def paste(self) -> None:
        """Take the clipboard in."""
        offer = offered(QGuiApplication.clipboard().mimeData())
        if not offer:
            self._messages.show_error(
                UserFacingError(
                    tr("There is no text on the clipboard."),
                    tr("Copy an article first, then paste it here."),
                )
            )
            return
        self.take(offer)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background; the first article opens as soon as it is
        there, the rest follow. A briefing of ours that came back is no article."""
        if len(paths) == 1 and self._workspace.reviews.recognises(paths[0]):
            self.reviewed.emit(paths[0])
            return
        self.begun.emit()
        # The number first: the reading may tell of its progress before this method goes on.
        number = self._jobs.start(
            tr("Reading files"),
            lambda: started.cancel(),  # noqa: PLW0108 - there is no `started` yet
        )
        started = self._workspace.intake.add_files(
            paths, self._gui.wrapped(partial(self._jobs.progress, number))
        )
        self._jobs.follow(started.future, self._done, self._messages.show_error, number)

    def add_text(self, text: str, html: str) -> None:
        self.begun.emit()
        number = self._jobs.start(tr("Reading the clipboard"))
        future = self._workspace.intake.paste(text, html)
        self._jobs.follow(future, self.arrived.emit, self._messages.show_error, number)

    def ask_files(self) -> None:
        """Let the analyst choose files."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open articles"), self._session.text("folder")
        )
        self._remember_and_add([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Let the analyst choose a folder."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Open a folder"), self._session.text("folder")
        )
        self._remember_and_add([Path(chosen)] if chosen else [])

    def add_sample(self) -> None:
        """The sample article that ships with the app."""
        self.add_files(sorted((resources.folder() / "samples").glob("*.*"))[:1])

    def _remember_and_add(self, paths: Sequence[Path]) -> None:
        if paths:
            self._session.set_text("folder", str(paths[0].parent))
            self.add_files(paths)

    def _done(self, result: ImportResult) -> None:
        if result.added:
            self.arrived.emit(result.added[0])
        if result.failures:
            self._say_failures(result)
        elif result.known:
            self._say_known(result)
        elif result.added:
            self._messages.show_message(_came_in(result))
        elif not result.cancelled:
            self._messages.show_error(
                UserFacingError(
                    tr("No article was found there."),
                    tr("Choose text, Word, PDF, web page or e-mail files."),
                )
            )

    def _say_failures(self, result: ImportResult) -> None:
        failures = result.failures
        if len(failures) == 1 and not result.added and not result.known:
            self._messages.show_error(failures[0].error)
            return
        self._messages.show_error(
            UserFacingError(
                count(len(failures), "1 file could not be read.", "{n} files could not be read."),
                _came_in(result),
            ),
            tr("Show why"),
            lambda: FailureList(failures, self._window).show(),
        )

    def _say_known(self, result: ImportResult) -> None:
        """Name what was there already, and offer to show it instead of jumping there."""
        known = result.known
        title = self._workspace.articles.get(known[0]).title
        words = tr("“{title}” is in the library already.", title=shortened(title))
        if len(known) > 1:
            words = tr(
                "“{title}” and {n} more are in the library already.",
                title=shortened(title),
                n=len(known) - 1,
            )
        if result.added:
            words += " " + _new(result)
        self._messages.show_message(words, tr("Show it"), lambda: self.shown.emit(known[0]))


def _came_in(result: ImportResult) -> str:
    """How an import ended: what is new, and what the library had already."""
    words = [_new(result)] if result.added or not result.known else []
    if result.known:
        words.append(
            count(
                len(result.known),
                "1 is in the library already.",
                "{n} are in the library already.",
            )
        )
    return " ".join(words)


def _new(result: ImportResult) -> str:
    return count(len(result.added), "1 new article came in.", "{n} new articles came in.")
