"""What the window shows, without the library behind it: there before the library is open."""

from collections.abc import Sequence

from annotator.domain.ids import ArticleId
from annotator.storage import ArticleRow, FirstLook
from ui.jobs.acts import Acts
from ui.jobs.gui_thread import GuiThread
from ui.jobs.jobs import Jobs
from ui.kit.message_bar import MessageBar
from ui.kit.theme import ThemeChoice, ThemeKeeper
from ui.language.texts import tr
from ui.library.library_panel import LibraryPanel
from ui.library.status_strip import StatusStrip
from ui.main_window import MainWindow
from ui.window.actions import Actions
from ui.window.key_hints import KeyHints
from ui.window.reading_room import ReadingRoom
from ui.window.session import Session


class Views:
    """The parts of a window, put together and in their theme."""

    def __init__(self, session: Session, gui: GuiThread) -> None:
        self.session = session
        self.gui = gui
        self.jobs = Jobs(gui)
        self.themes = ThemeKeeper(kept_theme(session))
        self.actions = Actions(session.keys())
        self.acts = Acts(gui)
        self.room = ReadingRoom(self.acts)
        self.library = LibraryPanel(self._known_rows)
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
        self.themes.setParent(self.main)  # It ends with what wears the theme.
        KeyHints(self.actions, self.library, self.room)
        self._offer_acts()
        # The system's changes of theme are followed as long as there is a window.
        self.themes.setParent(self.main)
        self._rows: dict[ArticleId, ArticleRow] = {}
        self.jobs.failed.connect(self.messages.show_error)
        self.themes.changed.connect(self.wear)
        self.wear(self.themes.theme)
        self._show_panels()

    def show_first(self, look: FirstLook) -> None:
        """Fill the list with what is known of the library already."""
        self._rows = {row.id: row for row in look.rows}
        self.library.show_labels(look.labels)
        self.library.show_ids(look.ids)
        if look.ids:
            kept = ArticleId(self.session.text("article"))
            self.library.set_current(kept if kept in look.ids else look.ids[0])
            self.room.expect_article()

    def wear(self, theme: object) -> None:
        """Put the theme on everything that paints for itself."""
        del theme
        worn = self.themes.theme
        self.main.set_theme(worn)
        self.room.set_theme(worn)
        self.library.set_theme(worn)

    def _offer_acts(self) -> None:
        """What selected words can become, and whether names are underlined."""
        acts = (
            (tr("Claim"), "make_claim"),
            (tr("Add"), "add_piece"),
            (tr("Name"), "make_entity"),
            (tr("Source"), "make_source"),
            (tr("Cue"), "make_cue"),
        )
        bar = self.room.reader.selection_bar
        bar.offer([(words, self.actions[name]) for words, name in acts])
        names = self.actions["show_names"]
        names.setChecked(self.session.flag("reading/names", default=True))
        self._show_names(shown=names.isChecked())
        names.toggled.connect(lambda shown: self._show_names(shown=shown))

    def _show_names(self, *, shown: bool) -> None:
        self.session.set_flag("reading/names", value=shown)
        self.room.reader.show_entities(shown=shown)

    def _show_panels(self) -> None:
        library = self.session.flag("panels/library", default=True)
        claims = self.session.flag("panels/claims", default=True)
        self.main.show_side_panels(library=library, claims=claims)
        self.actions["show_library"].setChecked(library)
        self.actions["show_claims"].setChecked(claims)

    def _known_rows(self, ids: Sequence[ArticleId]) -> Sequence[ArticleRow]:
        """What the first look brought; the library fetches the rest when it is open."""
        return [self._rows[article] for article in ids if article in self._rows]


def kept_theme(session: Session) -> ThemeChoice:
    """The theme that was chosen before, else the system's."""
    kept = session.text("theme")
    return ThemeChoice(kept) if kept in set(ThemeChoice) else ThemeChoice.SYSTEM
