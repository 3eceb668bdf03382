"""Colours: readable, told apart by every eye, and in step with the system."""

import math
import re
from collections.abc import Iterator
from itertools import combinations
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import resources
from annotator.domain.claim import Tag
from ui.kit.theme import DARK, LIGHT, Theme, ThemeChoice, ThemeKeeper, palette

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
FILLED = (Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED)

# Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
RGB_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return r, g, b


def luminance(colour: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def lab(colour: str, eye: str) -> Triple:
    seen = times(EYES[eye], linear(colour))
    clipped = (
        min(1.0, max(0.0, seen[0])),
        min(1.0, max(0.0, seen[1])),
        min(1.0, max(0.0, seen[2])),
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (v / w for v, w in zip(times(RGB_TO_XYZ, clipped), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, eye: str) -> float:
    """CIE76; about 2.3 can just be told apart."""
    return math.dist(lab(one, eye), lab(other, eye))


@THEMES
def test_text_keeps_aa_on_everything_it_stands_on(theme: Theme) -> None:
    grounds = [theme.page, theme.window, theme.raised, theme.found, theme.found_current]
    grounds += [c for tag in theme.tags.values() for c in (tag.solid, tag.faint)]
    assert min(contrast(theme.ink, ground) for ground in grounds) >= 4.5
    assert contrast(theme.selected_ink, theme.selection) >= 4.5
    for ground in (theme.page, theme.window, theme.raised):
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
        assert contrast(theme.error, ground) >= 4.5


@THEMES
def test_marks_keep_aa_for_graphics(theme: Theme) -> None:
    for colours in theme.tags.values():
        for ground in (theme.page, colours.solid, colours.faint):
            assert contrast(colours.edge, ground) >= 3
        # The letter of a decided claim is the page's colour on the edge's.
        assert contrast(theme.page, colours.edge) >= 4.5
    assert contrast(theme.entity, theme.page) >= 3


@THEMES
@pytest.mark.parametrize("eye", EYES)
def test_tags_stay_apart_for_every_eye(theme: Theme, eye: str) -> None:
    for one, other in combinations(FILLED, 2):
        assert difference(theme.tag(one).solid, theme.tag(other).solid, eye) >= 10
        assert difference(theme.tag(one).edge, theme.tag(other).edge, eye) >= 12
    for tag in FILLED:
        # Decided is told from suggested by the tint alone, too.
        assert difference(theme.tag(tag).solid, theme.tag(tag).faint, eye) >= 7
        assert difference(theme.tag(tag).solid, theme.page, eye) >= 10


@THEMES
def test_qts_palette_is_the_themes(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base) == QColor(theme.page)
    assert made.color(QPalette.ColorRole.Text) == QColor(theme.ink)
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(theme.muted)


@pytest.fixture
def restored_palette(qapp: QApplication) -> Iterator[None]:
    before = QGuiApplication.palette()
    yield
    QGuiApplication.setPalette(before)


@pytest.mark.usefixtures("restored_palette")
def test_a_chosen_theme_is_applied_and_told(qtbot: QtBot) -> None:
    keeper = ThemeKeeper(ThemeChoice.LIGHT)
    with qtbot.waitSignal(keeper.changed) as told:
        keeper.choose(ThemeChoice.DARK)
    assert told.args == [DARK]
    assert keeper.theme is DARK
    assert QGuiApplication.palette().color(QPalette.ColorRole.Base) == QColor(DARK.page)
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.choose(ThemeChoice.DARK)


@pytest.mark.usefixtures("restored_palette")
def test_the_system_is_followed_while_it_is_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = ThemeKeeper(ThemeChoice.SYSTEM)
    dark = {"now": keeper.theme is LIGHT}

    def scheme() -> Qt.ColorScheme:
        return Qt.ColorScheme.Dark if dark["now"] else Qt.ColorScheme.Light

    hints = SimpleNamespace(colorScheme=scheme)
    real = QGuiApplication.styleHints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    with qtbot.waitSignal(keeper.changed):
        real.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert keeper.theme is (DARK if dark["now"] else LIGHT)
    keeper.choose(ThemeChoice.LIGHT)
    real.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert keeper.theme is LIGHT


@pytest.mark.parametrize(
    ("tag", "style"),
    [
        (Tag.SOURCED, "ClaimSourced"),
        (Tag.SPECULATIVE, "ClaimSpeculative"),
        (Tag.UNSOURCED, "ClaimUnsourced"),
        (Tag.REJECTED, "ClaimRejected"),
        (None, "ClaimUndecided"),
    ],
)
def test_a_tag_has_the_same_colour_in_word(tag: Tag | None, style: str) -> None:
    styles = (resources.folder() / "template" / "styles.xml").read_text("utf-8")
    found = re.search(rf'styleId="{style}">.*?</w:style>', styles, re.DOTALL)
    assert found is not None
    colours = LIGHT.tag(tag)
    assert f'w:color="{colours.edge[1:].upper()}"/>' in found[0]
    fill = f'w:fill="{colours.faint[1:].upper()}"/>'
    assert (fill in found[0]) == (tag is not None)
