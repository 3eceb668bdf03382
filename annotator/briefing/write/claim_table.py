"""The table of claims: a row for each, with the drop-down by which a reviewer decides."""

from collections.abc import Iterator

from annotator.briefing.anchors import (
    CHOICES,
    choice_bookmark,
    choice_tag,
    content_bookmark,
    row_bookmark,
    visible_id,
)
from annotator.briefing.cleaning import escape
from annotator.briefing.layout import ClaimTable, ClaimView
from annotator.briefing.wording import sentence_start
from annotator.briefing.write import tables
from annotator.briefing.write.markup import (
    comment_end,
    comment_start,
    directed_paragraph,
    link,
    page_of,
    paragraph,
    properties,
    run,
)
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.styles import FAINT
from annotator.domain.briefing import Section

_ITEMS = "".join(
    f'<w:listItem w:displayText="{shown}" w:value="{shown}"/>' for shown in CHOICES.values()
)
_TITLES = ("Claim", "Wording", "Source", "Tag", "Page")
_SHARES = (9, 46, 21, 16, 8)
_DESCRIPTION = (
    "One row for each claim: its number, wording, source, tag as a drop-down list, and page."
)


def write_claim_table(pen: Pen, part: ClaimTable) -> Iterator[str]:
    """How to use it, then a table for each article, below its title."""
    yield paragraph(
        run("Choose a tag in the list beside a claim; the choice comes back with the file."),
        "Explanation",
    )
    columns = tables.Columns.shared(pen.width, _SHARES)
    for article, claims in part.groups:
        title = run(article.title) + pen.cite(article.number)
        yield directed_paragraph(article.title, title, "TableGroup")
        yield tables.opening(columns, f"{part.heading}: {article.title}", _DESCRIPTION)
        yield tables.header_row(columns, _TITLES)
        for view in claims:
            yield tables.row(columns, _cells(pen, view))
        yield tables.CLOSING


def _cells(pen: Pen, view: ClaimView) -> tuple[str, ...]:
    placed = bool(view.spans) and pen.layout.has(Section.ARTICLES)
    shown = run(visible_id(view.number), "ClaimNumber")
    place = content_bookmark(view.key)
    number = pen.bookmarked(row_bookmark(view.key), link(place, shown) if placed else shown)
    page = page_of(place) if placed else run("–")
    return (
        paragraph(number, "TableText"),
        _wording(pen, view, commented=not placed),
        _source(view),
        _choice(pen, view),
        paragraph(page, "TableText"),
    )


def _wording(pen: Pen, view: ClaimView, *, commented: bool) -> str:
    """The claim's words; they carry its comment where the text of the articles is left out."""
    words = run(view.wording)
    stance = pen.stance(view, 18)
    if commented:
        number = pen.comment(view, view.comment)
        words = comment_start(number) + words + comment_end(number)
    out = directed_paragraph(view.wording, stance + words, "TableText")
    if view.wording != view.original:
        said = f"In the article: {view.original}"
        out += directed_paragraph(view.original, run(said, FAINT), "TableText")
    return out


def _source(view: ClaimView) -> str:
    out = directed_paragraph(view.source, run(_shown_source(view)), "TableText")
    if view.cue:
        out += directed_paragraph(view.cue, run(f"“{view.cue}”", FAINT), "TableText")
    grades = []
    if view.reliability is not None:
        grades.append(f"reliability {view.reliability.value}")
    decision = view.record.decision
    if decision is not None and decision.credibility is not None:
        grades.append(f"credibility {decision.credibility.value}")
    if grades:
        out += paragraph(run(sentence_start(", ".join(grades)), FAINT), "TableText")
    return out


def _shown_source(view: ClaimView) -> str:
    """The source as it is called, or what it did with a claim that it did not make."""
    return view.source if view.attributed == view.source else sentence_start(view.attributed)


def _choice(pen: Pen, view: ClaimView) -> str:
    """The locked drop-down in its own bookmark; values equal what is shown, so that a program
    that keeps only one of them loses nothing."""
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(f"Tag of C{view.number}")}"/>'
        f'<w:tag w:val="{choice_tag(view.key)}"/><w:id w:val="{pen.next_control()}"/>'
        f'<w:lock w:val="sdtLocked"/><w:dropDownList w:lastValue="{CHOICES[view.tag]}">{_ITEMS}'
        f"</w:dropDownList></w:sdtPr><w:sdtContent><w:r>{properties('Choice')}"
        f"<w:t>{CHOICES[view.tag]}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    out = paragraph(pen.bookmarked(choice_bookmark(view.key), control), "TableText")
    if view.tag is None and view.suggested is not None:
        suggested = f"suggested: {CHOICES[view.suggested].lower()}"
        out += paragraph(run(suggested, FAINT), "TableText")
    return out
