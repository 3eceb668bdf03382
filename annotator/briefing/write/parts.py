"""Each part of a document as XML, piece by piece."""

from collections.abc import Iterator

from annotator.briefing.anchors import CHOICES, LABEL_STYLE, LETTERS, content_bookmark, visible_id
from annotator.briefing.layout import (
    Articles,
    ArticleView,
    Changes,
    Citations,
    ClaimTable,
    ClaimView,
    Contents,
    EntityIndex,
    KeyClaims,
    Part,
    Prose,
    Register,
    Reliance,
    SourceRow,
)
from annotator.briefing.wording import RELIABILITY, SOURCE_KIND, TAG
from annotator.briefing.write import tables
from annotator.briefing.write.article_text import ArticleText
from annotator.briefing.write.chart import drawing
from annotator.briefing.write.claim_table import write_claim_table
from annotator.briefing.write.contents import write_contents
from annotator.briefing.write.headings import article_bookmark, part_bookmark
from annotator.briefing.write.language import language_tag
from annotator.briefing.write.markup import (
    cross_reference,
    directed_paragraph,
    link,
    paragraph,
    run,
)
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.styles import CLAIM_STYLES, FAINT
from annotator.domain.briefing import Section

_BAR = {"sourced": "█", "speculative": "▓", "unsourced": "▒", "undecided": "░", "not a claim": "·"}
_LONGEST_BAR = 16


def write_part(pen: Pen, part: Part) -> Iterator[str]:
    """The part with its heading."""
    if isinstance(part, Contents):
        yield from write_contents(pen, part)
        return
    heading = pen.bookmarked(part_bookmark(part), run(part.heading))
    yield paragraph(heading, "Heading1")
    match part:
        case Prose():
            for text in part.paragraphs:
                yield pen.prose(part.section, text)
        case KeyClaims():
            for view in part.claims:
                yield from _key_claim(pen, view)
        case Reliance():
            yield pen.prose(part.section, part.statement, "Explanation")
            yield paragraph(drawing(pen, part), "Picture")
        case ClaimTable():
            yield from write_claim_table(pen, part)
        case Articles():
            yield from _articles(pen, part)
        case Register():
            yield from _register(pen, part)
        case Citations():
            yield from _originals(pen)
        case EntityIndex():
            yield from _index(pen, part)
        case Changes():
            yield from _changes(pen, part)


def _key_claim(pen: Pen, view: ClaimView) -> Iterator[str]:
    number = run(visible_id(view.number), "ClaimNumber")
    if view.spans and pen.layout.has(Section.ARTICLES):
        number = link(content_bookmark(view.key), number)
    pen.record(Section.KEY_CLAIMS, view.wording)
    content = f"{number}{run(' ')}{run(view.wording)}{pen.cite(view.article)}"
    yield directed_paragraph(view.wording, content, "KeyClaim")
    facts = [view.source, TAG[view.tag]]
    if view.reliability is not None:
        facts.insert(1, f"reliability {view.reliability.value}")
    decision = view.record.decision
    if decision is not None and decision.credibility is not None:
        facts.append(f"credibility {decision.credibility.value}")
    yield paragraph(run(" · ".join(facts), FAINT), "KeyClaimFacts")


def _articles(pen: Pen, part: Articles) -> Iterator[str]:
    shown = sorted({view.tag for view in pen.layout.claims}, key=list(CHOICES).index)
    if shown:
        samples = [
            run(CHOICES[tag].lower(), CLAIM_STYLES[tag]) + run(f" {LETTERS[tag]}", LABEL_STYLE)
            for tag in shown
        ]
        how = run("Claims in the text: ") + run("; ").join(samples)
        yield paragraph(how + run(". The number behind a claim leads to its row."), "Explanation")
    for article in part.articles:
        yield from _article(pen, article)


