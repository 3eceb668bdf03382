"""The menus under the right mouse button in the two lists, made of the window's own actions."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ui.main_window import MainWindow

_CLAIM = (
    "sourced",
    "speculative",
    "unsourced",
    "rejected",
    "undecided",
    "",
    "note",
    "go_source",
    "copy_citation",
    "key_claim",
)
_ARTICLE = ("label_article", "analyse", "export", "", "remove_article")


class ContextMenus(QObject):
    """Opens them where they are asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.room.queue.menu_requested.connect(lambda _, at: self.open(_CLAIM, at))
        window.library.menu_requested.connect(lambda at: self.open(_ARTICLE, at))

    def open(self, names: tuple[str, ...], at: QPoint) -> QMenu:
        """A menu of actions by name, an empty name being a line, at a place of the screen."""
        menu = QMenu(self._window)
        for name in names:
            if name:
                menu.addAction(self._window.actions_[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu
