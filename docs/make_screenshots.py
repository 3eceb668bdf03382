# ruff: noqa: PLC0415 - Qt is imported after the environment that it reads
"""Pictures of every screen for the documentation, made from the real window (`make screenshots`).

Scale and language are chosen at the start of a process, so each pair has a process of its own; it
shows one screen after the other, light and dark. At 200 % the window is small, as on a laptop with
a fine screen. `make screenshots SCREENS="search review"` takes those screens alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from ui.application import Window

FOLDER = Path(__file__).parent / "screenshots"
_ROOT = Path(__file__).parents[1]
_SIZES = {1: (1360, 860), 2: (960, 600)}
"""Of the window, in points, by scale."""
_SETTLE_SECONDS = 1.2
_WAIT_SECONDS = 60
_COLOURS, _FREQUENT = 256, 160
"""Of a picture, and how many of them for being seen most."""

FRESH = ("welcome", "empty")
"""Screens of a library without articles; the first without a name, too."""
WORKING = (
    "reading",
    "search",
    "sources",
    "briefing",
    "review",
    "history",
    "settings",
    "keys",
    "guide",
    "mixed",
)


@dataclass(frozen=True)
class Round:
    """What one process takes: some screens, at one scale, in one language, in both themes."""

    screens: tuple[str, ...]
    scale: int = 1
    language: str = "en"
    themes: tuple[str, ...] = ("light", "dark")

    def file(self, screen: str, theme: str) -> Path:
        parts = [screen, theme]
        parts += [str(self.scale * 100)] if self.scale != 1 else []
        parts += [self.language] if self.language != "en" else []
        return FOLDER / ("-".join(parts) + ".png")


ROUNDS = (
    *(Round((screen,), scale) for screen in FRESH for scale in _SIZES),
    *(Round(WORKING, scale) for scale in _SIZES),
    Round(("reading", "search", "settings"), language="de", themes=("light",)),
)


def main(arguments: Sequence[str]) -> int:
    """All pictures, or those of the screens that are named."""
    if arguments[:1] == ["--take"]:
        screens, scale, language, themes = arguments[1:]
        take(Round(tuple(screens.split(",")), int(scale), language, tuple(themes.split(","))))
        return 0
    if arguments[:1] == ["--seed"]:
        sys.path.insert(0, str(Path(__file__).parent))
        from picture_desk import seed

        seed()
        return 0
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seeded, copy = Path(folder) / "seeded", Path(folder) / "copy"
        _run(["--seed"], seeded)
        for each in ROUNDS:
            screens = tuple(s for s in each.screens if not arguments or s in arguments)
            if not screens:
                continue
            shutil.rmtree(copy, ignore_errors=True)
            if set(screens) <= set(FRESH):
                copy.mkdir()
            else:
                shutil.copytree(seeded, copy)
            print(each.scale * 100, each.language, *screens, flush=True)
            asked = [",".join(screens), str(each.scale), each.language, ",".join(each.themes)]
            _run(["--take", *asked], copy, each.scale)
    return 0


def _run(arguments: Sequence[str], home: Path, scale: int = 1) -> None:
    """This script again, in a process with its own folder and scale."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "ANNOTATOR_HOME": str(home),
        "PYTHONPATH": os.pathsep.join([str(_ROOT), str(Path(__file__).parent)]),
    }
    subprocess.run(  # noqa: S603 - this very script
        [sys.executable, __file__, *arguments], env=environment, check=True, timeout=500
    )


# -- in the processes -------------------------------------------------------------------------


def take(asked: Round) -> None:
    """The pictures of one round, from one window."""
    from picture_desk import ANALYST, opened
    from PySide6.QtWidgets import QApplication

    from annotator.workspace import places
    from ui.application import Window
    from ui.jobs.gui_thread import GuiThread
    from ui.kit.theme import ThemeChoice
    from ui.start import speak
    from ui.window.session import Session

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    session = Session(places.data_folder() / "window.ini")
    session.set_text("theme", asked.themes[0])
    session.set_text("language", asked.language)
    speak(application, session)
    with opened("" if asked.screens[0] == "welcome" else ANALYST) as workspace:
        window = Window(workspace, session, GuiThread())
        window.main.resize(*_SIZES[asked.scale])
        window.desk.begin()
        window.main.show()
        _settle()
        for screen in asked.screens:
            shown = arrange(window, screen)
            for theme in asked.themes:
                window.themes.choose(ThemeChoice(theme))
                _settle()
                _save(shown, asked.file(screen, theme))
            tidy(window, shown)
        window.main.close()


