"""The real window on a real library in a temporary folder; only the analysis is written by hand."""

import gc
import hashlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.analysis.certainty.suggestion import suggest
from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Tag,
)
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId, article_id
from annotator.domain.phrase import Phrase
from annotator.text.normalise import NORMALISER
from annotator.text.spans import Span
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from ui.application import Window
from ui.jobs.gui_thread import GuiThread
from ui.start import Program, Start
from ui.window.session import Session

MODEL = ModelInfo("by-hand", "1", "0" * 64, "none")
TEXT = (
    "Bridge to open\n\n"
    "Mayor Ilse Brandt said the bridge may open in May 🌉. The river is rising. "
    "It seems the old pier is lost. Brandt added that “the ferry is safe”.\n\n"
    "The council plans to buy a ferry. Nobody was hurt."
)


@dataclass(frozen=True)
class Shelf:
    """Puts articles into a library, analysed by hand."""

    workspace: Workspace

    def put(
        self,
        text: str,
        title: str = "",
        *,
        analysed: bool = True,
        warnings: tuple[Phrase, ...] = (),
    ) -> ArticleId:
        original = text.encode()
        article = Article(
            article_id(original),
            text,
            (Block(Span(0, len(text)), BlockKind.BODY),),
            title or text.partition("\n")[0],
            hashlib.sha256(original).hexdigest(),
            hashlib.sha256(original).hexdigest(),
            NORMALISER,
            file_name="bridge.txt",
            language="en",
            publisher="The Daily Ferry",
            published="2026-03-04",
            accessed="2026-03-05T06:07:08+00:00",
            warnings=warnings,
        )
        with self.workspace.library.transaction("Ada", "add an article") as steps:
            steps.add_article(article, original)
        if analysed:
            self.workspace.library.findings.store(article.id, analysis_of(text))
        return article.id


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def analysis_of(text: str) -> Analysis:
    """What a good analysis finds in TEXT; nothing in another text."""
    if "Ilse Brandt" not in text:
        return Analysis(MODEL, "en", (), (), ())

    def at(words: str) -> Span:
        return span_of(text, words)

    second = at("Brandt added")
    mayor = Entity(
        EntityId("e1"),
        "Ilse Brandt",
        EntityKind.PERSON,
        ("Ilse Brandt", "Brandt"),
        (at("Ilse Brandt"), Span(second.start, second.start + 6)),
    )
    council = Entity(
        EntityId("e2"), "The council", EntityKind.ORG, ("The council",), (at("The council"),)
    )
    brandt = Source(at("Ilse Brandt"), mayor.id, mayor.name, SourceKind.NAMED)
    board = Source(at("The council"), council.id, council.name, SourceKind.NAMED)

    def said(cue: str, kind: CueClass, form: Form, source: Source) -> Attribution:
        return Attribution(source, at(cue), kind, form)

    told = said("said", CueClass.SPEECH, Form.INDIRECT, brandt)
    added = said("added", CueClass.SPEECH, Form.DIRECT, brandt)
    planned = said("plans", CueClass.INTENTION, Form.INDIRECT, board)
    claims = (
        Claim(
            ClaimId("c1"),
            (at("the bridge may open in May 🌉"),),
            told,
            (at("may"),),
            suggest(
                told,
                "Ilse Brandt",
                "said",
                ["may"],
                0.92,
            ),
        ),
        Claim(
            ClaimId("c2"),
            (at("The river is rising"),),
            None,
            (),
            suggest(None, "", "", [], 0.55),
        ),
        Claim(
            ClaimId("c3"),
            (at("It seems the old pier is lost"),),
            None,
            (at("seems"),),
            suggest(None, "", "", ["seems"], 0.8),
        ),
        Claim(
            ClaimId("c4"),
            (at("the ferry is safe"),),
            added,
            (),
            suggest(added, "Brandt", "added", [], 0.97),
        ),
        Claim(
            ClaimId("c5"),
            (at("to buy a ferry"),),
            planned,
            (),
            suggest(
                planned,
                "The council",
                "plans",
                [],
                0.7,
            ),
        ),
    )
    return Analysis(MODEL, "en", (mayor, council), claims, ())


@pytest.fixture
def article_text() -> str:
    return TEXT


@pytest.fixture
def found_in() -> Callable[[str], Analysis]:
    """What a good analysis finds in a text."""
    return analysis_of


@pytest.fixture
def windows() -> list[Window]:
    """The windows of a test, held until the workspace and its threads have ended: a thread that
    let go of a window's last part would destroy it there."""
    return []


@pytest.fixture
def workspace(tmp_path: Path, windows: list[Window]) -> Iterator[Workspace]:
    """A library of Ada's. Its analysis process starts only for an article put in unanalysed."""
    del windows  # Only to outlive this.
    with Workspace.open(tmp_path / "library.db", AnalysisClient(), "Ada") as opened:
        yield opened


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    return Shelf(workspace)


@pytest.fixture
def shelf_of() -> Callable[[Workspace], Shelf]:
    """A shelf over another workspace than the test's own."""
    return Shelf


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path / "window.ini")


@pytest.fixture
def open_window(
    qtbot: QtBot, workspace: Workspace, session: Session, windows: list[Window]
) -> Iterator[Callable[[], Window]]:
    """Opens windows on the library, shown and active, closed at the end."""

    def show() -> Window:
        window = Window(workspace, session, GuiThread())
        windows.append(window)
        qtbot.addWidget(window.main)
        window.desk.begin()
        window.main.show()
        window.main.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window.main)
        return window

    yield show
    for window in windows:
        window.main.close()


@pytest.fixture
def window(shelf: Shelf, open_window: Callable[[], Window]) -> Window:
    """A window with one analysed article open."""
    shelf.put(TEXT)
    return open_window()


@pytest.fixture
def count_asides(workspace: Workspace) -> Callable[[], None]:
    """Decides what the queue keeps back, so that its sources count."""

    def decide() -> None:
        for article in workspace.articles.ids():
            kept = [r.claim.id for r in workspace.claims.of(article) if r.kept_back]
            workspace.claims.decide(kept, Tag.SOURCED)

    return decide


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """Presses keys as a person does: on whatever has the focus."""

    def keys(window: Window, *sequence: str | Qt.Key) -> None:
        for key in sequence:
            target: QWidget = QApplication.focusWidget() or window.main
            if isinstance(key, Qt.Key):
                qtbot.keyClick(target, key)
            else:
                shift = Qt.KeyboardModifier.ShiftModifier
                plain = Qt.KeyboardModifier.NoModifier
                qtbot.keyClick(target, key.lower(), shift if key.isupper() else plain)
            QApplication.processEvents()

    return keys


type Begin = Callable[..., Program]


@pytest.fixture
def begin(
    tmp_path: Path, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Starts a window as the program does; it is closed at the end, library and all."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handlers = list(logging.getLogger().handlers)
    programs: list[Program] = []

    def run(library: Path, *files: Path, person: str = "Ada") -> Program:
        session.set_text("person", person)
        program = Program(Start(library, files), session)
        programs.append(program)
        program.show()
        return program

    yield run
    for program in programs:
        program.views.main.close()
        program.close()
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert gc.isenabled()
