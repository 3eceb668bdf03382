"""What the analyst can choose: name, language, look of the text."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.fields import ChoiceBox, DecimalBox, NumberBox
from ui.kit.theme import ThemeChoice
from ui.language.texts import tr
from ui.language.translator import languages
from ui.reading.appearance import LARGEST, SMALLEST

_LANGUAGES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything on the settings page."""

    person: str
    language: str
    """Empty: the system's."""
    theme: ThemeChoice
    size: float
    """Points."""
    spacing: float
    width: int
    serif: bool
    largest: int
    """Megabytes of the largest file that is read."""


class SettingsDialog(QDialog):
    """Every change takes effect at once; there is nothing to confirm."""

    changed = Signal(object)
    """The new Choices."""

    def __init__(
        self, choices: Choices, data_folder: Path, lexicons: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(480)
        self.person = QLineEdit(choices.person)
        self.language = ChoiceBox()
        self._codes = ("", *languages())
        self.language.addItems(
            [tr("As the system"), *(_LANGUAGES.get(code, code) for code in self._codes[1:])]
        )
        self.language.setCurrentIndex(
            self._codes.index(choices.language) if choices.language in self._codes else 0
        )
        self.theme = ChoiceBox()
        self.theme.addItems([tr("As the system"), tr("Light"), tr("Dark")])
        self.theme.setCurrentIndex(tuple(ThemeChoice).index(choices.theme))
        self.letters = _number(DecimalBox(), SMALLEST, LARGEST, choices.size, " pt")
        self.spacing = _number(DecimalBox(), 1.0, 2.5, choices.spacing, "")
        self.spacing.setSingleStep(0.05)
        self.columns = NumberBox()
        self.columns.setRange(40, 120)
        self.columns.setSuffix(" " + tr("characters"))
        self.columns.setValue(choices.width)
        self.serif = QCheckBox(tr("Serif typeface"))
        self.serif.setChecked(choices.serif)
        self.largest = NumberBox()
        self.largest.setRange(1, 2_000)
        self.largest.setSuffix(" MB")
        self.largest.setValue(choices.largest)
        self._lay_out(data_folder, lexicons)
        self.person.editingFinished.connect(self._tell)
        for box in (self.language, self.theme):
            box.activated.connect(self._tell)
        for spin in (self.letters, self.spacing, self.columns, self.largest):
            spin.valueChanged.connect(self._tell)
        self.serif.toggled.connect(self._tell)

    def choices(self) -> Choices:
        return Choices(
            self.person.text().strip(),
            self._codes[self.language.currentIndex()],
            tuple(ThemeChoice)[self.theme.currentIndex()],
            self.letters.value(),
            self.spacing.value(),
            self.columns.value(),
            self.serif.isChecked(),
            self.largest.value(),
        )

    def _tell(self) -> None:
        self.changed.emit(self.choices())

    def _lay_out(self, data_folder: Path, lexicons: Path) -> None:
        form = QFormLayout()
        for name, field in (
            (tr("Your name"), self.person),
            (tr("Language (after a new start)"), self.language),
            (tr("Theme"), self.theme),
            (tr("Text size"), self.letters),
            (tr("Line spacing"), self.spacing),
            (tr("Line length"), self.columns),
            (tr("Largest file that is read"), self.largest),
        ):
            form.addRow(name, field)
            field.setAccessibleName(name)
        form.addRow("", self.serif)
        form.addRow(tr("All data"), _folder_row(data_folder))
        form.addRow(tr("Your word lists"), _folder_row(lexicons))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a field only ends the field


def _number(
    box: QDoubleSpinBox, least: float, most: float, value: float, suffix: str
) -> QDoubleSpinBox:
    box.setDecimals(2 if not suffix else 1)
    box.setRange(least, most)
    box.setSuffix(suffix)
    box.setValue(value)
    return box


def _folder_row(folder: Path) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    path = QLabel(str(folder))
    path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    path.setWordWrap(True)
    button = QPushButton(tr("Show"))
    button.setAccessibleName(tr("Show the folder {folder}", folder=folder.name))
    button.clicked.connect(lambda: _show(folder))
    row.addWidget(path, 1)
    row.addWidget(button)
    return holder


def _show(folder: Path) -> None:
    """The folder in the system's own file window, made when it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