def arrange(window: "Window", screen: str) -> "QWidget":
    """Bring a screen up; the widget to take a picture of."""
    from ui.window.pages import Page

    if screen in {"sources", "briefing", "review", "history"}:
        window.main.show_page(Page(screen))
        if screen == "review":
            _show_review(window)
    elif screen == "mixed":
        from picture_desk import MIXED_TITLE

        rows = window.workspace.articles.rows()
        mixed = next(row.id for row in rows if row.title.startswith(MIXED_TITLE))
        window.desk.open_article(mixed)
    elif screen == "reading":
        window.room.to_next_undecided()
    elif screen == "search":
        german = window.session.text("language") == "de"
        asked = "Aussagen von Brandt" if german else "sourced claims by Brandt"
        window.library.search.words.setText(asked)
        window.library.search.words.setCursorPosition(0)
        _settle(window.library.hits.isVisible)
    elif screen == "settings":
        return _settings(window)
    elif screen in {"keys", "guide"}:
        return _small_window(window, screen)
    return window.main


def tidy(window: "Window", shown: "QWidget") -> None:
    """Back to reading, so that the next screen begins from there."""
    from ui.window.pages import Page

    if shown is not window.main:
        shown.close()
    window.library.search.words.clear()
    window.messages.dismiss()
    window.main.show_page(Page.READ)


def _settings(window: "Window") -> "QWidget":
    from ui.offices.front_office import kept_largest
    from ui.window.settings_dialog import Choices, SettingsDialog

    home = Path("/home/ada/.local/share/Annotator")  # nobody's, for the picture
    look = window.room.reader.appearance()
    choices = Choices(
        window.workspace.person,
        window.session.text("language"),
        window.themes.choice,
        look.size,
        look.spacing,
        look.width,
        look.serif,
        kept_largest(window.session),
    )
    dialog = SettingsDialog(choices, home, home / "lexicons", window.main)
    dialog.show()
    return dialog


def _small_window(window: "Window", action: str) -> "QWidget":
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.window.guide import GuideWindow

    window.actions[action].trigger()
    kind: type[QWidget] = GuideWindow if action == "guide" else QDialog
    return next(
        w for w in window.main.findChildren(QWidget) if isinstance(w, kind) and w.isVisible()
    )


def _show_review(window: "Window") -> None:
    """The file that came back, as if it had just been opened."""
    from picture_desk import REVIEWED

    from annotator.workspace import places

    settling = window.office.settling
    if settling is None:
        raise RuntimeError("the page for reviews was not made")
    settling.read(places.data_folder() / REVIEWED)
    _settle(lambda: settling.panel.model.rowCount() > 0)


def _save(shown: "QWidget", file: Path) -> None:
    """The picture in 256 colours, chosen for it: a third of the size, and it looks the same."""
    import numpy as np
    from PySide6.QtGui import QImage

    image = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(height, -1) & 0xFFFFFF
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    chosen = _palette(colours, counts)
    nearest = _nearest(colours, chosen)
    small = QImage(width, height, QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | int(colour) for colour in chosen])
    rows = np.frombuffer(small.bits(), dtype=np.uint8).reshape(height, -1)
    rows[:, :width] = nearest[places].reshape(height, -1)[:, :width]
    small.save(str(file), "PNG", 0)  # type: ignore[call-overload]  # 0: as small as it gets


def _parts(colours: "NDArray[np.uint32]") -> "NDArray[np.int64]":
    """Red, green and blue of each colour."""
    import numpy as np

    return np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=-1).astype(np.int64)


def _palette(colours: "NDArray[np.uint32]", counts: "NDArray[np.int64]") -> "NDArray[np.uint32]":
    """The most frequent colours, and from the rest always the one farthest from all chosen."""
    import numpy as np

    order = np.argsort(-counts)
    chosen, rest = list(colours[order[:_FREQUENT]]), colours[order[_FREQUENT:]]
    if len(rest):
        parts = _parts(rest)
        far = np.min([((parts - _parts(np.array([c]))) ** 2).sum(axis=1) for c in chosen], axis=0)
        while len(chosen) < _COLOURS:
            one = int(far.argmax())
            chosen.append(rest[one])
            far = np.minimum(far, ((parts - parts[one]) ** 2).sum(axis=1))
    return np.array(chosen, dtype=np.uint32)


def _nearest(colours: "NDArray[np.uint32]", chosen: "NDArray[np.uint32]") -> "NDArray[np.uint8]":
    """For each colour the number of the chosen one that is most like it."""
    import numpy as np

    of_chosen = _parts(chosen)
    apart = ((_parts(colours)[:, None, :] - of_chosen[None, :, :]) ** 2).sum(axis=2)
    return apart.argmin(axis=1).astype(np.uint8)


def _settle(done: Callable[[], bool] | None = None) -> None:
    """Let the window finish what it does in the background, and whatever `done` waits for."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(int(_SETTLE_SECONDS * 1000))
    latest = QDeadlineTimer(_WAIT_SECONDS * 1000)
    while not deadline.hasExpired() or (done and not done() and not latest.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
