"""The composition of the use cases over one library; the window and the tests build this."""

from contextlib import suppress
from pathlib import Path
from typing import Self

from annotator.domain.ids import ArticleId, ClaimId
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.analysing import Analyses
from annotator.workspace.articles import Articles
from annotator.workspace.briefing_desk import BriefingDesk
from annotator.workspace.changes import Changes
from annotator.workspace.chronicle import Chronicle
from annotator.workspace.claims import Claims
from annotator.workspace.history import History
from annotator.workspace.intake import Intake
from annotator.workspace.names import Names
from annotator.workspace.register import Register
from annotator.workspace.reviews import Reviews
from annotator.workspace.session import Session
from annotator.workspace.upkeep import Upkeep


class Workspace:
    """Everything a person does with one library. A context manager.

    Each part is given to the view that needs it; `changes` tells all of them what happened,
    on the thread where it happened.
    """

    def __init__(self, library: Library, client: AnalysisClient, person: str) -> None:
        self.library = library
        self.changes = Changes()
        self._session = Session(library, person, self.changes)
        self._client = client
        self.articles = Articles(self._session)
        self.claims = Claims(self._session)
        self.history = History(self._session)
        self.chronicle = Chronicle(self._session)
        self.register = Register(self._session)
        self.names = Names(self._session, self.register)
        self.analyses = Analyses(self._session, client)
        self.intake = Intake(self._session, self.analyses)
        self.briefings = BriefingDesk(self._session, self.register)
        self.reviews = Reviews(self._session)
        self.upkeep = Upkeep(self._session)

    @classmethod
    def open(cls, path: Path, client: AnalysisClient, person: str, passphrase: str = "") -> Self:
        """A workspace over the library at `path`, made when it is not there.

        Raises UserFacingError when it cannot be opened; somebody else's is read-only.
        """
        return cls(Library.open(path, passphrase=passphrase), client, person)

    def rehearse(self) -> None:
        """Asks, for nothing, what opening an article and walking its claims ask.

        SQLAlchemy takes a question apart when it hears it first: once, but for longer than a
        window should wait.
        """
        article, claim = ArticleId(""), ClaimId("")
        for ask in (
            lambda: self.articles.get(article),
            lambda: self.claims.of(article),
            lambda: self.articles.entities(article),
            lambda: self.articles.limits(article),
            lambda: self.articles.rows([article]),
            lambda: self.claims.get(claim),
            lambda: self.claims.history(claim),
            lambda: self.library.claims.edited(claim),
            lambda: self.library.settings.get("", 0),
            lambda: (self.history.next_undo(), self.history.next_redo()),
        ):
            with suppress(UserFacingError):
                ask()

    @property
    def person(self) -> str:
        """Who is at work; every act bears this name."""
        return self._session.person

    @person.setter
    def person(self, name: str) -> None:
        self._session.person = name

    def close(self) -> None:
        """Finishes what is being written and lets go of the library and the processes."""
        self.analyses.cancel()
        self.intake.close()
        self.briefings.close()
        self.upkeep.close()
        self._client.close()
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
