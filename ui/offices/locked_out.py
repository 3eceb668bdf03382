"""A library that does not open: asking for its passphrase, or offering what mends it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserFacingError
from annotator.storage import Library, LibraryDamagedError
from annotator.storage.file.faults import PassphraseNeededError, PassphraseWrongError
from annotator.storage.keeping.backups import backups_of
from ui.language.texts import say, tr
from ui.library.rescue_page import RescuePage
from ui.library.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.offices.library_desk import Rework, restoring

_HELPED = (PassphraseNeededError, PassphraseWrongError, LibraryDamagedError)


class LockedOut(QObject):
    """Covers the window with what is to be asked."""

    passphrase_given = Signal(str)
    left_for = Signal(object)
    """The Rework for which the window has to be left."""

    def __init__(self, window: MainWindow, library: Path) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._passphrase = ""
        self.page: UnlockPage | RescuePage | None = None

    @staticmethod
    def can_help(error: UserFacingError) -> bool:
        return isinstance(error, _HELPED)

    def ask(self, error: UserFacingError) -> None:
        """Ask for the passphrase (again), or what to do about the damage."""
        if isinstance(error, LibraryDamagedError):
            self._offer_rescue(error)
        elif isinstance(self.page, UnlockPage):
            self.page.refuse(say(error))
        else:
            page = UnlockPage(self._library.name)
            page.given.connect(self._try)
            self._cover(page)
            page.passphrase.setFocus()

    def _try(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self.passphrase_given.emit(passphrase)

    def _offer_rescue(self, error: UserFacingError) -> None:
        page = RescuePage(error, self._library, backups_of(self._library))
        page.restore_chosen.connect(self._restore)
        page.salvage_chosen.connect(self._salvage)
        self._cover(page)

    def _restore(self, copy: Path) -> None:
        self.left_for.emit(restoring(copy, self._library, self._passphrase))

    def _salvage(self, to: Path) -> None:
        act = partial(_salvaged, self._library, to, self._passphrase)
        title = tr("Saving what can be read …")
        self.left_for.emit(Rework(title, act, self._passphrase, self._passphrase))

    def _cover(self, page: UnlockPage | RescuePage) -> None:
        self._window.uncover()
        self._window.cover(page)
        self.page = page


def _salvaged(library: Path, to: Path, passphrase: str) -> str:
    """Reads what can be read into `to`, and lets that take the library's place."""
    report = Library.salvage(library, to, passphrase)
    Library.restore(to, library, passphrase)
    return tr(
        "{articles} articles and {decisions} decisions were saved in “{file}”.",
        articles=report.articles,
        decisions=report.decisions,
        file=to.name,
    )
