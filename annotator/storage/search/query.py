"""What is searched for, and what is found."""

from dataclasses import dataclass

from annotator.domain.claim import SourceKind, Tag
from annotator.domain.ids import ArticleId, ClaimId, SourceId
from annotator.text.spans import Span


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to look for; everything left empty is no condition."""

    words: str = ""
    """Words, "phrases", beginnings*, choices|between|them and -exclusions; accents and case do
    not count."""
    tags: frozenset[Tag] = frozenset()
    undecided: bool = False
    """Claims that nobody decided, as well as those with one of `tags`."""
    suggested: frozenset[Tag] = frozenset()
    """Claims that nobody decided and for which the machine suggests one of these."""
    source: SourceId | None = None
    """A source of the register."""
    source_name: str = ""
    """Part of a source's name or description, as its article or any other calls it."""
    officials: bool = False
    """Only what is said by whoever holds a public office; `source_name` is then part of what
    tells of the office."""
    source_words: tuple[str, ...] = ()
    """Whole words, as they are written, any of which must tell of the office: a country's."""
    source_kind: SourceKind | None = None
    publisher: str = ""
    """Part of the name of whoever published the article."""
    entity: str = ""
    """Part of a name that the article names."""
    published_from: str = ""
    """ISO 8601 date, itself included."""
    published_to: str = ""
    """ISO 8601 date, itself included."""
    label: str = ""
    language: str = ""
    claims: bool = False
    """Look for claims even if no condition speaks of them."""
    limit: int = 50
    offset: int = 0

    @property
    def for_claims(self) -> bool:
        """Whether claims are looked for rather than articles."""
        about_tag = self.tags or self.undecided or self.suggested
        return bool(self.claims or about_tag or self.about_source)

    @property
    def about_source(self) -> bool:
        """Whether only claims with a source are looked for."""
        return bool(self.source or self.source_name or self.source_kind or self.officials)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or a claim that was found."""

    article: ArticleId
    claim: ClaimId | None
    title: str
    publisher: str
    published: str
    snippet: str
    """The place in the text, shortened."""
    marks: tuple[Span, ...]
    """The words asked for: code points into `snippet`."""
    span: Span | None
    """Where in the article's text; None when the words are in its title or provenance."""
    source: str = ""
    """Who stands behind the claim; empty in the author's own voice and for an article."""
    tag: Tag | None = None
    """What the claim is decided to be; None while it is undecided, and for an article."""
