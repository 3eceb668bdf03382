"""Paper, margins, and the header and footer that every page carries."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.briefing.cleaning import escape
from annotator.briefing.layout import Layout
from annotator.briefing.wording import day
from annotator.briefing.write.markup import cross_reference, paragraph, run
from annotator.domain.marking import Marking


class Paper(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Page:
    """Sizes in twentieths of a point."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    header: int = 567
    footer: int = 510
    gutter: int = 0
    landscape: bool = False

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right - self.gutter


PAGES = {
    Paper.A4: Page(11906, 16838, left=1304, right=1304, top=1588, bottom=1474),
    Paper.LETTER: Page(12240, 15840, left=1304, right=1304, top=1588, bottom=1474),
}


def page_size(page: Page) -> str:
    """The size and margins as elements of the section's properties."""
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" '
        f'w:gutter="{page.gutter}"/>'
    )


def marking_line(marking: Marking) -> str:
    """The marking as TLP 2.0 wants it: 12 points, right-justified, its colour on its ground."""
    ink, ground = (escape(c[1:].upper()) for c in (marking.colour, marking.background))
    # Not left to the style: a template's own "Marking" could make it small or move it.
    shape = (
        f'<w:color w:val="{ink}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    )
    label = run(" ".join(marking.label.split()), "", shape)
    return paragraph(label, "Marking", '<w:jc w:val="right"/>')


def header_line(layout: Layout) -> str:
    """What the document is: its title, and its reference and version."""
    right = f"Version {layout.briefing.version}"
    reference = " ".join(layout.briefing.reference.split())
    if reference:
        right = f"{reference} · {right}"
    return paragraph(run(f"{_short(layout.title)}\t{right}"), "Header")


def footer_line(layout: Layout, *, across: bool) -> str:
    """Who and when, and page X of Y: `across` the line, else at its right, for where the tab
    stops are is not known of another's template."""
    author = " ".join(layout.briefing.author.split())
    date = day(layout.briefing.created.astimezone())
    who = f"{author}, {date}" if author else date
    if across:
        return paragraph(run(f"{who}\t") + page_of_pages(), "Footer")
    return paragraph(run(f"{who} · ") + page_of_pages(), "Footer", '<w:jc w:val="right"/>')


def page_of_pages() -> str:
    """ "Page X of Y" as fields."""
    page = cross_reference("PAGE", run("1"))
    pages = cross_reference("NUMPAGES", run("1"))
    return f"{run('Page ')}{page}{run(' of ')}{pages}"


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
