"""Where the window names a key beside what it does: always the key as it is now."""

from PySide6.QtCore import QObject

from ui.language.texts import tr
from ui.language.words import tag_name
from ui.library.library_panel import LibraryPanel
from ui.window.actions import Actions
from ui.window.reading_room import ReadingRoom


class KeyHints(QObject):
    """Writes the keys into fields and buttons, anew whenever one is changed."""

    def __init__(self, actions: Actions, library: LibraryPanel, room: ReadingRoom) -> None:
        super().__init__(actions)
        self._actions = actions
        self._library = library
        self._room = room
        actions.keys_changed.connect(self.write)
        self.write()

    def write(self) -> None:
        """Name every key as it is now."""
        with_key = self._actions.with_key
        self._library.search.words.setPlaceholderText(with_key(tr("Search all articles"), "search"))
        self._room.inspector.notes.note.setPlaceholderText(with_key(tr("Note"), "note"))
        for tag, button in self._room.inspector.tags.buttons.items():
            button.setToolTip(with_key(tag_name(tag), tag.value))
        self._room.queue.name_making(self._actions.named("make_claim"))
