"""Names by hand: words become a name; a name gets another kind, other ends, another owner."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QInputDialog, QMenu

from annotator.domain.entity import EntityKind
from annotator.domain.ids import ArticleId, EntityId, SourceId
from annotator.errors import UserFacingError
from annotator.text.spans import Span
from annotator.workspace.workspace import Workspace
from ui.kit.message_bar import MessageBar
from ui.language.texts import count, tr
from ui.language.words import entity_kind_name
from ui.reading.name_entries import NameAct, NameWish
from ui.sources.source_chooser import SourceChooser
from ui.window.reading_room import ReadingRoom


class NameVerbs(QObject):
    """Does with the names of the open article what the analyst asks; each act can be undone."""

    show_requested = Signal(object, object)
    """ArticleId and EntityId of a name to show in Sources."""

    def __init__(self, workspace: Workspace, room: ReadingRoom, messages: MessageBar) -> None:
        super().__init__(room)
        self._workspace = workspace
        self._room = room
        self._messages = messages
        room.reader.name_wished.connect(self.fulfil)
        room.reader.entity_activated.connect(self.tell)

    def ask_kind(self, span: Span | None = None) -> None:
        """A menu of kinds for `span` or the selected words; with none, what can be done with
        the name under the caret."""
        reader = self._room.reader
        span = span or (reader.selection() if self._room.article else None)
        name = reader.name_at(span) if self._room.article else None
        if span is None and name is not None:
            reader.open_name_menu(name)
            return
        if span is None:
            self._messages.show_error(
                UserFacingError(
                    tr("No words are selected."), tr("Select a name in the text first.")
                )
            )
            return
        menu = QMenu(self._room)
        if name is not None and name[0] != span:
            mention, entity = name
            wish = NameWish(NameAct.ENDS, entity.id, mention, span=span)
            ends = menu.addAction(tr("Move the ends of “{name}” here", name=entity.name))
            ends.triggered.connect(lambda: self.fulfil(wish))
            menu.addSeparator()
        for number, kind in enumerate(EntityKind, start=1):
            action = menu.addAction(f"&{number}  {entity_kind_name(kind)}")
            action.triggered.connect(lambda _=False, kind=kind: self.make(span, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def make(self, span: Span, kind: EntityKind) -> None:
        """Make the words at `span` a name; another mention of a known name joins it."""
        self._try(lambda article: self._workspace.names.make(article, span, kind))

    def tell(self, entity: str) -> None:
        """Say who a name that was clicked is, with the way to its page."""
        article = self._room.article
        if article is None:
            return
        id_ = EntityId(entity)
        try:
            found = self._workspace.names.get(article.id, id_)
            card = self._workspace.register.card_of(article.id, id_)
        except UserFacingError:  # An analysis took it away between click and word.
            return
        many = count(len(found.mentions), "{n} mention here", "{n} mentions here")
        said = [found.name, entity_kind_name(found.kind), many]
        if card.name != found.name:
            said.append(tr("in the library: {name}", name=card.name))
        articles = len({home for home, _ in card.members})
        if articles > 1:
            said.append(count(articles, "in 1 article", "in {n} articles"))
        self._messages.show_message(
            " · ".join(said),
            tr("Show in Sources"),
            lambda: self.show_requested.emit(article.id, id_),
        )

    def fulfil(self, wish: NameWish) -> None:
        """Do what is wished of a name."""
        names, entity, mention = self._workspace.names, wish.entity, wish.mention
        kind, span, other = wish.kind, wish.span, wish.other
        match wish.act:
            case NameAct.SHOW:
                self._try(lambda article: self.show_requested.emit(article, entity))
            case NameAct.RENAME:
                self._try(lambda article: self._ask_name(article, entity))
            case NameAct.SAME_ELSEWHERE:
                self._try(lambda article: self._ask_source(article, entity))
            case NameAct.KIND if kind is not None:
                self._try(lambda article: names.change_kind(article, entity, kind))
            case NameAct.ENDS if span is not None:
                self._try(lambda article: names.set_ends(article, entity, mention, span))
            case NameAct.SAME if other is not None:
                self._try(lambda article: self._make_one(article, other, entity))
            case NameAct.PART:
                self._try(lambda article: names.part(article, entity, [mention]))
            case NameAct.NOT_HERE:
                self._try(lambda article: names.drop_mention(article, entity, mention))
            case NameAct.NOWHERE:
                self._try(lambda article: names.remove(article, entity))

    def _make_one(self, article: ArticleId, into: EntityId, entity: EntityId) -> None:
        names = self._workspace.names
        gone, kept = names.get(article, entity), names.get(article, into)
        names.unite(article, into, [entity])
        self._messages.show_done(
            tr("“{other}” is “{name}” now, in text and sources.", other=gone.name, name=kept.name)
        )

    def _ask_name(self, article: ArticleId, entity: EntityId) -> None:
        found = self._workspace.names.get(article, entity)
        dialog = QInputDialog(self._room)
        dialog.setWindowTitle(tr("Rename"))
        dialog.setLabelText(tr("Name of “{name}” in this article", name=found.name))
        dialog.setTextValue(found.name)
        dialog.textValueSelected.connect(
            lambda name: self._try(
                lambda article: self._workspace.names.rename(article, entity, name)
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_source(self, article: ArticleId, entity: EntityId) -> None:
        """Ask which source of the library a name is as well."""
        register = self._workspace.register
        card = register.card_of(article, entity)
        chooser = SourceChooser(
            tr("Who in the library is “{name}”?", name=card.name),
            register.choices(card),
            self._room,
        )
        chooser.chosen.connect(lambda source: self._unite(article, entity, SourceId(source)))
        chooser.open()

    def _unite(self, article: ArticleId, entity: EntityId, source: SourceId) -> None:
        register = self._workspace.register
        try:
            into = register.get(source)
            register.merge(into, [register.card_of(article, entity)])
        except UserFacingError as error:
            self._messages.show_error(error)
            return
        self._messages.show_done(tr("Merged into “{name}”, in all articles.", name=into.name))

    def _try(self, act: Callable[[ArticleId], object]) -> None:
        article = self._room.article
        if article is None:
            return
        try:
            act(article.id)
        except UserFacingError as error:
            self._messages.show_error(error)
