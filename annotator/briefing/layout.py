"""What stands in the document, part by part, before any of it is XML."""

from dataclasses import dataclass
from datetime import datetime

from annotator.domain.article import BlockKind
from annotator.domain.briefing import Briefing, Section
from annotator.domain.claim import SourceKind, Stance, Tag
from annotator.domain.decision import ClaimRecord, Reliability
from annotator.text.spans import Span, Spans


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim that goes into the document."""

    record: ClaimRecord
    article: int
    """Index of its article."""
    number: int
    key: str
    tag: Tag | None
    suggested: Tag | None
    spans: Spans
    """Where its words stand in the article: ascending, apart, no line end at their edges."""
    words: tuple[str, ...]
    """Of each span, as the document shows them."""
    original: str
    """`words` in one line."""
    wording: str
    """How the briefing words it; `original` unless somebody reworded it."""
    source: str
    """Who stands behind it, in words; never empty."""
    stance: Stance
    """What the source does with it."""
    cue: str
    """The words that tie it to its source, in one line; "" without any."""
    attributed: str
    """`source` with its stance: "denied by Helena Brandt"."""
    reliability: Reliability | None
    comment: tuple[str, ...]
    """The native comment's paragraphs, without the visible id."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line: of the title block, or of an article's provenance."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article's text, which becomes one paragraph."""

    span: Span
    kind: BlockKind
    dateline: Span | None = None
    """The dateline that begins it."""


@dataclass(frozen=True, slots=True)
class EntityMark:
    """A mention of an entity in an article's text; `row` is its row in the index."""

    span: Span
    row: int
    first: bool
    """Whether the index refers to this mention."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with everything that its part of the document shows."""

    number: int
    title: str
    headed: bool
    """Whether its first line is its title, so that the line itself is the heading."""
    language: str
    text: str
    """Cleaned; spans point into it."""
    lines: tuple[Line, ...]
    claims: tuple[ClaimView, ...]
    entities: tuple[EntityMark, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Who stands behind claims, and behind how many; `kind` is None for "nobody"."""

    name: str
    kind: SourceKind | None
    reliability: Reliability | None
    descriptor: str
    counts: tuple[tuple[Tag | None, int], ...]
    """Every tag that occurs, in a fixed order."""
    stances: tuple[tuple[Stance, int], ...] = ()
    """How many of them the source did not make, by what it did instead."""

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class EntityRow:
    """Somebody or something in the index."""

    name: str
    kind: str
    also: tuple[str, ...]
    mentions: int
    articles: tuple[int, ...]
    """Indexes of the articles that name it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source reference citation (ICS 206-01) of one article and its kept original."""

    text: str
    address: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is not as it was in the last exported version."""

    number: int | None
    """The claim's; None where the last version is from before numbers were kept."""
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the document and its heading."""

    section: Section
    heading: str


@dataclass(frozen=True, slots=True)
class Prose(Part):
    """Paragraphs of words and nothing else: the summary, the method."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents(Part):
    """The table of contents."""


@dataclass(frozen=True, slots=True)
class KeyClaims(Part):
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Reliance(Part):
    """The picture: a bar for each source, the longest first, split by tag."""

    bars: tuple[SourceRow, ...]
    """Of the sources most relied on; `statement` tells of the others."""
    statement: str
    alternative: str
    """The picture in words, for who cannot see it."""


@dataclass(frozen=True, slots=True)
class ClaimTable(Part):
    groups: tuple[tuple[ArticleView, tuple[ClaimView, ...]], ...]


@dataclass(frozen=True, slots=True)
class Articles(Part):
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True, slots=True)
class Register(Part):
    statement: tuple[str, ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Citations(Part):
    """The list of originals; the citations themselves are footnotes."""


@dataclass(frozen=True, slots=True)
class EntityIndex(Part):
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class Changes(Part):
    since: str
    added: tuple[ClaimView, ...]
    """New claims, in the order of the text."""
    changes: tuple[Change, ...]
    """Of claims that were there before."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole document as a value."""

    briefing: Briefing
    title: str
    exported: datetime
    facts: tuple[Fact, ...]
    claims: tuple[ClaimView, ...]
    articles: tuple[ArticleView, ...]
    citations: tuple[Citation, ...]
    """One for each article; empty when the citations are switched off."""
    entities: tuple[EntityRow, ...]
    parts: tuple[Part, ...]

    def has(self, section: Section) -> bool:
        return any(part.section is section for part in self.parts)
