"""The composition root: everything that works on a library is built here, once, and handed on
by constructor. What can be shown without one is built before, in `ui.views`."""

from annotator.errors import Told
from annotator.worker import WorkerState
from annotator.workspace.workspace import Workspace
from ui.jobs.gui_thread import GuiThread
from ui.library.search_desk import SearchDesk
from ui.offices.accepting import Accepting
from ui.offices.back_office import BackOffice
from ui.offices.context_menus import ContextMenus
from ui.offices.desk import Desk
from ui.offices.front_office import FrontOffice
from ui.offices.library_desk import LibraryDesk
from ui.offices.streaming import Streaming
from ui.views import Views
from ui.window.analysis_watch import AnalysisWatch
from ui.window.claim_verbs import ClaimVerbs
from ui.window.intake_desk import IntakeDesk
from ui.window.model_words import model_words
from ui.window.session import Session


class Window:
    """The views at work on one library: everything is connected to what it does."""

    def __init__(
        self, workspace: Workspace, session: Session, gui: GuiThread, views: Views | None = None
    ) -> None:
        self.workspace = workspace
        self.session = session
        self.gui = gui
        self.views = views or Views(session, gui)
        self.jobs = self.views.jobs
        self.themes = self.views.themes
        self.actions = self.views.actions
        self.room = self.views.room
        self.library = self.views.library
        self.status = self.views.status
        self.messages = self.views.messages
        self.main = self.views.main
        self.room.work_on(workspace)
        self.library.model.fetch_by(workspace.articles.rows)
        self.intake = IntakeDesk(
            workspace,
            self.jobs,
            gui=gui,
            messages=self.messages,
            session=session,
            window=self.main,
        )
        self.verbs = ClaimVerbs(
            workspace, self.room, self.messages, lambda: self.actions.named("make_source")
        )
        self.desk = Desk(
            workspace, self.main, intake=self.intake, verbs=self.verbs, gui=gui, session=session
        )
        self.office = BackOffice(
            workspace, self.main, desk=self.desk, jobs=self.jobs, gui=gui, themes=self.themes
        )
        self.front = FrontOffice(workspace, self.main, session=session, themes=self.themes)
        self.accepting = Accepting(workspace, self.main, verbs=self.verbs, jobs=self.jobs, gui=gui)
        self.search = SearchDesk(workspace, self.library, self.jobs, self.messages)
        self.search.hit_chosen.connect(self.desk.show_hit)
        self.search.left.connect(self.room.setFocus)
        self.menus = ContextMenus(self.main)
        self.keeping = LibraryDesk(workspace, self.main, jobs=self.jobs, gui=gui, session=session)
        self.watch = AnalysisWatch(workspace, self.jobs, gui, self.main)
        self.streaming = Streaming(workspace, self.room, jobs=self.jobs, gui=gui)
        self.main.closing.connect(self.close)

    def close(self) -> None:
        """Keep what is half-written; the library may be closed after this."""
        self.desk.end()
        self.views.acts.close()
        self.office.close()
        self.accepting.close()
        self.search.close()
        self.watch.close()
        self.streaming.close()
        self.jobs.cancel_all()

    def say_model(self, state: WorkerState, message: Told) -> None:
        """Tell in the last line how the language model is."""
        self.status.say_model(model_words(state, message))
