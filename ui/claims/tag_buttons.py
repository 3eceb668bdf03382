"""Four buttons, one per tag, each showing its key."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from ui.language.texts import tr
from ui.language.words import tag_letter, tag_name


class TagButtons(QWidget):
    """The decision of one claim; the chosen tag is pressed, a suggested one is named.

    One row where there is room for it, two otherwise.
    """

    decided = Signal(object)
    """The Tag whose button was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._columns = 0
        self.buttons: dict[Tag, QPushButton] = {}
        for tag in Tag:
            button = QPushButton(f"{tag_letter(tag)}  {tag_name(tag)}")
            button.setCheckable(True)
            button.setProperty("tag", tag.value)
            button.clicked.connect(lambda _=False, tag=tag: self.decided.emit(tag))
            self.buttons[tag] = button
        self._arrange(len(self.buttons))
        self.show_record(None)

    def show_record(self, record: ClaimRecord | None) -> None:
        """Press the decided tag's button, dash the suggested one's."""
        suggestion = record.claim.suggestion if record and record.tag is None else None
        for tag, button in self.buttons.items():
            chosen = record is not None and record.tag == tag
            suggested = suggestion is not None and suggestion.tag == tag
            button.setEnabled(record is not None)
            button.setChecked(chosen)
            self._dash(button, suggested=suggested)
            state = tr("chosen") if chosen else tr("suggested") if suggested else ""
            button.setAccessibleName(f"{tag_name(tag)} {state}".strip())

    @staticmethod
    def _dash(button: QPushButton, *, suggested: bool) -> None:
        """Have the style sheet look at a button again, but only when there is something new."""
        if button.property("suggested") != suggested:
            button.setProperty("suggested", suggested)
            button.style().unpolish(button)
            button.style().polish(button)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two columns: the rows adapt."""
        widest = max(self._widths())
        return QSize(2 * widest + self._grid.spacing(), super().minimumSizeHint().height())

    def _widths(self) -> list[int]:
        """How wide each button is when it is chosen, which makes its letters bold."""
        widths = []
        for button in self.buttons.values():
            bold = QFont(button.font())
            bold.setBold(True)
            more = QFontMetrics(bold).horizontalAdvance(button.text())
            less = button.fontMetrics().horizontalAdvance(button.text())
            widths.append(button.sizeHint().width() + max(0, more - less))
        return widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = self._widths()
        wide = sum(widths) + self._grid.spacing() * (len(widths) - 1)
        self._arrange(len(widths) if event.size().width() >= wide else 2)
        for column in range(len(widths)):
            own = max(widths[column :: self._columns]) if column < self._columns else 0
            self._grid.setColumnMinimumWidth(column, own)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, number // columns, number % columns)
        for column in range(len(self.buttons)):
            self._grid.setColumnStretch(column, int(column < columns))
