"""What was understood of a question, one chip a condition; a click takes it away."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.domain.claim import SourceKind, Tag
from ui.language.dates import day
from ui.language.excerpts import shortened
from ui.language.texts import tr
from ui.language.words import source_kind_name, tag_name
from ui.lists.flow_layout import FlowLayout

if TYPE_CHECKING:
    from annotator.workspace.question import Part

_MOST = 32
"""Code points of a value that a chip shows."""
_MOST_OTHERS = 40
"""Code points of what will do as well."""


class ChipRow(QWidget):
    """The conditions that the typed words set, in their order."""

    removed = Signal(object)
    """The Part whose chip was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QToolButton] = []
        self._parts: tuple[Part, ...] = ()
        self._flow = FlowLayout(self)
        self.hide()

    def show_parts(self, parts: "Sequence[Part]") -> None:
        """Show these and no others; without any the row is gone."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(part) for part in parts]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self.setVisible(bool(parts))

    def _chip(self, part: "Part") -> QToolButton:
        words = part_name(part)
        chip = QToolButton()
        chip.setText(f"{words}  ✕".replace("&", "&&"))
        chip.setProperty("chip", True)
        chip.setAccessibleName(tr("Condition: {words}. Press to remove it", words=words))
        others = [", ".join(part.also)] if part.also else []
        chip.setToolTip("\n".join([tr("Remove this condition"), *others]))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda: self.removed.emit(part))
        return chip


def part_name(part: "Part") -> str:
    """A condition in words, with what will do as well."""
    name = _name(part)
    if not part.also:
        return name
    others = shortened(", ".join(part.also), _MOST_OTHERS)
    return tr("{condition} (also {others})", condition=name, others=others)


def _name(part: "Part") -> str:
    from annotator.workspace.question import PartKind  # noqa: PLC0415 - see the search field

    value = shortened(part.value, _MOST)
    match part.kind:
        case PartKind.TAG:
            return tag_name(Tag(part.value))
        case PartKind.SUGGESTED:
            return tr("Undecided, suggested: {tag}", tag=tag_name(Tag(part.value)))
        case PartKind.SOURCE_KIND:
            return tr("Kind of source: {kind}", kind=source_kind_name(SourceKind(part.value)))
        case PartKind.PUBLISHED:
            return _days(part.value)
    names = {
        PartKind.UNDECIDED: tr("Undecided"),
        PartKind.DECIDED: tr("Decided"),
        PartKind.ABOUT: tr("About: {words}", words=value),
        PartKind.BY: tr("By: {words}", words=value),
        PartKind.OFFICIALS: tr("By whoever holds an office: {words}", words=value)
        if value
        else tr("By whoever holds an office"),
        PartKind.PUBLISHER: tr("Published by: {words}", words=value),
        PartKind.NAMING: tr("Names: {words}", words=value),
        PartKind.LABEL: tr("Label: {words}", words=value),
    }
    return names[part.kind]


def _days(value: str) -> str:
    first, _, last = value.partition("/")
    shown = {end: day(date.fromisoformat(end)) for end in (first, last) if end != ".."}
    if last not in shown:
        return tr("Published since {day}", day=shown[first])
    if first not in shown:
        return tr("Published until {day}", day=shown[last])
    if first == last:
        return tr("Published on {day}", day=shown[first])
    return tr("Published {first} – {last}", first=shown[first], last=shown[last])
