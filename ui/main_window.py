"""The window: pages, panels, menu bar and last line, put together."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.kit.message_bar import MessageBar
from ui.kit.theme import Theme
from ui.language.texts import tr
from ui.library.intake import offered
from ui.library.library_panel import LibraryPanel
from ui.library.status_strip import StatusStrip
from ui.window.actions import Actions
from ui.window.message_place import MessagePlace
from ui.window.pages import Page
from ui.window.reading_room import ReadingRoom
from ui.window.session import Session
from ui.window.style import style_sheet

_FIRST_SIZE = (1360, 860)
_FIRST_PANELS = {"library": (270, 1090), "reading": (700, 390), "side": (400, 400)}


class MainWindow(QMainWindow):
    """Arranges what others do; the work itself is in the pages and in the workspace."""

    offered = Signal(object)
    """The Offer that was dropped on the window."""
    page_changed = Signal(object)
    """The Page that is now shown."""
    closing = Signal()
    escaped = Signal()
    """Escape was pressed, and nothing that has the focus had a use for it."""

    def __init__(
        self,
        *,
        actions: Actions,
        library: LibraryPanel,
        room: ReadingRoom,
        status: StatusStrip,
        messages: MessageBar,
        session: Session,
    ) -> None:
        super().__init__()
        self.actions_ = actions
        self.library = library
        self.room = room
        self.status = status
        self.messages = messages
        self._session = session
        self._pages: dict[Page, QWidget] = {Page.READ: room}
        self.setWindowTitle(tr("Annotator"))
        self.setAcceptDrops(True)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Pages"))
        for page in Page:
            self.tabs.addTab(page.title())
        self.stack = QStackedWidget()
        self.stack.addWidget(room)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(library)
        self.split.addWidget(self.stack)
        self.split.setStretchFactor(1, 1)
        self._lay_out()
        actions.fill(self.menuBar())
        self.addActions([action for _, action in actions.items()])
        self.tabs.currentChanged.connect(self._change_page)
        self._restore()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.split, 1)
        column.addWidget(self.status)
        MessagePlace(self.messages, body, self.tabs, self.status)
        self._cover = QStackedWidget()
        self._cover.addWidget(body)
        self.setCentralWidget(self._cover)

    # -- pages ---------------------------------------------------------------------------

    def add_page(self, page: Page, widget: QWidget) -> None:
        """Give a page its widget; pages are made when they are first shown. In a window too
        small for it, a page is scrolled: the window never grows for a visit."""
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFrameShape(QFrame.Shape.NoFrame)
        place.setWidget(widget)
        self._pages[page] = place
        self.stack.addWidget(place)
        if self.page() is page:
            self.stack.setCurrentWidget(place)

    def has_page(self, page: Page) -> bool:
        return page in self._pages

    def page(self) -> Page:
        return tuple(Page)[max(0, self.tabs.currentIndex())]

    def show_page(self, page: Page) -> None:
        self.tabs.setCurrentIndex(tuple(Page).index(page))

    def _change_page(self, number: int) -> None:
        page = tuple(Page)[number]
        self.page_changed.emit(page)
        if page in self._pages:
            self.stack.setCurrentWidget(self._pages[page])

    def cover(self, widget: QWidget) -> None:
        """Show `widget` in place of everything until `uncover`; only leaving is possible."""
        self._cover.addWidget(widget)
        self._cover.setCurrentWidget(widget)
        self._enable(False)

    def uncover(self) -> None:
        """Take the cover away."""
        covering = self._cover.widget(1)
        if covering is not None:
            self._cover.removeWidget(covering)
            covering.deleteLater()
        self._enable(True)

    def _enable(self, enabled: bool) -> None:
        for name, action in self.actions_.items():
            action.setEnabled(enabled or name == "quit")

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Wear a theme; pages that paint for themselves are told on their own."""
        self.setStyleSheet(style_sheet(theme))

    def show_side_panels(self, *, library: bool, claims: bool) -> None:
        self.library.setVisible(library)
        self.room.side.setVisible(claims)

    # -- what is remembered --------------------------------------------------------------

    def _splitters(self) -> dict[str, QSplitter]:
        return {"library": self.split, "reading": self.room.split, "side": self.room.side}

    def _restore(self) -> None:
        if not self._session.restore_window(self):
            self.resize(QSize(*_FIRST_SIZE).boundedTo(self.screen().availableSize()))
        for name, splitter in self._splitters().items():
            if not self._session.restore_split(name, splitter):
                splitter.setSizes(_FIRST_PANELS[name])

    def remember(self) -> None:
        """Keep size, place and panels for the next start."""
        self._session.keep_window(self)
        for name, splitter in self._splitters().items():
            self._session.keep_split(name, splitter)
        self._session.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self.closing.emit()
        super().closeEvent(event)

    # -- drops ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offered(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        offer = offered(event.mimeData())
        if offer:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.offered.emit(offer)
