"""Every shortcut on one sheet, where it can be changed, too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.language.texts import tr
from ui.window.actions import Actions


class KeysSheet(QDialog):
    """A searchable list of actions by menu; the chosen one can be given another key."""

    changed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(560, 640)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action or a key"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Actions and their keys"))
        self.tree.setHeaderLabels([tr("Action"), tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(tr("New key"))
        self.give = QPushButton(tr("Give this key"))
        self.reset = QPushButton(tr("As it was"))
        for button in (self.give, self.reset):
            button.setAutoDefault(False)  # Enter in the search is no order to change a key
        self.told = QLabel()
        self.told.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.give)
        row.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        self.search.textChanged.connect(self._filter)
        self.give.clicked.connect(self.give_key)
        self.reset.clicked.connect(self.reset_key)
        self._fill()

    def current(self) -> str | None:
        """The name of the chosen action."""
        item = self.tree.currentItem()
        name = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        return name if isinstance(name, str) else None

    def choose(self, name: str) -> None:
        """Make an action current."""
        self.tree.setCurrentItem(self._items[name])

    def give_key(self) -> None:
        """Give the chosen action the written key, unless another has it."""
        name, key = self.current(), self.edit.keySequence()
        if name is None or key.isEmpty():
            self.told.setText(tr("Choose an action, then press the new key in the field."))
            return
        portable = key.toString(QKeySequence.SequenceFormat.PortableText)
        owner = self._actions.owner_of(portable, besides=name)
        if owner is not None:
            self.told.setText(
                tr(
                    "“{action}” has this key already; give that one another first.",
                    action=self._actions.plain_text(owner),
                )
            )
            return
        self._actions.set_keys(name, (portable,))
        self._tell(name)

    def reset_key(self) -> None:
        """Give the chosen action the keys it came with."""
        name = self.current()
        if name is not None:
            self._actions.reset_keys(name)
            self._tell(name)

    def _tell(self, name: str) -> None:
        self._items[name].setText(1, shown_keys(self._actions, name))
        self.edit.clear()
        self.told.clear()
        self.changed.emit()

    def _fill(self) -> None:
        self._items: dict[str, QTreeWidgetItem] = {}
        for menu in self._actions.menus:
            top = QTreeWidgetItem(self.tree, [menu.title.replace("&", "")])
            top.setFirstColumnSpanned(True)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            for spec in menu.actions:
                words = [self._actions.plain_text(spec.name), shown_keys(self._actions, spec.name)]
                item = QTreeWidgetItem(top, words)
                item.setData(0, Qt.ItemDataRole.UserRole, spec.name)
                self._items[spec.name] = item
        self.tree.expandAll()

    def _filter(self, words: str) -> None:
        """Show the actions that hold `words`, and the heads that still have one."""
        wanted = words.casefold()
        for item in self._items.values():
            text = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(wanted not in text)
        for row in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(row)
            if head is not None:
                below = (head.child(number) for number in range(head.childCount()))
                head.setHidden(all(item is None or item.isHidden() for item in below))


def shown_keys(actions: Actions, name: str) -> str:
    """An action's keys as the keyboard names them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in actions[name].shortcuts())
