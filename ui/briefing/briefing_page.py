"""The composer: what goes into the briefing, what is missing, and the way out to Word."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.briefing import CheckKind
from annotator.workspace.briefings import BriefingPlan
from ui.briefing.check_list import CheckList
from ui.briefing.chosen_articles import ChosenArticles
from ui.briefing.claim_choice import ClaimChoice
from ui.briefing.claim_table import ClaimTable
from ui.briefing.columns import Columns
from ui.briefing.plan_form import PlanForm
from ui.briefing.section_list import SectionList
from ui.kit.fields import ChoiceBox
from ui.kit.theme import Theme
from ui.language.texts import tr
from ui.lists.flow_layout import FlowLayout
from ui.lists.invitation import Invitation

_EDGE = 14
"""Left and right of all, pixels."""


class BriefingPage(QWidget):
    """Widgets only; the composing desk behind it keeps the plan."""

    claim_requested = Signal(object)
    """The ClaimId to show in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plans = ChoiceBox()
        self.plans.setAccessibleName(tr("Briefing"))
        self.start = QPushButton(tr("New briefing"))
        self.delete = QPushButton(tr("Delete"))
        self.delete.setAccessibleName(tr("Delete this briefing"))
        self.export = QPushButton(tr("Export to Word…"))
        self.export.setDefault(True)
        self.form = PlanForm()
        self.sections = SectionList()
        self.articles = ChosenArticles()
        self.add_open = QPushButton(tr("Add the open article"))
        self.add_selected = QPushButton(tr("Add those selected in the library"))
        self.take_out = QPushButton(tr("Take out"))
        self.choice = ClaimChoice(self)
        self.claims = ClaimTable(self.choice)
        self.checks = CheckList()
        self.begin = QPushButton(tr("New briefing"))
        self.begin.clicked.connect(self.start.click)
        self.empty = Invitation(
            tr("No briefing yet"),
            tr(
                "A briefing gathers articles and their decided claims, with a summary and a "
                "marking, in one Word document. Begin with the open article, or with those "
                "selected in the library."
            ),
            (self.begin,),
        )
        self._lay_out()
        self.claims.doubleClicked.connect(
            lambda index: self.claim_requested.emit(self.choice.claim_at(index.row()))
        )
        self.checks.claim_requested.connect(self.claim_requested)
        self.checks.summary_requested.connect(self.form.show_in_summary)
        self.checks.part_requested.connect(self._go_to)
        self.take_out.clicked.connect(self.articles.take_out)

    def set_theme(self, theme: Theme) -> None:
        self.claims.set_theme(theme)

    def show_plan(self, plan: BriefingPlan | None) -> None:
        """Show a plan's own fields, or how to begin when there is none."""
        self.body.setVisible(plan is not None)
        self.empty.setVisible(plan is None)
        self.start.setVisible(plan is not None)
        self.export.setVisible(plan is not None)
        self.delete.setVisible(plan is not None)
        self.plans.setVisible(plan is not None)
        if plan is not None:
            self.form.show_plan(plan)
            self.sections.show_sections(plan.sections)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.fit(event.size().width() - 2 * _EDGE)

    def _go_to(self, missing: CheckKind) -> None:
        """Where a missing part is given."""
        places: dict[CheckKind, QWidget] = {
            CheckKind.NO_TITLE: self.form.title,
            CheckKind.NO_SUMMARY: self.form.summary,
            CheckKind.NO_KEY_CLAIM: self.claims,
        }
        self.body.reveal(places[missing])
        places[missing].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.plans, 1)
        for button in (self.start, self.delete):
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.export)
        self.body = Columns(self._left(), self._middle(), self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 8, _EDGE, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.body, 1)
        column.addStretch(0)

    def _left(self) -> QWidget:
        self.checks.setMaximumHeight(130)
        return _column(self.form, section(tr("Before you export")), self.checks)

    def _middle(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.add_open, self.add_selected, self.take_out):
            row.addWidget(button)
        self.articles.setMaximumHeight(130)
        return _column(
            section(tr("Articles")), self.articles, buttons, section(tr("Claims")), self.claims
        )

    def _right(self) -> QWidget:
        return _column(self.form.options, section(tr("Sections")), self.sections)


def section(text: str) -> QLabel:
    """A heading inside a page."""
    label = QLabel(text)
    label.setProperty("section", True)
    return label


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(6, 0, 6, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
