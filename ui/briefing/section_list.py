"""The parts of the document: switched on and off, moved by dragging or Alt+Up and Alt+Down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QWidget

from annotator.domain.briefing import Section
from ui.briefing.movable_list import MovableList
from ui.language.texts import tr


def section_name(section: Section) -> str:
    names = {
        Section.CONTENTS: tr("Contents"),
        Section.SUMMARY: tr("Summary"),
        Section.KEY_CLAIMS: tr("Key claims"),
        Section.RELIANCE: tr("Reliance on sources"),
        Section.CLAIMS: tr("Table of claims"),
        Section.ARTICLES: tr("Articles"),
        Section.SOURCES: tr("Register of sources"),
        Section.CITATIONS: tr("Citations"),
        Section.ENTITIES: tr("Index of names"),
        Section.METHOD: tr("Method"),
        Section.CHANGES: tr("Changes since the last version"),
    }
    return names[section]


class SectionList(MovableList):
    """Sections with a check mark each, in the order of the document."""

    chosen = Signal(object)
    """A tuple of Sections: those switched on, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sections of the briefing"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemChanged.connect(self._tell)
        self.moved.connect(self._tell)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these switched on in their order, the others after them switched off."""
        if self.sections() == tuple(sections) and self.count() == len(Section):
            return
        self.blockSignals(True)
        self.clear()
        for section in (*sections, *(s for s in Section if s not in sections)):
            item = QListWidgetItem(section_name(section), self)
            item.setData(Qt.ItemDataRole.UserRole, section.value)
            on = section in sections
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def sections(self) -> tuple[Section, ...]:
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            Section(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def _tell(self) -> None:
        self.chosen.emit(self.sections())
