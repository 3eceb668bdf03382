"""Names made by hand: the selected words become somebody or something."""

import secrets
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import EntityId
from annotator.errors import UserFacingError
from annotator.text.spans import Span, merged, trimmed
from annotator.workspace.edits import EntityEdit
from annotator.workspace.session import Session
from annotator.workspace.workspace import Workspace
from ui.kit.message_bar import MessageBar
from ui.language.texts import tr
from ui.language.words import entity_kind_name
from ui.window.reading_room import ReadingRoom


class NameVerbs(QObject):
    """Asks which kind of thing the words name, and keeps it as an act that can be undone."""

    def __init__(self, workspace: Workspace, room: ReadingRoom, messages: MessageBar) -> None:
        super().__init__(room)
        self._workspace = workspace
        self._room = room
        self._messages = messages

    def ask_kind(self, span: Span | None = None) -> None:
        """A menu of kinds under the pointer for `span`, or for the selected words."""
        span = span or (self._room.reader.selection() if self._room.article else None)
        if span is None:
            self._messages.show_error(
                UserFacingError(
                    tr("No words are selected."), tr("Select a name in the text first.")
                )
            )
            return
        menu = QMenu(self._room)
        for number, kind in enumerate(EntityKind, start=1):
            action = menu.addAction(f"&{number}  {entity_kind_name(kind)}")
            action.triggered.connect(lambda _=False, kind=kind: self.make(span, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def make(self, span: Span, kind: EntityKind) -> None:
        """Make the words at `span` a name; another mention of a known name joins it."""
        article = self._room.article
        if article is None:
            return
        span = trimmed(article.text, span)
        words = " ".join(article.text[span.start : span.end].split())
        if not words:
            return
        before = next(
            (
                entity
                for entity in self._workspace.articles.entities(article.id)
                if entity.kind is kind and words in entity.names
            ),
            None,
        )
        if before is None:
            after = Entity(EntityId(f"p{secrets.token_hex(4)}"), words, kind, (words,), (span,))
        else:
            after = replace(before, mentions=merged([*before.mentions, span]))
        if after == before:
            return
        hand = Session(self._workspace.library, self._workspace.person, self._workspace.changes)
        try:
            hand.perform("make an entity", [EntityEdit(article.id, before, after)])
        except UserFacingError as error:
            self._messages.show_error(error)
