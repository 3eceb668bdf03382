"""Each part of a document as XML, piece by piece."""

from collections.abc import Iterator
from functools import singledispatch

from annotator.briefing.anchors import LABEL_STYLE, LETTERS, content_bookmark, visible_id
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
)
from annotator.briefing.wording import STANCE, TAG, TAG_ORDER, sentence_start
from annotator.briefing.write.article_text import ArticleText
from annotator.briefing.write.chart import drawing
from annotator.briefing.write.claim_table import write_claim_table
from annotator.briefing.write.contents import write_contents
from annotator.briefing.write.headings import article_bookmark, part_bookmark
from annotator.briefing.write.language import language_tag
from annotator.briefing.write.lists import (
    write_changes,
    write_index,
    write_originals,
    write_register,
)
from annotator.briefing.write.markup import (
    directed_paragraph,
    link,
    paragraph,
    run,
)
from annotator.briefing.write.pen import Pen
from annotator.briefing.write.styles import CLAIM_STYLES, FAINT
from annotator.domain.briefing import Section


def write_part(pen: Pen, part: Part) -> Iterator[str]:
    """The part with its heading."""
    if not isinstance(part, Contents):
        yield paragraph(pen.bookmarked(part_bookmark(part), run(part.heading)), "Heading1")
    yield from _content(part, pen)


@singledispatch
def _content(part: Part, pen: Pen) -> Iterator[str]:
    raise TypeError(f"no writer for {type(part).__name__} in “{pen.layout.title}”")


@_content.register
def _(part: Contents, pen: Pen) -> Iterator[str]:
    return write_contents(pen, part)


@_content.register
def _(part: Prose, pen: Pen) -> Iterator[str]:
    return (pen.prose(text) for text in part.paragraphs)


@_content.register
def _(part: KeyClaims, pen: Pen) -> Iterator[str]:
    for view in part.claims:
        yield from _key_claim(pen, view)


@_content.register
def _(part: Reliance, pen: Pen) -> Iterator[str]:
    yield paragraph(run(part.statement), "Explanation")
    yield paragraph(drawing(pen, part), "Picture")


@_content.register
def _(part: ClaimTable, pen: Pen) -> Iterator[str]:
    return write_claim_table(pen, part)


@_content.register
def _(part: Articles, pen: Pen) -> Iterator[str]:
    if pen.layout.claims:
        yield _legend(pen)
    for article in part.articles:
        yield from _article(pen, article)


@_content.register
def _(part: Register, pen: Pen) -> Iterator[str]:
    return write_register(pen, part)


@_content.register
def _(part: Citations, pen: Pen) -> Iterator[str]:
    return write_originals(pen, part)


@_content.register
def _(part: EntityIndex, pen: Pen) -> Iterator[str]:
    return write_index(pen, part)


@_content.register
def _(part: Changes, pen: Pen) -> Iterator[str]:
    return write_changes(pen, part)


def _key_claim(pen: Pen, view: ClaimView) -> Iterator[str]:
    number = run(visible_id(view.number), "ClaimNumber")
    if view.spans and pen.layout.has(Section.ARTICLES):
        number = link(content_bookmark(view.key), number)
    words = pen.stance(view, 20) + run(view.wording)
    content = f"{number}{run(' ')}{words}{pen.cite(view.article)}"
    yield directed_paragraph(view.wording, content, "KeyClaim")
    said = f" (“{view.cue}”)" if view.cue else ""
    facts = [f"{view.attributed}{said}", TAG[view.tag]]
    if view.reliability is not None:
        facts.insert(1, f"reliability {view.reliability.value}")
    decision = view.record.decision
    if decision is not None and decision.credibility is not None:
        facts.append(f"credibility {decision.credibility.value}")
    yield paragraph(run(sentence_start(" · ".join(facts)), FAINT), "KeyClaimFacts")


def _legend(pen: Pen) -> str:
    """What tints, lines and letters mean, shown by example."""
    shown = sorted({view.tag for view in pen.layout.claims}, key=TAG_ORDER.index)
    samples = [
        run(TAG[tag], CLAIM_STYLES[tag]) + run(f" {LETTERS[tag]}", LABEL_STYLE) for tag in shown
    ]
    stances = [stance for stance in STANCE if any(v.stance is stance for v in pen.layout.claims)]
    samples += [run(stance.mark, LABEL_STYLE) + run(f" {STANCE[stance]}") for stance in stances]
    words = "Claims in the text: "
    end = ". Each has a comment"
    if pen.layout.has(Section.CLAIMS):
        end += "; the number behind it leads to its row in the table of claims"
    return paragraph(run(words) + run(", ").join(samples) + run(f"{end}."), "Explanation")


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
