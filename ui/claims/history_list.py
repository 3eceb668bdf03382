"""What was decided about one claim, by whom and when, the latest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.domain.decision import Decision
from ui.language.dates import moment
from ui.language.texts import tr
from ui.language.words import credibility_name, tag_name


class HistoryList(QWidget):
    """Decisions as lines of text; nothing here is ever overwritten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(tr("History"))
        self.title.setProperty("muted", True)
        self.lines = QLabel()
        self.lines.setWordWrap(True)
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.setAccessibleName(tr("History of this claim"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.lines)
        self.show_history(())

    def show_history(self, history: Sequence[Decision]) -> None:
        """`history` oldest first, as the library keeps it."""
        self.setVisible(bool(history))
        texts = []
        for before, decision in zip((None, *history), history, strict=False):
            texts.append(_line(before, decision))
        self.lines.setText("\n".join(reversed(texts)))


def _line(before: Decision | None, decision: Decision) -> str:
    when = moment(decision.time)
    what = ", ".join(_acts(before, decision)) or tr("confirmed")
    bulk = " " + tr("(one of many)") if decision.bulk else ""
    asked = " " + tr("asked for by {name}", name=decision.reviewer) if decision.reviewer else ""
    return f"{when} · {decision.person}: {what}{bulk}{asked}"


def _acts(before: Decision | None, decision: Decision) -> list[str]:
    """What a decision changed against the one before it."""
    acts = []
    if before is None or decision.tag != before.tag:
        acts.append(tag_name(decision.tag))
    if decision.note != (before.note if before else ""):
        acts.append(tr("note changed"))
    if decision.credibility != (before.credibility if before else None):
        grade = decision.credibility
        acts.append(credibility_name(grade) if grade else tr("credibility not graded"))
    if decision.wording != (before.wording if before else None):
        acts.append(tr("briefing wording changed"))
    return acts
