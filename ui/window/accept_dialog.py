"""Accepting the machine's suggestions where it is sure enough: a person's decision, in bulk."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId
from ui.kit.fields import ChoiceBox, NumberBox
from ui.language.texts import count, tr
from ui.language.words import tag_letter, tag_name

_FIRST_PERCENT = 90
_MOST_LISTED = 200


class Scope(IntEnum):
    """Whose suggestions may be accepted."""

    SHOWN = 0
    """The claims of the open article that the queue shows."""
    SELECTED = 1
    """The claims of every article that is selected in the library."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An undecided claim with a suggestion."""

    claim: ClaimId
    tag: Tag
    """The suggested one."""
    percent: int
    """How sure the suggestion is."""
    words: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a scope holds now."""

    scope: str
    """The scope in words, with its numbers."""
    claims: Sequence[Candidate] = ()


class AcceptDialog(QDialog):
    """Beside the work: how sure a suggestion must be, and which claims that decides as what."""

    chosen = Signal(object)
    """A tuple of ClaimIds whose suggestions are to be accepted."""

    def __init__(
        self,
        gather: Callable[[Scope, Callable[[Candidates], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        """`gather` tells what a scope holds, now or later; it is asked again whenever that may
        have changed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Accept sure suggestions"))
        self._gather = gather
        self._claims: Sequence[Candidate] = ()
        self._shown: Scope | None = None
        self.scope = ChoiceBox()
        self.scope.setAccessibleName(tr("Of which claims"))
        self.scope.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.setMinimumContentsLength(24)
        self.percent = NumberBox()
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")
        self.percent.setAccessibleName(tr("Least sureness in percent"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(tr("Least sureness in percent"))
        self.result_line = QLabel()
        self.result_line.setProperty("section", True)
        self.tags_line = QLabel()
        self.tags_line.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What would be decided"))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.slider.valueChanged.connect(self.percent.setValue)
        self.percent.valueChanged.connect(self.slider.setValue)
        self.percent.valueChanged.connect(self._preview)
        self.scope.activated.connect(self.refresh)
        self.accepted.connect(self._tell)
        self.percent.setValue(_FIRST_PERCENT)
        self._fill_scopes()
        self.refresh()
        self.resize(460, 480)

    def _lay_out(self) -> None:
        words = QLabel(
            tr(
                "Decides undecided claims as suggested, in one step that Z takes back. The history "
                "marks it as done in bulk."
            )
        )
        words.setWordWrap(True)
        words.setProperty("muted", True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accept_button.setText(tr("Accept"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("At least this sure:")))
        row.addWidget(self.slider, 1)
        row.addWidget(self.percent)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.scope)
        column.addLayout(row)
        column.addWidget(self.result_line)
        column.addWidget(self.tags_line)
        column.addWidget(self.list, 1)
        column.addWidget(words)
        column.addWidget(buttons)

    def refresh(self) -> None:
        """Look again at what the scope holds: claims were decided meanwhile, or others shown."""
        scope = self._scope()
        if scope is not self._shown:
            self._shown, self._claims = scope, ()
            self._preview()
            self.result_line.setText(tr("Reading …"))
        self._gather(scope, partial(self._take, scope))

    def _scope(self) -> Scope:
        return Scope(max(0, self.scope.currentIndex()))

    def _take(self, scope: Scope, now: Candidates) -> None:
        """Show what a scope holds, unless another was chosen meanwhile."""
        if scope is not self._scope():
            return
        self._claims = sorted(now.claims, key=lambda each: -each.percent)
        self.scope.setItemText(scope, now.scope)
        self._preview()

    def _fill_scopes(self) -> None:
        self.scope.addItem("")
        self.scope.addItem(tr("Articles selected in the library"))

    def _sure(self) -> list[Candidate]:
        return [each for each in self._claims if each.percent >= self.percent.value()]

    def _preview(self) -> None:
        sure = self._sure()
        self.result_line.setText(
            count(len(sure), "1 claim would be decided.", "{n} claims would be decided.")
        )
        tags = Counter(each.tag for each in sure)
        self.tags_line.setText(
            " · ".join(f"{tags[tag]} {tag_name(tag)}" for tag in Tag if tags[tag])
        )
        self.list.clear()
        for each in sure[:_MOST_LISTED]:
            item = QListWidgetItem(
                f"{tag_letter(each.tag)}  {each.percent} %  {each.words}", self.list
            )
            item.setToolTip(each.words)
        if len(sure) > _MOST_LISTED:
            more = len(sure) - _MOST_LISTED
            self.list.addItem(count(more, "and 1 more", "and {n} more"))
        self.accept_button.setEnabled(bool(sure))

    def _tell(self) -> None:
        self.chosen.emit(tuple(each.claim for each in self._sure()))
