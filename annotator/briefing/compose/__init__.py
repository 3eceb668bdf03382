"""From a briefing to the layout of its document; pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from annotator.briefing.cleaning import clean, clean_in_place
from annotator.briefing.compose.articles import is_headed, lines_of, provenance, title_of
from annotator.briefing.compose.changes import added_since, changes_since
from annotator.briefing.compose.citations import citation_of
from annotator.briefing.compose.claims import views_of
from annotator.briefing.compose.entities import index_of
from annotator.briefing.compose.method import method_of
from annotator.briefing.compose.sources import (
    Cards,
    most_relied_on,
    picture_in_words,
    rows_of,
    statement_of,
)
from annotator.briefing.compose.title import title_of as title_of_briefing
from annotator.briefing.layout import (
    Articles,
    ArticleView,
    Changes,
    Citations,
    ClaimTable,
    ClaimView,
    Contents,
    EntityIndex,
    EntityMark,
    EntityRow,
    Fact,
    KeyClaims,
    Layout,
    Part,
    Prose,
    Register,
    Reliance,
    SourceRow,
)
from annotator.briefing.wording import counted, day
from annotator.domain.briefing import Briefing, BriefingArticle, Section

MOST_BARS = 12
"""Of the picture of reliance; with more the labels would not be legible in print."""


def compose(briefing: Briefing, exported: datetime) -> Layout:
    """The document of `briefing` as a value; `exported` is shown nowhere but in properties."""
    cards = Cards.of(briefing.sources)
    claims = views_of(briefing, cards)
    entities, marks = index_of(briefing.articles, briefing.sources)
    by_article: dict[int, list[ClaimView]] = {}
    for view in claims:
        by_article.setdefault(view.article, []).append(view)
    articles = tuple(
        _article(chosen, number, by_article.get(number, ()), mentions, mark=briefing.mark_entities)
        for number, (chosen, mentions) in enumerate(zip(briefing.articles, marks, strict=True))
    )
    makers = _Makers(briefing, claims, articles, rows_of(claims, cards), entities)
    sections = dict.fromkeys(briefing.sections)
    parts = tuple(part for section in sections if (part := makers.part(section)) is not None)
    cited = Section.CITATIONS in sections
    return Layout(
        briefing=briefing,
        title=title_of_briefing(briefing),
        exported=exported,
        facts=_facts(briefing, claims),
        claims=claims,
        articles=articles,
        citations=tuple(citation_of(a.article) for a in briefing.articles) if cited else (),
        entities=entities,
        parts=parts,
    )


def _facts(briefing: Briefing, claims: tuple[ClaimView, ...]) -> tuple[Fact, ...]:
    facts = (
        Fact("Author", clean(briefing.author).strip()),
        Fact("Date", day(briefing.created.astimezone())),
        Fact("Reference", clean(briefing.reference).strip()),
        Fact("Version", str(briefing.version)),
        Fact("Marking", clean(briefing.marking.label).strip() if briefing.marking else ""),
        Fact(
            "Contents",
            f"{counted(len(briefing.articles), 'article')}, {counted(len(claims), 'claim')}",
        ),
    )
    return tuple(fact for fact in facts if fact.value)


def _article(
    chosen: BriefingArticle,
    number: int,
    claims: Sequence[ClaimView],
    mentions: tuple[EntityMark, ...],
    *,
    mark: bool,
) -> ArticleView:
    article = chosen.article
    lines = lines_of(article)
    # Where entities are not marked, their first mentions still are what the index refers to.
    shown = mentions if mark else tuple(m for m in mentions if m.first)
    return ArticleView(
        number=number,
        title=title_of(article),
        headed=is_headed(article, lines),
        language=clean(article.language).strip(),
        text=clean_in_place(article.text),
        lines=lines,
        claims=tuple(claims),
        entities=shown,
        facts=provenance(article),
    )


class _Makers:
    """Makes each section's part; None where it would say nothing."""

    def __init__(
        self,
        briefing: Briefing,
        claims: tuple[ClaimView, ...],
        articles: tuple[ArticleView, ...],
        sources: tuple[SourceRow, ...],
        entities: tuple[EntityRow, ...],
    ) -> None:
        self._briefing = briefing
        self._claims = claims
        self._articles = articles
        self._sources = sources
        self._entities = entities

    def part(self, section: Section) -> Part | None:
        makers: dict[Section, Callable[[], Part | None]] = {
            Section.CONTENTS: lambda: Contents(section, "Contents"),
            Section.SUMMARY: self._summary,
            Section.KEY_CLAIMS: self._key_claims,
            Section.RELIANCE: self._reliance,
            Section.CLAIMS: self._table,
            Section.ARTICLES: self._texts,
            Section.SOURCES: self._register,
            Section.CITATIONS: self._citations,
            Section.ENTITIES: self._index,
            Section.METHOD: self._method,
            Section.CHANGES: self._changes,
        }
        return makers[section]()

    def _summary(self) -> Part | None:
        text = clean(self._briefing.summary)
        paragraphs = tuple(p.strip() for p in text.split("\n\n") if p.strip())
        return Prose(Section.SUMMARY, "Summary", paragraphs) if paragraphs else None

    def _key_claims(self) -> Part | None:
        by_id = {view.record.claim.id: view for view in self._claims}
        chosen = tuple(by_id[i] for i in self._briefing.key_claims if i in by_id)
        return KeyClaims(Section.KEY_CLAIMS, "Key claims", chosen) if chosen else None

    def _reliance(self) -> Part | None:
        if not self._sources:
            return None
        bars = most_relied_on(self._sources, MOST_BARS)
        return Reliance(
            Section.RELIANCE,
            "Reliance on sources",
            bars,
            _leaning(self._sources, bars),
            picture_in_words(bars),
        )

    def _table(self) -> Part | None:
        groups = tuple((article, article.claims) for article in self._articles if article.claims)
        return ClaimTable(Section.CLAIMS, "Table of claims", groups) if groups else None

    def _texts(self) -> Part | None:
        return Articles(Section.ARTICLES, "Articles", self._articles) if self._articles else None

    def _register(self) -> Part | None:
        statement = statement_of(self._briefing, self._sources)
        return Register(Section.SOURCES, "Register of sources", statement, self._sources)

    def _citations(self) -> Part | None:
        if not self._articles:
            return None
        return Citations(Section.CITATIONS, "Citations")

    def _index(self) -> Part | None:
        if not self._entities:
            return None
        return EntityIndex(Section.ENTITIES, "Index of names", self._entities)

    def _method(self) -> Part | None:
        return Prose(Section.METHOD, "Method", method_of(self._briefing, self._claims))

    def _changes(self) -> Part | None:
        previous = self._briefing.previous
        if previous is None:
            return None
        since = f"version {previous.version} of {day(previous.time.astimezone())}"
        heading = "Changes since the last version"
        added = added_since(previous, self._claims)
        found = changes_since(previous, self._claims, dict(self._briefing.numbers))
        return Changes(Section.CHANGES, heading, since, added, found)


def _leaning(sources: tuple[SourceRow, ...], bars: tuple[SourceRow, ...]) -> str:
    """What the picture shows, and what it leaves out."""
    named = sum(1 for row in sources if row.kind is not None)
    drawn = sum(1 for row in bars if row.kind is not None)
    total, shown = sum(row.total for row in sources), sum(row.total for row in bars)
    if drawn == named:
        each = f"each of {counted(named, 'source')}"
        return f"Number of claims behind {each}, split by tag; {counted(total, 'claim')} in all."
    return (
        f"Number of claims behind each of the {drawn} sources most relied on, split by tag. "
        f"{counted(named - drawn, 'more source').capitalize()}, behind "
        f"{total - shown} of {counted(total, 'claim')}, "
        f"{'is' if named - drawn == 1 else 'are'} in the register alone."
    )
