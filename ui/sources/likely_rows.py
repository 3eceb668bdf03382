"""Who a source may be as well: a line for each, to say yes or no to."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.resolution import LikelySource
from ui.language.texts import count, tr


class LikelyRows(QWidget):
    """Asks; what is answered is kept for every article to come. Hidden without a question."""

    same = Signal(str)
    """SourceId of the one it is."""
    other = Signal(str)
    """SourceId of one it is not."""
    confirmed = Signal()
    """The guesses were right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def ask(self, guesses: int, likely: Sequence[LikelySource]) -> None:
        """Show one question for all guesses, and one for each likely source."""
        while (item := self._column.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        if guesses:
            words = count(
                guesses,
                "In 1 article this is a guess by the name.",
                "In {n} articles this is a guess by the name.",
            )
            row = self._row(words)
            self._add(row, tr("It is right"), self.confirmed.emit)
        for each in likely:
            words = (
                tr("May be {name}, who has this office in another article.", name=each.name)
                if each.by_office
                else tr("May be the same as {name}.", name=each.name)
            )
            row = self._row(words)
            self._add(row, tr("The same"), partial(self.same.emit, each.source))
            self._add(row, tr("Not the same"), partial(self.other.emit, each.source))
        self.setVisible(bool(guesses or likely))

    def _row(self, words: str) -> QHBoxLayout:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        line.setAccessibleName(words)
        self._column.addWidget(line)
        return row

    def _add(self, row: QHBoxLayout, text: str, act: Callable[[], object]) -> None:
        button = QPushButton(text)
        holder = row.parentWidget()
        said = holder.accessibleName() if holder else ""
        button.setAccessibleName(f"{text}: {said}")
        button.clicked.connect(lambda _=False: act())
        row.addWidget(button)
