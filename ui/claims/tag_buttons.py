"""Four buttons, one per tag, each showing its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from ui.language.texts import tr
from ui.language.words import tag_letter, tag_name


class TagButtons(QWidget):
    """The decision of one claim; the chosen tag is pressed, a suggested one is named."""

    decided = Signal(object)
    """The Tag whose button was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons: dict[Tag, QPushButton] = {}
        for tag in Tag:
            button = QPushButton(f"{tag_letter(tag)}  {tag_name(tag)}")
            button.setCheckable(True)
            button.setProperty("tag", tag.value)
            button.setToolTip(tr("{tag}: press {key}", tag=tag_name(tag), key=tag_letter(tag)))
            button.clicked.connect(lambda _=False, tag=tag: self.decided.emit(tag))
            row.addWidget(button, 1)
            self.buttons[tag] = button
        self.show_record(None)

    def show_record(self, record: ClaimRecord | None) -> None:
        suggestion = record.claim.suggestion if record and record.tag is None else None
        for tag, button in self.buttons.items():
            chosen = record is not None and record.tag == tag
            suggested = suggestion is not None and suggestion.tag == tag
            button.setEnabled(record is not None)
            button.setChecked(chosen)
            button.setProperty("suggested", suggested)
            state = tr("chosen") if chosen else tr("suggested") if suggested else ""
            button.setAccessibleName(f"{tag_name(tag)} {state}".strip())
            button.style().unpolish(button)
            button.style().polish(button)
