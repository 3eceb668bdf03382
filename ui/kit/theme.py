"""The window's colours, light and dark, and how they follow the system.

The tags' hues are those of Okabe and Ito (2008), moved in lightness until tints and edges
stay apart for protan, deutan and tritan eyes and text keeps WCAG AA on every one of them;
tests/ui/kit/test_theme.py computes both.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from annotator.domain.claim import Tag


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TagColours:
    """How a tag looks. Each is a colour as "#rrggbb"."""

    solid: str
    """Behind words whose claim is decided."""
    faint: str
    """Behind words whose claim is only suggested to be so."""
    edge: str
    """Lines, letters and marks: 3:1 or more on the page and on `solid`."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Every colour of the window, as "#rrggbb"."""

    name: str
    dark: bool
    page: str
    """Behind the article."""
    ink: str
    """The article's letters."""
    window: str
    """Behind panels."""
    raised: str
    """Buttons, cards."""
    field: str
    """Behind what is typed or chosen in a form."""
    chosen: str
    """Behind the chosen rows of a table or a list."""
    muted: str
    """Secondary text: 4.5:1 or more on page, window and raised."""
    line: str
    """Hairlines between things."""
    accent: str
    """Focus, links, the thread from a claim to its source: 4.5:1 or more on the page."""
    selection: str
    selected_ink: str
    found: str
    """Behind words that a search found."""
    found_current: str
    error: str
    entity: str
    """The line under names."""
    tags: MappingProxyType[Tag | None, TagColours]
    """None: undecided, and nothing suggested."""

    def tag(self, tag: Tag | None) -> TagColours:
        return self.tags[tag]


LIGHT = Theme(
    name="light",
    dark=False,
    page="#fcfbf8",
    ink="#1c1d20",
    window="#f1f0ec",
    raised="#ffffff",
    field="#ffffff",
    chosen="#d5e3f2",
    muted="#5c5f66",
    line="#d9d7d0",
    accent="#0b5cad",
    selection="#2f6fb5",
    selected_ink="#ffffff",
    found="#fff3a3",
    found_current="#ffd23f",
    error="#a8231c",
    entity="#6b6e76",
    tags=MappingProxyType(
        {
            Tag.SOURCED: TagColours("#b9def1", "#e4f1f7", "#0067a3"),
            Tag.SPECULATIVE: TagColours("#f3d799", "#faf0d9", "#a04a00"),
            Tag.UNSOURCED: TagColours("#dcb3c9", "#f2e3ea", "#8a2a66"),
            Tag.REJECTED: TagColours("#e9e8e4", "#f3f2ee", "#6b6e76"),
            None: TagColours("#e3e2dd", "#f0efeb", "#5c5f66"),
        }
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#1a1c1f",
    ink="#e3e1dc",
    window="#212327",
    raised="#2b2e33",
    field="#1a1c1f",
    chosen="#2c4260",
    muted="#a4a7ae",
    line="#3a3d43",
    accent="#7db8f0",
    selection="#3f6fa8",
    selected_ink="#ffffff",
    found="#5a5320",
    found_current="#66590c",
    error="#ff8a80",
    entity="#9a9ea7",
    tags=MappingProxyType(
        {
            Tag.SOURCED: TagColours("#23406a", "#1e2838", "#7cbcf5"),
            Tag.SPECULATIVE: TagColours("#4e421f", "#2c2920", "#eaa928"),
            Tag.UNSOURCED: TagColours("#582640", "#302029", "#f4abd0"),
            Tag.REJECTED: TagColours("#2d3035", "#24272b", "#969aa3"),
            None: TagColours("#363a40", "#282b30", "#a4a7ae"),
        }
    ),
)


def chosen_theme(choice: ThemeChoice) -> Theme:
    """The theme that `choice` stands for now; SYSTEM asks the system."""
    if choice is ThemeChoice.SYSTEM:
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT


def palette(theme: Theme) -> QPalette:
    """`theme` as Qt's own widgets use it."""
    role = QPalette.ColorRole
    out = QPalette(QColor(theme.raised), QColor(theme.window))
    for which, colour in {
        role.Window: theme.window,
        role.WindowText: theme.ink,
        role.Base: theme.page,
        role.AlternateBase: theme.window,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.ink,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.selected_ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Dark: theme.line,
        role.Light: theme.raised,
    }.items():
        out.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return out


class ThemeKeeper(QObject):
    """Keeps the application in the chosen theme, and with the system when that is chosen."""

    changed = Signal(object)
    """Theme: the new one."""

    def __init__(self, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__()
        self._choice = choice
        self.theme = chosen_theme(choice)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._refresh)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow `choice` from now on."""
        self._choice = choice
        self._refresh()

    def _refresh(self) -> None:
        theme = chosen_theme(self._choice)
        if theme is not self.theme:
            self.theme = theme
            self._apply()
            self.changed.emit(theme)

    def _apply(self) -> None:
        QGuiApplication.setPalette(palette(self.theme))
