"""The menus over the text: of a place, and of a name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.reading.name_drag import NamePlace
from ui.reading.text_area import TextArea

# What a menu holds is loaded with the first of them: the window is shown sooner.
if TYPE_CHECKING:
    from ui.reading.name_entries import NameWish
    from ui.reading.reader_menu import Offers


class Menus:
    """Opens what can be done with what the mouse or the caret is on."""

    def __init__(self, parent: QWidget, area: TextArea, offers: "Callable[[], Offers]") -> None:
        self._parent = parent
        self._area = area
        self._offers = offers

    def open(self, offset: int | None, at: QPoint) -> None:
        """Open the menu of a code point, or of no place, there on the screen."""
        from ui.reading.menu_entry import show_menu  # noqa: PLC0415
        from ui.reading.reader_menu import Pointed, menu_entries  # noqa: PLC0415

        area, marks = self._area, self._area.marks
        claims = marks.claims_at(offset) if offset is not None else []
        names = marks.names_touching(offset, offset + 1) if offset is not None else []
        mention, entity = names[-1] if names else (None, None)
        pointed = Pointed(
            offset,
            area.selections(),
            claims[0] if claims else None,
            area.current,
            mention,
            entity,
            tuple(marks.entities.values()),
        )
        copy = area.copy if pointed.selections else None
        entries = menu_entries(pointed, area.shown.text, self._offers(), copy)
        if entries:
            show_menu(self._parent, entries, at)

    def open_for_name(self, name: NamePlace, wish: "Callable[[NameWish], object]") -> None:
        """Open, under the caret, what can be done with a name."""
        from ui.reading.menu_entry import show_menu  # noqa: PLC0415
        from ui.reading.name_entries import name_entries  # noqa: PLC0415

        mention, entity = name
        others = tuple(self._area.marks.entities.values())
        entries = name_entries(entity, mention, others, wish)
        at = self._area.cursorRect().bottomLeft()
        show_menu(self._parent, entries, self._area.viewport().mapToGlobal(at))
