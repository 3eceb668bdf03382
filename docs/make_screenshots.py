# ruff: noqa: PLC0415 - Qt is imported after the environment that it reads
"""Pictures of every screen for the documentation, made from the real window (`make screenshots`).

Each picture is taken in a process of its own, because scale and language are chosen at the
start. The articles are the sample that ships with the app and a short one with Arabic and
emoji; the real analysis reads them once. Only the review's items are written here.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.workspace.workspace import Workspace
    from ui.application import Window

FOLDER = Path(__file__).parent / "screenshots"
_ROOT = Path(__file__).parents[1]
_SIZE = (1360, 860)
_SETTLE_SECONDS = 1.5
_ANALYSIS_SECONDS = 180
_LEFT_OPEN = (6, 8)
"""Claims of the sample that nobody decides, so that the pictures show both."""

_MIXED = (
    "First wheat ship reaches Port Selim 🚢 وصول أول سفينة قمح\n\n"
    "قالت السفيرة هيلينا براندت إن “السفن التي تحمل القمح ليست أسلحة”. "
    "وأضافت أن المفتشين قد يصلون خلال عشرة أيام.\n\n"
    "The harbour master, Yusuf Qadhari, said the first crane may work again by Friday 🏗️, and "
    "that “nobody 👩‍👩‍👧 in the capital is counting on it.” It seems the second crane is lost.\n"
)


@dataclass(frozen=True)
class Shot:
    """One picture: which screen, in which theme, at which scale, in which language."""

    screen: str
    theme: str = "light"
    scale: int = 1
    language: str = "en"

    @property
    def file(self) -> Path:
        parts = [self.screen, self.theme]
        parts += [str(self.scale * 100)] if self.scale != 1 else []
        parts += [self.language] if self.language != "en" else []
        return FOLDER / ("-".join(parts) + ".png")


SHOTS = (
    Shot("reading"),
    Shot("reading", "dark"),
    Shot("reading", scale=2),
    Shot("reading", "dark", scale=2),
    Shot("reading", language="de"),
    Shot("mixed"),
    Shot("mixed", "dark"),
    Shot("search"),
    Shot("sources"),
    Shot("sources", "dark"),
    Shot("briefing"),
    Shot("briefing", "dark"),
    Shot("review"),
    Shot("history"),
    Shot("welcome"),
    Shot("empty"),
    Shot("keys"),
    Shot("settings"),
    Shot("guide"),
)


def main(arguments: Sequence[str]) -> int:
    """All pictures, or those of the screens that are named."""
    if arguments[:1] == ["--take"]:
        screen, theme, scale, language = arguments[1:]
        take(Shot(screen, theme, int(scale), language))
        return 0
    if arguments[:1] == ["--seed"]:
        seed()
        return 0
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "seeded"
        _run(["--seed"], home)
        for shot in SHOTS:
            if not arguments or shot.screen in arguments:
                print(shot.file.relative_to(_ROOT), flush=True)
                copy = Path(folder) / "copy"
                shutil.rmtree(copy, ignore_errors=True)
                if shot.screen in {"welcome", "empty"}:
                    copy.mkdir()
                else:
                    shutil.copytree(home, copy)
                _run(
                    ["--take", shot.screen, shot.theme, str(shot.scale), shot.language],
                    copy,
                    shot.scale,
                )
    return 0


def _run(arguments: Sequence[str], home: Path, scale: int = 1) -> None:
    """This script again, in a process with its own folder and scale."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "ANNOTATOR_HOME": str(home),
        "PYTHONPATH": str(_ROOT),
    }
    subprocess.run(  # noqa: S603 - this very script
        [sys.executable, __file__, *arguments], env=environment, check=True, timeout=400
    )


# -- in the processes -------------------------------------------------------------------------


