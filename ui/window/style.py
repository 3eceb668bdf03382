"""The look of the window's panels on top of the theme's palette."""

from functools import cache
from string import Template

from annotator import resources
from annotator.domain.claim import Tag
from ui.kit.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Qt's style sheet for everything but the article itself."""
    names = set(_template().get_identifiers()) - {"icons"}
    words = {name: getattr(theme, name) for name in names}
    words["icons"] = (resources.folder() / "icons").as_posix()
    return "\n".join([_template().substitute(words), *(_tag_button(theme, tag) for tag in Tag)])


@cache
def _template() -> Template:
    path = resources.folder() / "style" / "window.qss"
    return Template(path.read_text(encoding="utf-8"))


def _tag_button(theme: Theme, tag: Tag) -> str:
    """A tag's button: dashed when suggested, filled when chosen."""
    colours = theme.tag(tag)
    button = f'QPushButton[tag="{tag.value}"]'
    return f"""
{button} {{ padding: 5px 4px; }}
{button}[suggested="true"] {{ border: 1px dashed {colours.edge}; background: {colours.faint};
    color: {theme.ink}; }}
{button}:checked {{ background: {colours.solid}; border: 1px solid {colours.edge};
    color: {theme.ink}; font-weight: 600; }}"""
