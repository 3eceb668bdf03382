"""The row above the queue that chooses what it shows."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.domain.claim import Form, Tag
from annotator.domain.decision import ClaimRecord
from ui.claims.queue_filter import UNSURE_BELOW, Counts, Order, QueueFilter, State, source_key
from ui.kit.fields import ChoiceBox
from ui.language.texts import tr
from ui.language.words import form_name, tag_name

_MOST_SOURCES = 30
"""A menu longer than this is no help; the register of sources is."""


class FilterBar(QWidget):
    """One box for the state, one menu for everything else."""

    filter_changed = Signal(object)
    """The new QueueFilter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = QueueFilter()
        self._sources: tuple[str, ...] = ()
        self.state_box = ChoiceBox()
        self.state_box.setAccessibleName(tr("Which claims to show"))
        self.state_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.state_box.setMinimumContentsLength(10)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu_button = QToolButton()
        self.menu_button.setText(tr("Filter and order"))
        self.menu_button.setAccessibleName(tr("Filter and order the claims"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self.menu)
        self.menu_button.setAutoRaise(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.state_box, 1)
        row.addWidget(self.menu_button)
        self._states: list[tuple[State, Tag | None]] = [
            (State.ANY, None),
            (State.UNDECIDED, None),
            (State.UNSURE, None),
            *((State.ANY, tag) for tag in Tag),
        ]
        self.show_counts(Counts())
        self.state_box.activated.connect(self._choose_state)

    @property
    def filter(self) -> QueueFilter:
        return self._filter

    def set_filter(self, chosen: QueueFilter) -> None:
        """Show and announce another filter."""
        if chosen == self._filter:
            return
        self._filter = chosen
        state = (chosen.state, chosen.tag)
        if state in self._states:
            self.state_box.setCurrentIndex(self._states.index(state))
        plain = replace(chosen, state=State.ANY, tag=None) == QueueFilter()
        self.menu_button.setText(tr("Filter and order") if plain else tr("Filtered"))
        self.filter_changed.emit(chosen)

    def show_counts(self, counts: Counts) -> None:
        """Put the numbers behind the states."""
        words = [
            tr("All claims ({n})", n=counts.total),
            tr("Undecided ({n})", n=counts.undecided),
            tr("Not sure, below {percent} % ({n})", percent=_UNSURE_PERCENT, n=counts.unsure),
            *(f"{tag_name(tag)} ({counts.by_tag[tag]})" for tag in Tag),
        ]
        if not self.state_box.count():
            self.state_box.addItems(words)
            return
        for row, text in enumerate(words):
            self.state_box.setItemText(row, text)

    def set_records(self, records: Sequence[ClaimRecord]) -> None:
        """Learn the sources that the menu can offer."""
        names = dict.fromkeys(source_key(record) for record in records)
        self._sources = tuple(sorted((name for name in names if name), key=str.casefold))

    def _choose_state(self, row: int) -> None:
        state, tag = self._states[row]
        self.set_filter(replace(self._filter, state=state, tag=tag))

    def _fill_menu(self) -> None:
        """Built when it opens: sources differ from article to article."""
        self.menu.clear()
        self._add_choices(
            tr("Order"),
            [
                (tr("As in the text"), replace(self._filter, order=Order.TEXT)),
                (tr("Least sure first"), replace(self._filter, order=Order.LEAST_SURE)),
                (tr("By source"), replace(self._filter, order=Order.SOURCE)),
            ],
        )
        self._add_choices(
            tr("Source"),
            [
                (tr("Any source"), replace(self._filter, source=None)),
                (tr("Nobody named"), replace(self._filter, source="")),
                *(
                    (name, replace(self._filter, source=name))
                    for name in self._sources[:_MOST_SOURCES]
                ),
            ],
        )
        self._add_choices(
            tr("Form"),
            [
                (tr("Any form"), replace(self._filter, form=None)),
                *((form_name(form), replace(self._filter, form=form)) for form in Form),
            ],
        )
        self.menu.addSeparator()
        self._add_switch(
            tr("Hedged only"),
            self._filter.hedged,
            replace(self._filter, hedged=not self._filter.hedged),
        )
        self._add_switch(
            tr("Also passing mentions, intentions, attitudes and decrees"),
            self._filter.all_cues,
            replace(self._filter, all_cues=not self._filter.all_cues),
        )
        self.menu.addSeparator()
        clear = self.menu.addAction(tr("Show all claims"))
        clear.triggered.connect(lambda: self.set_filter(QueueFilter()))

    def _add_choices(self, title: str, choices: list[tuple[str, QueueFilter]]) -> None:
        menu = self.menu.addMenu(title)
        group = QActionGroup(menu)
        for text, chosen in choices:
            action = self._add_switch(text, chosen == self._filter, chosen, menu)
            group.addAction(action)

    def _add_switch(
        self, text: str, checked: bool, chosen: QueueFilter, menu: QMenu | None = None
    ) -> QAction:
        action = (menu or self.menu).addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self.set_filter(chosen))
        return action


def conditions_of(chosen: QueueFilter) -> tuple[str, ...]:
    """What a filter asks of a claim, in words; nothing when it keeps none out."""
    out = []
    if chosen.state is State.UNDECIDED:
        out.append(tr("Undecided"))
    elif chosen.state is State.DECIDED:
        out.append(tr("Decided"))
    elif chosen.state is State.UNSURE:
        out.append(tr("Not sure, below {percent} %", percent=_UNSURE_PERCENT))
    if chosen.tag is not None:
        out.append(tag_name(chosen.tag))
    if chosen.source is not None:
        out.append(tr("By: {words}", words=chosen.source) if chosen.source else tr("Nobody named"))
    if chosen.form is not None:
        out.append(form_name(chosen.form))
    if chosen.hedged:
        out.append(tr("Hedged only"))
    return tuple(out)


_UNSURE_PERCENT = round(UNSURE_BELOW * 100)
