"""How the reader sets an article: what an analyst can choose about it."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from ui.kit.theme import LIGHT, Theme

SMALLEST, LARGEST = 6.0, 48.0
"""Points."""

_SERIF = (
    "Iowan Old Style",
    "Source Serif 4",
    "Source Serif Pro",
    "Georgia",
    "Noto Serif",
    "Liberation Serif",
    "DejaVu Serif",
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz "


@dataclass(frozen=True, slots=True)
class Appearance:
    """Typography and theme of the reader."""

    size: float = 12.5
    """Points, before the zoom."""
    spacing: float = 1.45
    """Distance of lines, as a multiple of the font's own height."""
    width: int = 70
    """The widest a line may become, in letters of average width."""
    serif: bool = True
    theme: Theme = LIGHT

    def resized(self, size: float) -> "Appearance":
        """The same with letters of `size` points, kept within what can be read."""
        return replace(self, size=min(LARGEST, max(SMALLEST, size)))

    def font(self) -> QFont:
        """The font of running text. The system's own stands behind the serif families."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if self.serif:
            font.setFamilies([*_SERIF, *font.families()])
            font.setStyleHint(QFont.StyleHint.Serif)
        font.setPointSizeF(self.size)
        font.setKerning(True)
        return font


def letter_width(font: QFont) -> float:
    """The average width of a letter of running text, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(_ALPHABET) / len(_ALPHABET)
