"""The small windows beside the work: settings, keys, guide, legend, labels."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator import __version__
from annotator.domain.ids import ArticleId
from annotator.errors import UserFacingError
from annotator.ingest.limits import DEFAULT, MEBIBYTE
from annotator.workspace import places
from annotator.workspace.workspace import Workspace
from ui.kit.file_names import file_name, saved_as
from ui.kit.theme import ThemeKeeper
from ui.language.texts import tr
from ui.language.translator import system_language
from ui.main_window import MainWindow
from ui.reading.appearance import Appearance
from ui.window.guide import GuideWindow
from ui.window.keys_sheet import KeysSheet
from ui.window.labels_dialog import LabelsDialog
from ui.window.legend_window import LegendWindow
from ui.window.session import Session
from ui.window.settings_dialog import Choices, SettingsDialog


class FrontOffice(QObject):
    """Opens the small windows and does what is chosen in them."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        *,
        session: Session,
        themes: ThemeKeeper,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._session = session
        self._themes = themes
        self._reader = window.room.reader
        self._legend: LegendWindow | None = None
        self._reader.set_appearance(kept_appearance(session, self._reader.appearance()))
        self._reader.appearance_changed.connect(self._keep_appearance)
        if kept_largest(session) != DEFAULT.file_bytes // MEBIBYTE:
            workspace.intake.allow(kept_largest(session))
        window.escaped.connect(self._close_legend)
        window.actions_.connect_to(
            label_article=self.label_article,
            settings=self.show_settings,
            keys=self.show_keys,
            guide=self.show_guide,
            legend=self.show_legend,
            print=self.save_pdf,
            about=self.show_about,
        )

    def label_article(self) -> None:
        """Ask for the labels of the articles selected in the library, or of the open one."""
        opened = self._window.room.article
        articles = self._window.library.selected() or ((opened.id,) if opened else ())
        if not articles:
            return
        labels = self._workspace.articles.details(articles[0]).labels
        known = [label for label, _ in self._workspace.articles.labels()]
        dialog = LabelsDialog(labels, known, self._window)
        dialog.chosen.connect(lambda chosen: self._label(articles, chosen))
        dialog.open()

    def show_settings(self) -> None:
        look = self._reader.appearance()
        choices = Choices(
            self._workspace.person,
            self._session.text("language"),
            self._themes.choice,
            look.size,
            look.spacing,
            look.width,
            look.serif,
            kept_largest(self._session),
        )
        dialog = SettingsDialog(
            choices, places.data_folder(), places.lexicon_folder(), self._window
        )
        dialog.changed.connect(self.choose)
        dialog.show()

    def choose(self, choices: Choices) -> None:
        """Put choices into effect, and keep them."""
        if choices.person:
            self._workspace.person = choices.person
            self._session.set_text("person", choices.person)
        self._session.set_text("language", choices.language)
        self._session.set_text("theme", choices.theme.value)
        if choices.largest != kept_largest(self._session):
            self._session.set_number("largest", choices.largest)
            self._workspace.intake.allow(choices.largest)
        self._themes.choose(choices.theme)
        look = replace(
            self._reader.appearance(),
            size=choices.size,
            spacing=choices.spacing,
            width=choices.width,
            serif=choices.serif,
        )
        self._reader.set_appearance(look)
        self._keep_appearance(look)

    def show_keys(self) -> None:
        sheet = KeysSheet(self._window.actions_, self._window)
        sheet.changed.connect(lambda: self._session.set_keys(self._window.actions_.changed_keys()))
        sheet.show()
        sheet.search.setFocus()

    def show_guide(self) -> None:
        language = self._session.text("language") or system_language()
        GuideWindow(language, self._window).show()

    def show_legend(self) -> None:
        """What the marks mean, in a small window beside the text; the same key closes it."""
        if self._legend is None:
            self._legend = LegendWindow(self._window)
            self._legend.closed.connect(lambda: self._window.actions_["legend"].setChecked(False))
        self._legend.legend.set_theme(self._themes.theme)
        self._legend.setVisible(self._window.actions_["legend"].isChecked())

    def _close_legend(self) -> None:
        """Escape closes it from the window, too, which keeps the keys while it is shown."""
        if self._legend is not None:
            self._legend.close()

    def save_pdf(self) -> None:
        """Ask where to, and write the annotated text as it looks in the reader."""
        article = self._window.room.article
        if article is None:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save the text as PDF"),
            str(Path(documents) / f"{file_name(article.title)}.pdf"),
            "PDF (*.pdf)",
        )
        if not chosen:
            return
        try:
            path = saved_as(chosen, ".pdf")
        except UserFacingError as error:
            self._window.messages.show_error(error)
        else:
            self.save_pdf_to(path)

    def save_pdf_to(self, path: Path) -> None:
        """Write the annotated text to `path`."""
        try:
            self._reader.write_pdf(path)
        except UserFacingError as error:
            self._window.messages.show_error(error)
            return
        self._window.messages.show_message(
            tr("The text is in “{file}”.", file=path.name),
            tr("Open the file"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def show_about(self) -> None:
        """What this is, which version, and that it stays on this computer."""
        words = "\n\n".join(
            (
                f"Annotator {__version__}",
                tr("Who is said to have claimed what, decided by an analyst, briefed in Word."),
                tr(
                    "It opens no network connection. All data is in {folder}.",
                    folder=places.data_folder(),
                ),
            )
        )
        QMessageBox.about(self._window, tr("About Annotator"), words)

    def _label(self, articles: tuple[ArticleId, ...], labels: tuple[str, ...]) -> None:
        try:
            for article in articles:
                self._workspace.articles.label(article, labels)
        except UserFacingError as error:
            self._window.messages.show_error(error)

    def _keep_appearance(self, look: Appearance) -> None:
        self._session.set_number("reader/size", look.size)
        self._session.set_number("reader/spacing", look.spacing)
        self._session.set_number("reader/width", look.width)
        self._session.set_flag("reader/serif", value=look.serif)


def kept_appearance(session: Session, first: Appearance) -> Appearance:
    """The look that was chosen before, else `first`."""
    look = replace(
        first,
        spacing=session.number("reader/spacing", first.spacing),
        width=int(session.number("reader/width", first.width)),
        serif=session.flag("reader/serif", default=first.serif),
    )
    return look.resized(session.number("reader/size", first.size))


def kept_largest(session: Session) -> int:
    """Megabytes of the largest file that is read, as chosen before."""
    return int(session.number("largest", DEFAULT.file_bytes // MEBIBYTE))
