"""Lines of a menu as values, and the menu made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.language.texts import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; without `do` and `inner` a line that parts groups."""

    text: str = ""
    do: Callable[[], object] | None = None
    checked: bool | None = None
    inner: "tuple[Entry, ...]" = ()
    """The lines of a menu behind this one."""


PART = Entry()


def quoted(words: str, longest: int = 32) -> str:
    """Words as they stand in a menu: short, and without meaning for its keys."""
    short = words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
    return tr("“{words}”", words=short.replace("&", "&&").replace("\n", " ").replace("\t", " "))


def show_menu(parent: QWidget, entries: Sequence[Entry], at: QPoint) -> QMenu:
    """Open a menu of `entries` at a point of the screen."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    _fill(menu, entries)
    menu.popup(at)
    return menu


def _fill(menu: QMenu, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.inner:
            _fill(menu.addMenu(entry.text), entry.inner)
            continue
        if entry.do is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, menu)
        if entry.checked is not None:
            action.setCheckable(True)
            action.setChecked(entry.checked)
        action.triggered.connect(lambda _=False, do=entry.do: do())
        menu.addAction(action)
