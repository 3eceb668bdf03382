"""The headings of a document and the bookmarks that the table of contents refers to."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.briefing.layout import Articles, Contents, Layout, Part
from annotator.domain.briefing import Section

_SECTIONS = list(Section)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    bookmark: str


def part_bookmark(part: Part) -> str:
    """A hidden bookmark, named as Word names those of its own tables of contents."""
    return f"_Toc1{_SECTIONS.index(part.section):07d}"


def article_bookmark(number: int) -> str:
    return f"_Toc2{number:07d}"


def headings_of(layout: Layout) -> Iterator[Heading]:
    """The headings of two levels, in order."""
    for part in layout.parts:
        if isinstance(part, Contents):
            continue
        yield Heading(1, part.heading, part_bookmark(part))
        if isinstance(part, Articles):
            for article in part.articles:
                yield Heading(2, article.title, article_bookmark(article.number))
