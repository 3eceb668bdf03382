"""What was asked of the window before its library was open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMetaObject, QObject, SignalInstance

from ui.views import Views
from ui.window.pages import Page


class EarlyWishes(QObject):
    """Remembers them in their order, and tells them again when there is somebody to hear.

    A key that is pressed, a file that is dropped or an article that is chosen in the half
    second until the library is open is as good as one after it.
    """

    def __init__(self, views: Views) -> None:
        super().__init__(views.main)
        self._wishes: list[Callable[[], object]] = []
        self._heard: list[QMetaObject.Connection] = []
        for name, action in views.actions.items():
            if name == "quit":
                self._heard.append(action.triggered.connect(views.main.close))
            else:
                self._hear(action.triggered)
        library, empty = views.library, views.room.empty
        for signal in (
            views.main.offered,
            library.article_chosen,
            library.listing_changed,
            library.search.asked,
            empty.open_requested,
            empty.paste_requested,
            empty.sample_requested,
        ):
            self._hear(signal)
        self._main = views.main
        self._heard.append(views.main.page_changed.connect(lambda page: self.add(self._to(page))))

    def add(self, wish: Callable[[], object]) -> None:
        """Have something done as soon as the library is open."""
        self._wishes.append(wish)

    def stop(self) -> None:
        """Hear no more: from now on everything is connected to what it does."""
        for connection in self._heard:
            QObject.disconnect(connection)
        self._heard.clear()

    def fulfil(self) -> None:
        """Have everything done that was asked for, in its order."""
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish()

    def _to(self, page: Page) -> Callable[[], object]:
        """A way to a page whose tab may be in front already, but which was not made yet."""

        def go() -> None:
            self._main.show_page(page)
            self._main.page_changed.emit(page)

        return go

    def _hear(self, signal: SignalInstance) -> None:
        self._heard.append(
            signal.connect(lambda *told: self._wishes.append(partial(signal.emit, *told)))
        )