def _article(pen: Pen, article: ArticleView) -> Iterator[str]:
    text = ArticleText(pen, article, language_tag(article.language))
    title = text.content(article.lines[0]) if article.headed else run(article.title)
    heading = pen.bookmarked(article_bookmark(article.number), title) + pen.cite(article.number)
    yield directed_paragraph(article.title, heading, "Heading2")
    facts = run(" · ").join(
        run(f"{fact.label}: ", "FactLabel") + run(fact.value) for fact in article.facts
    )
    if facts:
        yield paragraph(facts, "Provenance")
    yield from text.paragraphs()


def _register(pen: Pen, part: Register) -> Iterator[str]:
    for text in part.statement:
        yield pen.prose(part.section, text)
    if not part.rows:
        return
    columns = tables.Columns.shared(pen.width, (24, 14, 20, 24, 18))
    yield tables.opening(
        columns,
        part.heading,
        "One row for each source: name, kind, reliability, descriptor, and number of claims.",
    )
    yield tables.header_row(columns, ("Source", "Kind", "Reliability", "Descriptor", "Claims"))
    most = max(row.total for row in part.rows)
    for row in part.rows:
        kind = SOURCE_KIND[row.kind] if row.kind else "–"
        grade = row.reliability
        graded = f"{grade.value}, {RELIABILITY[grade]}" if grade else "not graded"
        yield tables.row(
            columns,
            (
                directed_paragraph(row.name, run(row.name), "TableText"),
                paragraph(run(kind), "TableText"),
                paragraph(run(graded if row.kind else "–"), "TableText"),
                directed_paragraph(row.descriptor, run(row.descriptor or "–"), "TableText"),
                _bar(row, most),
            ),
        )
    yield tables.CLOSING


def _bar(row: SourceRow, most: int) -> str:
    """How many claims: a bar as long as its share of the longest, then the number of each tag."""
    total, drawn, bar = 0, 0, ""
    for tag, count in row.counts:
        total += count
        upto = max(1, round(_LONGEST_BAR * total / most))
        bar += _BAR[TAG[tag]] * (upto - drawn)
        drawn = upto
    split = ", ".join(f"{count} {TAG[tag]}" for tag, count in row.counts)
    return paragraph(run(bar, "Bar"), "TableText") + paragraph(
        run(f"{row.total}: ") + run(split, FAINT), "TableText"
    )


def _originals(pen: Pen) -> Iterator[str]:
    yield paragraph(
        run("The citations stand as footnotes. The original files are kept as they were read."),
        "Explanation",
    )
    columns = tables.Columns.shared(pen.width, (38, 24, 38))
    yield tables.opening(
        columns, "Originals", "One row for each article: title, original file and its SHA-256."
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


def _index(pen: Pen, part: EntityIndex) -> Iterator[str]:
    columns = tables.Columns.shared(pen.width, (30, 14, 32, 12, 12))
    yield tables.opening(
        columns,
        part.heading,
        "One row for each entity: name, kind, other names, number of mentions, first pages.",
    )
    yield tables.header_row(columns, ("Name", "Kind", "Also written", "Mentions", "Page"))
    linked = pen.layout.has(Section.ARTICLES)
    for number, row in enumerate(part.rows, start=1):
        pages = run(", ").join(
            cross_reference(f"PAGEREF ent_{number}_{article + 1} \\h", run("–"), stale=True)
            for article in row.articles
        )
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


def _changes(pen: Pen, part: Changes) -> Iterator[str]:
    if not part.changes:
        yield paragraph(run(f"Nothing has changed since {part.since}."), "BodyText")
        return
    yield paragraph(run(f"Since {part.since}:"), "BodyText")
    columns = tables.Columns.shared(pen.width, (10, 18, 36, 36))
    yield tables.opening(
        columns, part.heading, "One row for each change: claim, what changed, before and now."
    )
    yield tables.header_row(columns, ("Claim", "What", "Before", "Now"))
    for change in part.changes:
        yield tables.row(
            columns,
            (
                paragraph(
                    run(visible_id(change.claim.number) if change.claim else "–"), "TableText"
                ),
                paragraph(run(change.what), "TableText"),
                directed_paragraph(change.before, run(change.before or "–"), "TableText"),
                directed_paragraph(change.after, run(change.after or "–"), "TableText"),
            ),
        )
    yield tables.CLOSING
