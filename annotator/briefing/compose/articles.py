"""An article's text as lines, each of one kind; a line becomes one paragraph."""

from collections.abc import Iterator

from annotator.briefing.cleaning import clean
from annotator.briefing.layout import Fact, Line
from annotator.briefing.wording import day_of
from annotator.domain.article import Article, Block, BlockKind
from annotator.text.spans import Span

_TYPES = {
    "text/html": "web page",
    "application/xhtml+xml": "web page",
    "application/pdf": "PDF document",
    "message/rfc822": "e-mail",
    "application/vnd.ms-outlook": "e-mail",
    "text/plain": "text file",
    "text/markdown": "text file",
}


def title_of(article: Article) -> str:
    """The article's title, else the name of its file; never empty."""
    title = " ".join(clean(article.title).split())
    return title or clean(article.file_name).strip() or "Untitled article"


def source_type(article: Article) -> str:
    """What kind of document it is, in words (an element of ICS 206-01)."""
    return _TYPES.get(article.media_type.partition(";")[0].strip().lower(), "document")


def lines_of(article: Article) -> tuple[Line, ...]:
    """Every line that holds more than white space, in order; nothing else is left out."""
    return tuple(_lines(article.text, article.blocks))


def _lines(text: str, blocks: tuple[Block, ...]) -> Iterator[Line]:
    start = at = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        while at < len(blocks) and blocks[at].span.end <= span.start:
            at += 1
        if not line or line.isspace():
            continue
        yield _line(span, blocks, at)


def _line(span: Span, blocks: tuple[Block, ...], at: int) -> Line:
    """The line of `span`: the kind of the block with the most of it, a dateline apart."""
    kind, most, dateline = BlockKind.BODY, 0, None
    while at < len(blocks) and blocks[at].span.start < span.end:
        block = blocks[at]
        shared = min(block.span.end, span.end) - max(block.span.start, span.start)
        if block.kind is BlockKind.DATELINE and shared < span.length:
            dateline = Span(max(block.span.start, span.start), min(block.span.end, span.end))
        elif shared > most:
            kind, most = block.kind, shared
        at += 1
    return Line(span, kind, dateline)


def is_headed(article: Article, lines: tuple[Line, ...]) -> bool:
    """Whether the first line is the title itself."""
    if not lines or lines[0].kind is not BlockKind.HEADLINE:
        return False
    first = article.text[lines[0].span.start : lines[0].span.end]
    return " ".join(first.split()).casefold() == title_of(article).casefold()


def provenance(article: Article) -> tuple[Fact, ...]:
    """Where the article comes from, as far as it is known."""
    facts = (
        Fact("Publisher", article.publisher),
        Fact("Author", article.author),
        Fact("Published", day_of(article.published)),
        Fact("Address", article.address),
        Fact("Read", day_of(article.accessed)),
        Fact("Original", article.file_name),
        Fact("Language", article.language),
    )
    return tuple(Fact(f.label, clean(f.value).strip()) for f in facts if f.value.strip())
