"""One source: its name, grade, descriptor, notes, and where it speaks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.briefing import SourceCard
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId
from annotator.text.spans import Span
from ui.language.texts import tr
from ui.language.words import reliability_name

_GRADES: tuple[Reliability | None, ...] = (None, *Reliability)


class CardEditor(QWidget):
    """Asks for changes when a field is left; never acts itself."""

    graded = Signal(object)
    """A Reliability or None."""
    described = Signal(str, str, str)
    """Name, descriptor, notes."""
    mention_requested = Signal(object, object)
    """ArticleId and Span of a mention to show in the text."""
    split_requested = Signal(object)
    """A frozenset of the chosen (ArticleId, EntityId) members."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: SourceCard | None = None
        self.name = QLineEdit()
        self.grade = QComboBox()
        self.grade.addItem(tr("not graded"))
        self.grade.addItems([reliability_name(grade) for grade in Reliability])
        self.descriptor = QPlainTextEdit()
        self.descriptor.setPlaceholderText(tr("Access, possible bias, limits: for the register"))
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(tr("For the desk alone; never exported"))
        self.names = QLabel()
        self.names.setWordWrap(True)
        self.names.setTextFormat(Qt.TextFormat.PlainText)
        self.mentions = QListWidget()
        self.mentions.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.mentions.setWordWrap(True)
        self.mentions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.split = QPushButton(tr("Make the chosen a source of their own"))
        form = QFormLayout()
        for title, field in (
            (tr("Name"), self.name),
            (tr("Reliability"), self.grade),
            (tr("Descriptor"), self.descriptor),
            (tr("Notes"), self.notes),
            (tr("Also called"), self.names),
        ):
            form.addRow(title, field)
            field.setAccessibleName(title)
        for area in (self.descriptor, self.notes):
            area.setTabChangesFocus(True)
            area.setFixedHeight(area.fontMetrics().lineSpacing() * 3 + 14)
            area.installEventFilter(self)
        heading = QLabel(tr("Where it is named"))
        heading.setProperty("section", True)
        self.mentions.setAccessibleName(tr("Where it is named"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.addLayout(form)
        column.addWidget(heading)
        column.addWidget(self.mentions, 1)
        column.addWidget(self.split)
        self.name.editingFinished.connect(self.keep)
        self.grade.activated.connect(lambda row: self.graded.emit(_GRADES[row]))
        self.mentions.itemActivated.connect(self._ask_mention)
        self.split.clicked.connect(self._ask_split)
        self.show_card(None, (), ())

    def show_card(
        self,
        card: SourceCard | None,
        names: Sequence[str],
        mentions: Sequence[tuple[str, ArticleId, str, Span]],
    ) -> None:
        """Show a card, its names, and mentions as (line, article, entity, span)."""
        self._card = card
        self.setEnabled(card is not None)
        self.name.setText(card.name if card else "")
        self.grade.setCurrentIndex(_GRADES.index(card.reliability) if card else 0)
        self.descriptor.setPlainText(card.descriptor if card else "")
        self.notes.setPlainText(card.notes if card else "")
        self.names.setText(", ".join(names))
        self.mentions.clear()
        for line, article, entity, span in mentions:
            item = QListWidgetItem(line, self.mentions)
            item.setData(Qt.ItemDataRole.UserRole, (article, entity, span.start, span.end))

    def keep(self) -> None:
        """Ask for what was written to be kept, if it is new."""
        card = self._card
        if card is None:
            return
        written = (
            self.name.text().strip() or card.name,
            self.descriptor.toPlainText(),
            self.notes.toPlainText(),
        )
        if written != (card.name, card.descriptor, card.notes):
            self.described.emit(*written)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _ask_mention(self, item: QListWidgetItem) -> None:
        article, _, start, end = item.data(Qt.ItemDataRole.UserRole)
        self.mention_requested.emit(article, Span(start, end))

    def _ask_split(self) -> None:
        chosen = (item.data(Qt.ItemDataRole.UserRole) for item in self.mentions.selectedItems())
        self.split_requested.emit(frozenset((article, entity) for article, entity, *_ in chosen))
