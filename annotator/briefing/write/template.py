"""The look of a document: styles, settings, page, and what a template of the user's brings."""

from dataclasses import dataclass

from annotator import resources
from annotator.briefing.write.package import PackagePart, Relationship
from annotator.briefing.write.page import PAGES, Page, Paper

# The width that the tab stops in our styles are written for.
_STYLES_WIDTH = "9298"


@dataclass(frozen=True, slots=True)
class Edge:
    """A header or footer: which pages it is on, and what stands in it before ours is added."""

    kind: str
    """"header" or "footer"."""
    pages: str
    """"default", "first" or "even"."""
    root: bytes
    """Its XML: what stands there before ours is added."""
    relationships: tuple[Relationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """Everything about a document but its content."""

    styles: bytes
    settings: bytes
    page: Page
    edges: tuple[Edge, ...] = ()
    """Headers and footers of the user's template; empty for our own."""
    pages: tuple[str, ...] = ("default",)
    """The kinds of pages that have a header and footer of their own: also "first", "even"."""
    parts: tuple[PackagePart, ...] = ()
    """What styles, headers and footers need: theme, fonts, numbering, pictures."""
    relationships: tuple[Relationship, ...] = ()
    """From the document to `parts`."""


def own_styles(page: Page) -> bytes:
    """Our styles, their right tab stops at the margin of `page`."""
    text = (resources.folder() / "template" / "styles.xml").read_text(encoding="utf-8")
    return text.replace(f'w:pos="{_STYLES_WIDTH}"', f'w:pos="{page.text_width}"').encode()


def own_settings() -> bytes:
    return (resources.folder() / "template" / "settings.xml").read_bytes()


def own_template(paper: Paper) -> Template:
    """The template that ships with the app."""
    page = PAGES[paper]
    return Template(styles=own_styles(page), settings=own_settings(), page=page)
