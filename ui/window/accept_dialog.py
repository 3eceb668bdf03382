"""Accepting the machine's suggestions where it is sure enough: a person's decision, in bulk."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.decision import ClaimRecord
from ui.claims.queue_filter import sureness
from ui.kit.fields import NumberBox
from ui.language.texts import count, tr

_FIRST_PERCENT = 90


class AcceptDialog(QDialog):
    """Asks how sure a suggestion must be, and says how many claims that decides."""

    chosen = Signal(float)
    """The least confidence, 0 to 1."""

    def __init__(self, records: Sequence[ClaimRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Accept sure suggestions"))
        self._sure = [
            round(100 * sureness(r)) for r in records if r.tag is None and r.claim.suggestion
        ]
        words = QLabel(
            tr(
                "Decides the undecided claims of the list as suggested, in one step that Z takes "
                "back. The history marks it as done in bulk."
            )
        )
        words.setWordWrap(True)
        self.percent = NumberBox()
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")
        self.percent.setAccessibleName(tr("Least sureness in percent"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(tr("Least sureness in percent"))
        self.result_line = QLabel()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accept_button.setText(tr("Accept"))
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("At least this sure:")))
        row.addWidget(self.slider, 1)
        row.addWidget(self.percent)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addLayout(row)
        column.addWidget(self.result_line)
        column.addWidget(buttons)
        self.slider.valueChanged.connect(self.percent.setValue)
        self.percent.valueChanged.connect(self.slider.setValue)
        self.percent.valueChanged.connect(self._count)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.percent.value() / 100))
        self.percent.setValue(_FIRST_PERCENT)
        self._count()
        self.setMinimumWidth(420)

    def _count(self) -> None:
        number = sum(sure >= self.percent.value() for sure in self._sure)
        self.result_line.setText(
            count(number, "1 claim would be decided.", "{n} claims would be decided.")
        )
        self.accept_button.setEnabled(number > 0)
