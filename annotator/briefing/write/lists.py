"""The parts that list things: sources, originals, entities, changes."""

from collections.abc import Iterator, Sequence

from annotator.briefing.anchors import visible_id
from annotator.briefing.layout import Change, Changes, Citations, EntityIndex, Register, SourceRow
from annotator.briefing.wording import RELIABILITY, SOURCE_KIND, STANCE, TAG, counted
from annotator.briefing.write import tables
from annotator.briefing.write.markup import directed_paragraph, page_of, paragraph, run
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.styles import FAINT
from annotator.domain.briefing import Section

_BAR = {"sourced": "█", "speculative": "▓", "unsourced": "▒", "undecided": "░", "not a claim": "·"}
_LONGEST_BAR = 12


def write_register(pen: Pen, part: Register) -> Iterator[str]:
    for text in part.statement:
        yield pen.prose(text)
    if not part.rows:
        return
    columns = tables.Columns.shared(pen.width, (24, 17, 32, 27))
    yield tables.opening(
        columns,
        part.heading,
        "One row for each source: name and kind, reliability, descriptor, number of claims.",
    )
    yield tables.header_row(columns, ("Source", "Reliability", "Descriptor", "Claims"))
    most = max(row.total for row in part.rows)
    for row in part.rows:
        grade = row.reliability
        graded = f"{grade.value}, {RELIABILITY[grade]}" if grade else "not graded"
        yield tables.row(
            columns,
            (
                _named(row),
                paragraph(run(graded if row.kind else "–"), "TableText"),
                directed_paragraph(row.descriptor, run(row.descriptor or "–"), "TableText"),
                _bar(row, most),
            ),
        )
    yield tables.CLOSING


def _named(row: SourceRow) -> str:
    name = directed_paragraph(row.name, run(row.name), "TableText")
    if row.kind is None:
        return name
    return name + paragraph(run(SOURCE_KIND[row.kind], FAINT), "TableText")


def _bar(row: SourceRow, most: int) -> str:
    """How many claims: a bar as long as its share of the longest, then the number of each tag."""
    total, drawn, bar = 0, 0, ""
    for tag, count in row.counts:
        total += count
        upto = max(1, round(_LONGEST_BAR * total / most))
        bar += _BAR[TAG[tag]] * (upto - drawn)
        drawn = upto
    split = ", ".join(f"{count} {TAG[tag]}" for tag, count in row.counts)
    if len(row.counts) > 1:
        split = f"{row.total} in all: {split}"
    out = paragraph(run(bar, "Bar"), "TableText") + paragraph(run(split), "TableText")
    if row.stances:
        other = ", ".join(f"{count} {STANCE[stance]}" for stance, count in row.stances)
        out += paragraph(run(f"of these {other}"), "TableText")
    return out


def write_originals(pen: Pen, part: Citations) -> Iterator[str]:
    yield paragraph(
        run("The citations stand as footnotes. The original files are kept as they were read."),
        "Explanation",
    )
    columns = tables.Columns.shared(pen.width, (38, 24, 38))
    yield tables.opening(
        columns, part.heading, "One row for each article: title, original file and its SHA-256."
    )
    yield tables.header_row(columns, ("Article", "Original file", "SHA-256"))
    for article, citation in zip(pen.layout.articles, pen.layout.citations, strict=True):
        title = run(article.title) + pen.cite(article.number)
        # Halves, so that the digest breaks in its middle and not wherever a line ends.
        digest = f"{citation.sha256[:32]}\n{citation.sha256[32:]}"
        yield tables.row(
            columns,
            (
                directed_paragraph(article.title, title, "TableText"),
                paragraph(run(citation.file_name or "pasted text"), "TableText"),
                paragraph(run(digest, "Digest"), "TableText"),
            ),
        )
    yield tables.CLOSING


def write_index(pen: Pen, part: EntityIndex) -> Iterator[str]:
    columns = tables.Columns.shared(pen.width, (30, 14, 32, 12, 12))
    yield tables.opening(
        columns,
        part.heading,
        "One row for each entity: name, kind, other names, number of mentions, first pages.",
    )
    yield tables.header_row(columns, ("Name", "Kind", "Also written", "Mentions", "Page"))
    linked = pen.layout.has(Section.ARTICLES)
    for number, row in enumerate(part.rows, start=1):
        pages = run(", ").join(page_of(f"ent_{number}_{article + 1}") for article in row.articles)
        yield tables.row(
            columns,
            (
                directed_paragraph(row.name, run(row.name), "TableText"),
                paragraph(run(row.kind), "TableText"),
                paragraph(run("; ".join(row.also) or "–"), "TableText"),
                paragraph(run(str(row.mentions)), "TableText"),
                paragraph(pages if linked else run("–"), "TableText"),
            ),
        )
    yield tables.CLOSING


def write_changes(pen: Pen, part: Changes) -> Iterator[str]:
    """New claims by their numbers, for the table of claims has their words; the rest in a table."""
    if not part.changes and not part.added:
        yield paragraph(run(f"Nothing has changed since {part.since}."), "BodyText")
        return
    if part.added:
        numbers = ", ".join(_ranges(sorted(view.number for view in part.added)))
        new = f"New since {part.since}: {counted(len(part.added), 'claim')} ({numbers})."
        yield paragraph(run(new), "BodyText")
    if not part.changes:
        return
    yield paragraph(run(f"Changed since {part.since}:"), "BodyText", "<w:keepNext/>")
    columns = tables.Columns.shared(pen.width, (10, 18, 36, 36))
    yield tables.opening(
        columns, part.heading, "One row for each change: claim, what changed, before and now."
    )
    yield tables.header_row(columns, ("Claim", "What", "Before", "Now"))
    for change in part.changes:
        yield tables.row(columns, _change_cells(change))
    yield tables.CLOSING


def _change_cells(change: Change) -> tuple[str, ...]:
    number = visible_id(change.number) if change.number else "–"
    return (
        paragraph(run(number), "TableText"),
        paragraph(run(change.what), "TableText"),
        directed_paragraph(change.before, run(change.before or "–"), "TableText"),
        directed_paragraph(change.after, run(change.after or "–"), "TableText"),
    )


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Ascending numbers as visible ids, three or more in a row as "[C4]–[C9]"."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
            continue
        group = [visible_id(number) for number in numbers[start:end]]
        if len(group) > 2:
            yield f"{group[0]}–{group[-1]}"
        else:
            yield from group
        start = end
