"""What keeps a library safe, asked for by hand: copies, passphrase, deletion for good."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox

from annotator.domain.ids import ArticleId
from annotator.storage import Library
from annotator.storage.keeping.backups import BackupFile
from annotator.storage.keeping.checking import CheckReport
from annotator.storage.keeping.recoding import Recoded
from annotator.storage.records.joining import Joined
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.language.texts import count, tr
from ui.library.backups_dialog import BackupsDialog
from ui.library.passphrase_dialog import PassphraseDialog
from ui.main_window import MainWindow
from ui.window.session import Session

_SUFFIX = "Annotator (*.annotator *.db)"


@dataclass(frozen=True, slots=True)
class Rework:
    """What is done to a library while no window works on it; then it is opened again."""

    title: str
    """What is said meanwhile."""
    act: Callable[[], str]
    """Does it, on a thread of its own; returns what to say then. Raises UserFacingError."""
    passphrase: str = ""
    """What opens the library afterwards."""
    before: str = ""
    """What opens it when the act failed."""


class LibraryDesk(QObject):
    """The verbs of the Library menu."""

    again = Signal(object)
    """The Rework for which the window has to be left."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        *,
        jobs: Jobs,
        gui: GuiThread,
        session: Session,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._jobs = jobs
        self._gui = gui
        self._session = session
        window.actions_.connect_to(
            back_up=self.back_up,
            restore_backup=self.choose_backup,
            export_library=self.ask_export,
            import_library=self.ask_import,
            check_library=self.check,
            passphrase=self.ask_passphrase,
            delete_for_good=self.ask_deletion,
            forget=self.forget,
        )

    # -- copies --------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make a backup now."""
        stop = Event()
        number = self._jobs.start(tr("Backing up"), stop.set)
        progress = self._gui.wrapped(partial(self._jobs.progress, number))
        future = self._workspace.upkeep.back_up(progress, stop.is_set)

        def told(backup: BackupFile) -> None:
            self._say(tr("The backup is {file}.", file=backup.path.name))

        self._jobs.follow(future, told, self._window.messages.show_error, number)

    def choose_backup(self) -> BackupsDialog:
        """Let a backup be chosen to take the library's place."""
        dialog = BackupsDialog(self._workspace.library.backups.all(), self._window)
        dialog.chosen.connect(self.restore)
        dialog.open()
        return dialog

    def restore(self, copy: Path) -> None:
        """Put a copy in the library's place; the present one is kept among the backups."""
        path = self._workspace.library.path
        passphrase = self._passphrase_of(copy, self._workspace.library.encrypted)
        if passphrase is None:
            return
        self.again.emit(restoring(copy, path, passphrase))

    def ask_export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export the library"), "library.annotator", _SUFFIX
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, file: Path) -> None:
        """Write the whole library as one file."""
        number = self._jobs.start(tr("Exporting the library"))
        future = self._workspace.upkeep.export_to(file)

        def told(_done: None) -> None:
            self._say(tr("The library is in “{file}”.", file=file.name))

        self._jobs.follow(future, told, self._window.messages.show_error, number)

    def ask_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import a library"), "", f"{_SUFFIX};;(*)"
        )
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, file: Path) -> None:
        """Take an exported library into this one."""
        passphrase = self._passphrase_of(file, needed=False)
        if passphrase is None:
            return
        number = self._jobs.start(tr("Importing a library"))
        future = self._workspace.upkeep.take_in(file, passphrase)
        self._jobs.follow(future, self._tell_joined, self._window.messages.show_error, number)

    def _tell_joined(self, joined: Joined) -> None:
        self._say(
            count(
                len(joined.added),
                "1 article came in, {known} were known already; {decisions} decisions came with "
                "them. The backup from before takes it back.",
                "{n} articles came in, {known} were known already; {decisions} decisions came "
                "with them. The backup from before takes it back.",
                known=joined.known,
                decisions=joined.decisions,
            )
        )

    def _passphrase_of(self, file: Path, needed: bool) -> str | None:
        """What opens a file that is encrypted, as the analyst types it; None: rather not."""
        if not needed and not (file.is_file() and Library.is_encrypted(file)):
            return ""
        typed, given = QInputDialog.getText(
            self._window,
            tr("Passphrase"),
            tr("Passphrase of {library}:", library=file.name),
            QLineEdit.EchoMode.Password,
        )
        return typed if given else None

    # -- soundness -----------------------------------------------------------------------

    def check(self) -> None:
        """Look for damage, and for tampering with the journal."""
        stop = Event()
        number = self._jobs.start(tr("Checking the library"), stop.set)
        progress = self._gui.wrapped(partial(self._jobs.progress, number))
        future = self._workspace.upkeep.check(progress, stop.is_set)
        self._jobs.follow(future, self._tell_check, self._window.messages.show_error, number)

    def _tell_check(self, report: CheckReport) -> None:
        if report.sound:
            self._say(
                count(
                    report.articles,
                    "The library is sound: 1 article, {entries} entries of the journal.",
                    "The library is sound: {n} articles, {entries} entries of the journal.",
                    entries=report.entries,
                )
            )
            return
        self._window.messages.show_message(
            tr(
                "Something is wrong with the library: {problem}", problem=report.problems[0].message
            ),
            tr("Restore a backup…"),
            self.choose_backup,
        )

    # -- secrets -------------------------------------------------------------------------

    def ask_passphrase(self) -> PassphraseDialog:
        """Let a passphrase be given, changed or taken away."""
        dialog = PassphraseDialog(encrypted=self._workspace.library.encrypted, parent=self._window)
        dialog.chosen.connect(self.change_passphrase)
        dialog.open()
        return dialog

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the library and its backups with another passphrase; "" is none."""
        self.again.emit(recoding(self._workspace.library.path, old, new))

    def ask_deletion(self) -> QMessageBox | None:
        """Ask before an article is gone for good: nothing brings it back."""
        article = self._window.room.article
        if article is None:
            return None
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Delete for good"))
        box.setText(tr("Delete “{title}” for good?", title=article.title))
        box.setInformativeText(
            tr(
                "Text, original, claims and notes are overwritten and cannot be brought back. "
                "Backups made before still hold them."
            )
        )
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        button = box.addButton(tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        button.clicked.connect(partial(self.delete_for_good, article.id))
        box.open()
        return box

    def delete_for_good(self, article: ArticleId) -> None:
        number = self._jobs.start(tr("Deleting for good"))
        future = self._workspace.upkeep.delete_for_good(article)

        def told(_done: None) -> None:
            self._say(tr("Deleted for good."))

        self._jobs.follow(future, told, self._window.messages.show_error, number)

    def forget(self) -> None:
        """Clear what was opened last and where reading stopped."""
        self._session.forget()
        self._workspace.upkeep.forget_places()
        self._say(tr("What was opened last is forgotten."))

    def _say(self, words: str) -> None:
        self._window.messages.show_message(words)


def restoring(copy: Path, path: Path, passphrase: str) -> Rework:
    """Puts `copy` in the place of the library at `path`."""

    def act() -> str:
        kept = Library.restore(copy, path, passphrase)
        if kept is None:
            return tr("The backup was restored.")
        return tr("The backup was restored. What was there is kept as {file}.", file=kept.name)

    return Rework(tr("Restoring a backup …"), act, passphrase, passphrase)


def recoding(path: Path, old: str, new: str) -> Rework:
    """Gives the library at `path` and its backups another passphrase."""

    def act() -> str:
        done: Recoded = Library.change_passphrase(path, old, new)
        if done.left:
            return tr("The passphrase is changed; {n} backups cannot be read.", n=len(done.left))
        if new:
            return tr("The library and its backups are encrypted.")
        return tr("The library and its backups are no longer encrypted.")

    return Rework(tr("Encrypting the library …") if new else tr("Decrypting …"), act, new, old)
