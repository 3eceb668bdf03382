"""The window's actions: built from their specs, in menus, with keys that can be changed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from ui.window.action_specs import ActionSpec, MenuSpec, menus

_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "settings": QAction.MenuRole.PreferencesRole,
}


class Actions(QObject):
    """Every action by its name.

    Single letters are ordinary shortcuts: a text field that has the focus takes its letters
    first, which is Qt's own rule.
    """

    keys_changed = Signal()

    def __init__(
        self, chosen_keys: Mapping[str, tuple[str, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.menus: tuple[MenuSpec, ...] = menus()
        self._specs = {spec.name: spec for menu in self.menus for spec in menu.actions}
        self._actions = {spec.name: self._built(spec) for spec in self._specs.values()}
        for name, keys in chosen_keys.items():
            if name in self._actions:
                self.set_keys(name, keys)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def items(self) -> tuple[tuple[str, QAction], ...]:
        return tuple(self._actions.items())

    def spec(self, name: str) -> ActionSpec:
        return self._specs[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        for menu_spec in self.menus:
            menu = bar.addMenu(menu_spec.title)
            menu.setObjectName(f"menu_{menu_spec.name}")
            for spec in menu_spec.actions:
                if spec.starts_group:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.name])

    def connect_to(self, **targets: Callable[[], object]) -> None:
        """Connect actions by name; the action's checked state is not handed on."""
        for name, target in targets.items():
            self._actions[name].triggered.connect(lambda _=False, target=target: target())

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action as they are now, portable."""
        portable = QKeySequence.SequenceFormat.PortableText
        return tuple(key.toString(portable) for key in self._actions[name].shortcuts())

    def with_key(self, words: str, name: str) -> str:
        """`words` of a button with the first key that does the same, as the keyboard names it."""
        keys = self._actions[name].shortcuts()
        if not keys:
            return words
        return f"{words} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})"

    def named(self, name: str) -> str:
        """An action's name and its first key, as in a sentence."""
        return self.with_key(self.plain_text(name), name)

    def plain_text(self, name: str) -> str:
        """An action's name without the marks of the menu."""
        return self._specs[name].text.replace("&", "").rstrip("…")

    def set_keys(self, name: str, keys: tuple[str, ...]) -> None:
        """Give an action other keys; none takes them away."""
        self._actions[name].setShortcuts([QKeySequence(key) for key in keys])
        self.keys_changed.emit()

    def reset_keys(self, name: str) -> None:
        self.set_keys(name, self._specs[name].keys)

    def changed_keys(self) -> dict[str, tuple[str, ...]]:
        """The actions whose keys are not those they came with."""
        return {
            name: self.keys(name)
            for name, spec in self._specs.items()
            if self.keys(name) != tuple(QKeySequence(key).toString() for key in spec.keys)
        }

    def owner_of(self, key: str, besides: str = "") -> str | None:
        """The action that already has a key, other than `besides`."""
        wanted = QKeySequence(key)
        for name, action in self._actions.items():
            if name != besides and wanted in action.shortcuts():
                return name
        return None

    def _built(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(_ROLES.get(spec.name, QAction.MenuRole.NoRole))
        return action
