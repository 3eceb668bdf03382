"""Fields that the mouse wheel does not change: it scrolls the panel that they stand in."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox


class ChoiceBox(QComboBox):
    """One of several choices."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A whole number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DecimalBox(QDoubleSpinBox):
    """A number with decimals."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
