"""What a briefing says about itself: title, marking, summary and switches."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.briefing import Yardstick
from annotator.domain.marking import TLP, parse_marking
from annotator.errors import UserFacingError
from annotator.workspace.briefings import BriefingPlan
from ui.kit.fields import ChoiceBox
from ui.language.texts import say, tr


class PlanForm(QWidget):
    """Fields of a plan; what cannot be understood is told under the field and not kept."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.reference = QLineEdit()
        self.author = QLineEdit()
        self.marking = ChoiceBox()
        self.marking.setEditable(True)
        self.marking.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.marking.setMinimumContentsLength(8)
        self.marking.addItems([tr("No marking"), *TLP])
        self.marking.setToolTip(tr("Choose one, or write your own: LABEL or LABEL=#RRGGBB"))
        self.summary = QPlainTextEdit()
        self.summary.setTabChangesFocus(True)
        self.summary.setPlaceholderText(tr("The summary. An empty line parts paragraphs."))
        self.yardstick = ChoiceBox()
        self.yardstick.addItems([each.value for each in Yardstick])
        self.rejected = QCheckBox(tr("Show what is not a claim too"))
        self.entities = QCheckBox(tr("Mark the names in the text"))
        self.template = QLineEdit()
        self.template.setReadOnly(True)
        self.template.setPlaceholderText(tr("Annotator's own"))
        self.options = QWidget()
        """How the document is made; it stands beside the form."""
        self._plan: BriefingPlan | None = None
        self._lay_out()
        self._connect()

    def show_in_summary(self, words: str) -> None:
        """Select words of the summary and go there."""
        self.summary.moveCursor(QTextCursor.MoveOperation.Start)
        self.summary.find(words, QTextDocument.FindFlag.FindCaseSensitively)
        self.summary.setFocus()

    def _lay_out(self) -> None:
        line = QGridLayout()
        for place, (name, field) in enumerate(
            (
                (tr("&Reference"), self.reference),
                (tr("A&uthor"), self.author),
                (tr("&Marking"), self.marking),
            )
        ):
            line.addWidget(_titled(name, field), 0, place)
            line.addWidget(field, 1, place)
            line.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_titled(tr("&Title"), self.title))
        column.addWidget(self.title)
        column.addLayout(line)
        column.addWidget(_titled(tr("&Summary"), self.summary))
        column.addWidget(self.summary, 1)
        self.summary.setProperty("written", True)
        self._lay_out_options()

    def _lay_out_options(self) -> None:
        choose, clear = QToolButton(), QToolButton()
        choose.setText("…")
        choose.setToolTip(tr("Choose a Word template"))
        choose.setAccessibleName(tr("Choose a Word template"))
        choose.clicked.connect(self._choose_template)
        clear.setText("✕")
        clear.setToolTip(tr("Use Annotator's own template"))
        clear.setAccessibleName(tr("Use Annotator's own template"))
        clear.clicked.connect(lambda: self._set_template(""))
        template = QHBoxLayout()
        template.setSpacing(2)
        for widget in (self.template, choose, clear):
            template.addWidget(widget)
        column = QVBoxLayout(self.options)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_titled(tr("&Likelihood words"), self.yardstick))
        column.addWidget(self.yardstick)
        column.addWidget(_titled(tr("Word template"), self.template))
        column.addLayout(template)
        column.addWidget(self.rejected)
        column.addWidget(self.entities)

    def _connect(self) -> None:
        for line in (self.title, self.reference, self.author):
            line.textEdited.connect(self.changed)
        self.summary.textChanged.connect(self.changed)
        self.marking.currentTextChanged.connect(self.changed)
        self.yardstick.currentIndexChanged.connect(self.changed)
        for switch in (self.rejected, self.entities):
            switch.toggled.connect(self.changed)

    def show_plan(self, plan: BriefingPlan) -> None:
        """Show a plan without announcing it; the field being written in keeps its cursor."""
        if self._plan is not None and self._plan.id == plan.id and self.taken(plan) == plan:
            self._plan = plan
            return
        self._plan = plan
        self.blockSignals(True)
        self.title.setText(plan.title)
        self.reference.setText(plan.reference)
        self.author.setText(plan.author)
        for line in (self.title, self.reference, self.author):
            line.setCursorPosition(0)
        marking = plan.marking
        if marking is None:
            self.marking.setCurrentIndex(0)
        elif TLP.get(marking.label) == marking:
            self.marking.setCurrentText(marking.label)
        else:
            self.marking.setCurrentText(f"{marking.label}={marking.colour}")
        self.summary.setPlainText(plan.summary)
        self.yardstick.setCurrentText(plan.yardstick.value)
        self.rejected.setChecked(plan.include_rejected)
        self.entities.setChecked(plan.mark_entities)
        self.template.setText(plan.template)
        self.blockSignals(False)

    def taken(self, plan: BriefingPlan) -> BriefingPlan:
        """`plan` with what the fields say; a marking that is none stays as it was."""
        marking = plan.marking
        written = self.marking.currentText().strip()
        if written in {"", self.marking.itemText(0)}:
            marking = None
        else:
            try:
                marking = parse_marking(written)
            except UserFacingError as error:
                self.marking.setToolTip(say(error))
        return replace(
            plan,
            title=self.title.text().strip(),
            reference=self.reference.text().strip(),
            author=self.author.text().strip(),
            marking=marking,
            summary=self.summary.toPlainText(),
            yardstick=tuple(Yardstick)[max(0, self.yardstick.currentIndex())],
            include_rejected=self.rejected.isChecked(),
            mark_entities=self.entities.isChecked(),
            template=self.template.text(),
        )

    def _choose_template(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a Word template"), "", "Word (*.docx *.dotx)"
        )
        if chosen:
            self._set_template(chosen)

    def _set_template(self, path: str) -> None:
        self.template.setText(path)
        self.changed.emit()


def _titled(name: str, field: QWidget) -> QLabel:
    """The name of a field, to stand above it."""
    label = QLabel(name)
    label.setProperty("muted", True)
    label.setBuddy(field)
    field.setAccessibleName(name.replace("&", ""))
    return label
