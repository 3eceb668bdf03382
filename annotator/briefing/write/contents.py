"""The table of contents: a field of Word's, filled in with links.

Page numbers are left to the program that lays out the pages: a number that is merely likely
is worse than none, and Word fills them in when it prints or updates the field.
"""

from collections.abc import Iterator

from annotator.briefing.layout import Contents
from annotator.briefing.write.headings import Heading, headings_of
from annotator.briefing.write.markup import (
    directed_paragraph,
    link,
    paragraph,
    run,
)
from annotator.briefing.write.pen import Pen

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def write_contents(pen: Pen, part: Contents) -> Iterator[str]:
    """The field inside the control by which Word offers to update it."""
    entries = list(headings_of(pen.layout))
    yield (
        "<w:sdt><w:sdtPr>"
        f'<w:id w:val="{pen.next_control()}"/>'
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    yield paragraph(run(part.heading), "TOCHeading")
    for number, entry in enumerate(entries):
        first = _BEGIN if number == 0 else ""
        yield directed_paragraph(entry.text, first + _entry(entry), f"TOC{entry.level}")
    yield paragraph(_END if entries else _BEGIN + _END)
    yield "</w:sdtContent></w:sdt>"


def _entry(heading: Heading) -> str:
    return link(heading.bookmark, run(heading.text))
