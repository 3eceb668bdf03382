"""The window's style sheet takes every colour from the theme."""

import re

import pytest

from ui.kit.theme import DARK, LIGHT, Theme
from ui.window.style import style_sheet


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_one_of_the_themes(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    shades = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", sheet)}
    tags = {
        shade for tag in theme.tags for shade in (theme.tag(tag).faint, theme.tag(tag).solid)
    } | {theme.tag(tag).edge for tag in theme.tags}
    plain = {theme.window, theme.page, theme.ink, theme.muted, theme.line, theme.accent}
    plain |= {
        theme.field,
        theme.chosen,
        theme.raised,
        theme.selection,
        theme.selected_ink,
        theme.error,
    }
    assert shades
    assert shades <= {colour.lower() for colour in tags | plain}