def seed() -> None:
    """A library with both articles, analysed, half decided, and a briefing begun."""
    from annotator import resources
    from annotator.domain.claim import Tag
    from annotator.domain.decision import Reliability
    from annotator.workspace import places

    mixed = places.data_folder() / "wheat ship.txt"
    mixed.parent.mkdir(parents=True)
    mixed.write_text(_MIXED, encoding="utf-8")
    sample = min((resources.folder() / "samples").glob("*.txt"))
    with _workspace("Ada Okoro") as workspace:
        result = workspace.intake.add_files([mixed, sample]).future.result(60)
        for article in result.added:
            workspace.analyses.request(article).result(_ANALYSIS_SECONDS)
        opened = result.added[-1]
        claims = workspace.claims.of(opened)
        for number, record in enumerate(claims[: len(claims) // 2]):
            if record.claim.suggestion and number not in _LEFT_OPEN:
                workspace.claims.decide([record.claim.id], record.claim.suggestion.tag)
        workspace.claims.decide([claims[0].claim.id], Tag.REJECTED)
        workspace.claims.annotate(claims[4].claim.id, note="Compare with the ministry's figures.")
        cards = workspace.register.cards([opened])
        if cards:
            workspace.register.grade(cards[0], Reliability.B)
        workspace.briefings.start("The northern harbour", result.added)


def _workspace(person: str) -> "Workspace":
    from annotator.worker import AnalysisClient
    from annotator.workspace import places
    from annotator.workspace.workspace import Workspace

    return Workspace.open(places.library_file(), AnalysisClient(), person)


def take(shot: Shot) -> None:
    """One picture, from a window opened for it."""
    from PySide6.QtWidgets import QApplication

    from annotator.workspace import places
    from ui.application import Window, speak
    from ui.jobs.gui_thread import GuiThread
    from ui.window.session import Session

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    session = Session(places.data_folder() / "window.ini")
    session.set_text("theme", shot.theme)
    session.set_text("language", shot.language)
    speak(application, session)
    with _workspace("" if shot.screen == "welcome" else "Ada Okoro") as workspace:
        window = Window(workspace, session, GuiThread())
        window.main.resize(_SIZE[0] // shot.scale, _SIZE[1] // shot.scale)
        window.desk.begin()
        window.main.show()
        _settle()
        shown = arrange(window, shot.screen)
        _settle()
        shown.grab().save(str(shot.file))
        window.main.close()


def arrange(window: "Window", screen: str) -> "QWidget":
    """Bring a screen up; the widget to take a picture of."""
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.kit.theme import ThemeChoice
    from ui.window.guide import GuideWindow
    from ui.window.pages import Page
    from ui.window.settings_dialog import Choices, SettingsDialog

    if screen in {"sources", "briefing", "review", "history"}:
        window.main.show_page(Page(screen))
        if screen == "review":
            _show_review(window)
    elif screen == "mixed":
        window.desk.open_article(window.library.model.ids[-1])
    elif screen == "reading":
        window.room.to_next_undecided()
    elif screen == "search":
        window.library.search.words.setText("ambassador")
    elif screen == "settings":
        home = Path("/home/ada/.local/share/Annotator")  # nobody's, for the picture
        look = window.room.reader.appearance()
        choices = Choices(
            "Ada Okoro", "en", ThemeChoice.LIGHT, look.size, look.spacing, look.width, look.serif
        )
        dialog = SettingsDialog(choices, home, home / "lexicons", window.main)
        dialog.show()
        return dialog
    elif screen in {"keys", "guide"}:
        window.actions[screen].trigger()
        kind: type[QWidget] = GuideWindow if screen == "guide" else QDialog
        return next(w for w in window.main.findChildren(QWidget) if isinstance(w, kind))
    return window.main


def _show_review(window: "Window") -> None:
    from datetime import UTC, datetime

    from annotator.domain.review import Anchor, ReviewItem, ReviewKind

    article = window.room.article
    settling = window.office.settling
    if article is None or settling is None:
        return
    first, second, third = (r.claim for r in window.workspace.claims.of(article.id)[4:7])
    time = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)

    def item(number: int, kind: ReviewKind, **rest: object) -> ReviewItem:
        values = {"claim": first.id, "before": "", "after": "", "text": "", "certain": True}
        return ReviewItem(
            id=f"r{number}",
            kind=kind,
            reviewer="Colonel Ruth Adeyemi",
            time=time,
            anchor=Anchor.CONTROL,
            **(values | rest),  # type: ignore[arg-type]
        )

    words = [article.text[c.content[0].start : c.content[0].end] for c in (first, second, third)]
    items = (
        item(1, ReviewKind.RETYPED, before=words[0], after=words[0].replace("come", "arrive")),
        item(2, ReviewKind.TAG, claim=second.id, before="unsourced", after="sourced"),
        item(3, ReviewKind.COMMENT, claim=third.id, text="Who says so? Name the office."),
        item(4, ReviewKind.TEXT, claim=None, certain=False, before="coast", after="northern coast"),
    )
    settling.panel.show_review(
        "northern harbour.docx: This is the newest version of the briefing.",
        items,
        {each.id: settling.words_of(each) for each in items},
    )


def _settle() -> None:
    """Let the window finish what it does in the background."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(int(_SETTLE_SECONDS * 1000))
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
