"""What the window remembers from one start to the next, in the app's one folder."""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter


class Session:
    """A small file of choices and places. Losing it loses no work."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def set_text(self, name: str, value: str) -> None:
        self._settings.setValue(name, value)

    def forget(self) -> None:
        """Forget what was opened last and from where; choices of the look stay."""
        for name in ("article", "folder", "library"):
            self._settings.remove(name)
        self._settings.sync()

    def flag(self, name: str, *, default: bool) -> bool:
        return self.text(name, "true" if default else "false") == "true"

    def set_flag(self, name: str, *, value: bool) -> None:
        self.set_text(name, "true" if value else "false")

    def number(self, name: str, default: float) -> float:
        try:
            return float(self.text(name, str(default)))
        except ValueError:
            return default

    def set_number(self, name: str, value: float) -> None:
        self.set_text(name, str(value))

    def keys(self) -> dict[str, tuple[str, ...]]:
        """Shortcuts that the analyst changed, by action."""
        try:
            found = json.loads(self.text("keys", "{}"))
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            str(name): tuple(str(key) for key in keys)
            for name, keys in found.items()
            if isinstance(keys, list)
        }

    def set_keys(self, keys: dict[str, tuple[str, ...]]) -> None:
        self.set_text("keys", json.dumps({name: list(all_) for name, all_ in keys.items()}))

    def keep_window(self, window: QMainWindow) -> None:
        self._settings.setValue("window/geometry", window.saveGeometry())

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was; False at the first start."""
        kept = self._settings.value("window/geometry")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def keep_split(self, name: str, splitter: QSplitter) -> None:
        self._settings.setValue(f"split/{name}", splitter.saveState())

    def restore_split(self, name: str, splitter: QSplitter) -> bool:
        kept = self._settings.value(f"split/{name}")
        return isinstance(kept, QByteArray) and splitter.restoreState(kept)

    def flush(self) -> None:
        """Have everything on disk."""
        self._settings.sync()
