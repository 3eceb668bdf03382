"""One source: its name, grade, descriptor, notes, and where it speaks."""

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
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

from annotator.domain.briefing import Member, SourceCard
from annotator.domain.claim import SourceKind
from annotator.domain.decision import Reliability
from annotator.text.spans import Span
from annotator.workspace.voices import Voice
from ui.kit.fields import ChoiceBox
from ui.language.texts import count, tr
from ui.language.words import reliability_name, source_kind_name
from ui.lists.flow_layout import FlowLayout
from ui.sources.card_sheet import CardSheet
from ui.sources.likely_rows import LikelyRows

_LINKS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
_KINDS = tuple(SourceKind)
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
    kind_chosen = Signal(object)
    """A SourceKind."""
    merge_requested = Signal()
    """With a source that is still to be chosen."""
    source_requested = Signal(str)
    """SourceId of another source to show: a spokesperson's body or the other way round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: SourceCard | None = None
        self.name = QLineEdit()
        self.grade = ChoiceBox()
        self.grade.addItem(tr("not graded"))
        self.grade.addItems([reliability_name(grade) for grade in Reliability])
        self.kind = ChoiceBox()
        self.kind.addItems([source_kind_name(kind) for kind in SourceKind])
        self.likely = LikelyRows()
        self.voices = QLabel()
        self.voices.setWordWrap(True)
        self.voices.setTextFormat(Qt.TextFormat.RichText)
        self.voices.setTextInteractionFlags(_LINKS)
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
        self.merge = QPushButton(tr("Is the same as…"))
        self._lay_out()
        self._connect()
        self.show_sheet(None)

    def _lay_out(self) -> None:
        form = QFormLayout()
        for title, field in (
            (tr("Name"), self.name),
            (tr("Kind"), self.kind),
            (tr("Reliability"), self.grade),
            (tr("Descriptor"), self.descriptor),
            (tr("Notes"), self.notes),
            (tr("Also called"), self.names),
            (tr("Speaks"), self.voices),
        ):
            form.addRow(title, field)
            field.setAccessibleName(title)
        for area in (self.descriptor, self.notes):
            area.setTabChangesFocus(True)
            area.setFixedHeight(area.fontMetrics().lineSpacing() * 3 + 14)
            area.installEventFilter(self)
        self._form = form
        self.heading = QLabel(tr("Where it is named"))
        self.heading.setProperty("section", True)
        self.mentions.setAccessibleName(tr("Where it is named"))
        for box in (self.kind, self.grade):
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(10)
        buttons = FlowLayout()
        buttons.addWidget(self.split)
        buttons.addWidget(self.merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.likely)
        column.addLayout(form)
        column.addWidget(self.heading)
        column.addWidget(self.mentions, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self.keep)
        self.grade.activated.connect(lambda row: self.graded.emit(_GRADES[row]))
        self.kind.activated.connect(lambda row: self.kind_chosen.emit(_KINDS[row]))
        self.mentions.itemActivated.connect(self._ask_mention)
        self.mentions.itemSelectionChanged.connect(self._enable)
        self.split.clicked.connect(self._ask_split)
        self.merge.clicked.connect(self.merge_requested)
        self.voices.linkActivated.connect(self.source_requested)

    def show_sheet(self, sheet: CardSheet | None) -> None:
        """Show a source, or nothing. Shown anew, as when an analysis has counted more claims,
        it leaves what is being written."""
        card = sheet.card if sheet else None
        name, descriptor, notes = self._still_written(card)
        self._card = card
        self.setEnabled(card is not None)
        _put(self.name, name)
        _put(self.descriptor, descriptor)
        _put(self.notes, notes)
        self.kind.setCurrentIndex(_KINDS.index(card.kind) if card else -1)
        self.grade.setCurrentIndex(_GRADES.index(card.reliability) if card else 0)
        self.names.setText(", ".join(sheet.names) if sheet else "")
        self._form.setRowVisible(self.names, bool(sheet and sheet.names))
        self.voices.setText("<br>".join(map(_voice_line, sheet.voices)) if sheet else "")
        self._form.setRowVisible(self.voices, bool(sheet and sheet.voices))
        guessed = {article for article, _ in card.guesses} if card else set()
        self.likely.ask(len(guessed), sheet.likely if sheet else ())
        many = sheet.articles if sheet else 1
        self.heading.setText(count(many, "Where it is named", "Where it is named, in {n} articles"))
        self.mentions.clear()
        for line in sheet.mentions if sheet else ():
            item = QListWidgetItem(line.words, self.mentions)
            item.setData(Qt.ItemDataRole.UserRole, (*line.member, line.span.start, line.span.end))
        self._enable()

    def _still_written(self, card: SourceCard | None) -> tuple[str, str, str]:
        """Name, descriptor and notes of `card`, or what was written of them since it was shown
        last and not handed over yet."""
        if card is None:
            return "", "", ""
        now, before = _words(card), self._card
        if before is None or before.id != card.id:
            return now
        name, descriptor, notes = (
            here if here != shown else said
            for here, shown, said in zip(self._written(), _words(before), now, strict=True)
        )
        return name, descriptor, notes

    def _written(self) -> tuple[str, str, str]:
        return self.name.text(), self.descriptor.toPlainText(), self.notes.toPlainText()

    def _enable(self) -> None:
        """A part can be split off when some members are chosen, not all."""
        chosen = self._chosen()
        self.split.setEnabled(
            bool(chosen) and self._card is not None and chosen != self._card.members
        )

    def keep(self) -> None:
        """Ask for what was written to be kept, if it is new."""
        card = self._card
        if card is None:
            return
        name, descriptor, notes = self._written()
        written = (name.strip() or card.name, descriptor, notes)
        if written != _words(card):
            self.described.emit(*written)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _ask_mention(self, item: QListWidgetItem) -> None:
        article, _, start, end = item.data(Qt.ItemDataRole.UserRole)
        self.mention_requested.emit(article, Span(start, end))

    def _chosen(self) -> frozenset[Member]:
        data = (item.data(Qt.ItemDataRole.UserRole) for item in self.mentions.selectedItems())
        return frozenset((article, entity) for article, entity, *_ in data)

    def _ask_split(self) -> None:
        self.split_requested.emit(self._chosen())


def _words(card: SourceCard) -> tuple[str, str, str]:
    return card.name, card.descriptor, card.notes


def _put(area: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Shows `words`; the cursor stays where it is when they are there already."""
    if isinstance(area, QLineEdit):
        if area.text() != words:
            area.setText(words)
    elif area.toPlainText() != words:
        area.setPlainText(words)


def _voice_line(voice: Voice) -> str:
    """For whom a source speaks, or who speaks for it; the other one leads to its card."""
    name = escape(voice.name)
    if voice.source is not None:
        name = f'<a href="{escape(voice.source)}">{name}</a>'
    return tr("{name} speaks for it", name=name) if voice.speaks else tr("for {name}", name=name)
