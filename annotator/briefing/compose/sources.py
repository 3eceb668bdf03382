"""Who stands behind the claims of a briefing, how strongly it leans on each, and in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from annotator.briefing.cleaning import clean
from annotator.briefing.layout import ClaimView, SourceRow
from annotator.briefing.wording import (
    SOURCE_KIND,
    STANCE,
    TAG,
    TAG_ORDER,
    counted,
    day,
    listed,
    percent,
)
from annotator.domain.article import Article
from annotator.domain.briefing import Briefing, SourceCard
from annotator.domain.claim import Claim, SourceKind, Stance, Tag
from annotator.domain.decision import ClaimRecord, Reliability
from annotator.domain.ids import ArticleId, EntityId

AUTHOR = "The author's own words"
NOBODY = "Nobody named"


@dataclass(frozen=True, slots=True)
class Cards:
    """The register's cards, found by what stands for a source in its article; a card that no
    article is tied to, by its name."""

    by_member: Mapping[tuple[ArticleId, EntityId], SourceCard]
    by_name: Mapping[str, SourceCard]

    @classmethod
    def of(cls, cards: Iterable[SourceCard]) -> "Cards":
        cards = tuple(cards)
        return cls(
            by_member={member: card for card in cards for member in card.members},
            by_name={_folded(card.name): card for card in cards if not card.members},
        )

    def behind(self, article: ArticleId, claim: Claim) -> SourceCard | None:
        """The card of who stands behind the claim, or None."""
        source = claim.source
        if source is None:
            return None
        found = self.by_member.get((article, source.member))
        return found or self.by_name.get(_folded(source.name))


def is_guess(record: ClaimRecord, card: SourceCard | None) -> bool:
    """Whether the machine took the claim's source for this card's by likelihood, and nobody
    has confirmed it."""
    source = record.claim.source
    return (
        card is not None and source is not None and (record.article, source.member) in card.guesses
    )


def source_name(claim: Claim, card: SourceCard | None) -> str:
    """Who stands behind the claim, in words; never empty."""
    if claim.attribution is None:
        return AUTHOR
    if claim.source is None:
        return NOBODY
    return clean(card.name if card else claim.source.name).strip() or NOBODY


def rows_of(claims: Sequence[ClaimView], cards: Cards) -> tuple[SourceRow, ...]:
    """One row for each source, most claims first; claims that nobody stands behind last."""
    found: dict[str, tuple[SourceCard | None, ClaimView]] = {}
    counts: dict[str, Counter[Tag | None]] = {}
    stances: dict[str, Counter[Stance]] = {}
    for view in claims:
        card = cards.behind(view.record.article, view.record.claim)
        key = f"card {card.id}" if card else f"name {_folded(view.source)}"
        found.setdefault(key, (card, view))
        counts.setdefault(key, Counter())[view.tag] += 1
        stances.setdefault(key, Counter())[view.stance] += 1
    rows = [_row(card, view, counts[key], stances[key]) for key, (card, view) in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.kind is None, -row.total, row.name.casefold())))


def _row(
    card: SourceCard | None,
    view: ClaimView,
    counts: Counter[Tag | None],
    stances: Counter[Stance],
) -> SourceRow:
    source = view.record.claim.source
    nobody = view.source in (AUTHOR, NOBODY)
    kind = card.kind if card else source.kind if source and not nobody else None
    return SourceRow(
        name=view.source,
        kind=kind,
        reliability=card.reliability if card else None,
        descriptor=clean(card.descriptor).strip() if card else "",
        counts=tuple((tag, counts[tag]) for tag in TAG_ORDER if counts[tag]),
        stances=tuple((stance, stances[stance]) for stance in STANCE if stances[stance]),
    )


def statement_of(briefing: Briefing, rows: Sequence[SourceRow]) -> tuple[str, ...]:
    """The source summary statement (ICD 206): how many, of which kinds, how strong, and where
    the product rests on one of them. Counted, never judged."""
    total = sum(row.total for row in rows)
    first = _articles_sentence([a.article for a in briefing.articles])
    if not total:
        return (f"{first} It contains no claims.",)
    sources = [row for row in rows if row.kind is not None]
    sentences = [first, _tags_sentence(rows, total)]
    if sources:
        sentences += [_kinds_sentence(sources), _leaning_sentence(sources, total)]
        sentences.append(_grades_sentence(sources))
    own = sum(row.total for row in rows if row.name == AUTHOR and row.kind is None)
    nobody = sum(row.total for row in rows if row.name == NOBODY and row.kind is None)
    if own:
        sentences.append(
            f"{counted(own, 'claim').capitalize()} ({percent(own, total)}) "
            f"{'is' if own == 1 else 'are'} in the author's own words."
        )
    if stances := _stances_sentence(rows):
        sentences.append(stances)
    if nobody:
        sentences.append(
            f"For {counted(nobody, 'claim')} ({percent(nobody, total)}) the text names nobody."
        )
    return (" ".join(sentences),)


def _articles_sentence(articles: Sequence[Article]) -> str:
    """What the articles are, as far as they say so; where some do not, how many do."""
    publishers = [clean(a.publisher).strip() for a in articles if a.publisher.strip()]
    days = sorted(day for day in (_date(a.published) for a in articles) if day)
    text, more = f"This briefing draws on {counted(len(articles), 'article')}", ""
    if publishers:
        names = sorted(set(publishers))
        told = f" ({listed(names)})" if len(names) <= 4 else ""
        if len(publishers) == len(articles):
            text += f" from {counted(len(names), 'publisher')}{told}"
        else:
            more += f" {_said(publishers, articles, 'names', 'name')} a publisher{told}."
    if days and len(days) == len(articles):
        text += f", published {_period(days)}"
    elif days:
        said = _said(days, articles, "says", "say")
        more += f" {said} when it was published ({_period(days)})."
    return f"{text}.{more}"


def _said(those: Sequence[str], articles: Sequence[Article], one: str, many: str) -> str:
    """How many of the articles say a thing that the others do not."""
    return f"Only {len(those)} of the {len(articles)} {one if len(those) == 1 else many}"


def _date(iso: str) -> str:
    return iso.strip()[:10] if len(iso.strip()) >= 10 else ""


def _period(days: Sequence[str]) -> str:
    try:
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    except ValueError:
        return f"between {days[0]} and {days[-1]}"
    return f"on {day(first)}" if first == last else f"between {day(first)} and {day(last)}"


def _tags_sentence(rows: Sequence[SourceRow], total: int) -> str:
    counts: Counter[Tag | None] = Counter()
    for row in rows:
        counts.update(dict(row.counts))
    parts = [f"{counts[tag]} {TAG[tag]}" for tag in TAG_ORDER if counts[tag]]
    return f"It contains {counted(total, 'claim')}: {listed(parts)}."


def _kinds_sentence(sources: Sequence[SourceRow]) -> str:
    kinds = Counter(row.kind for row in sources)
    parts = [f"{kinds[kind]} {SOURCE_KIND[kind]}" for kind in SourceKind if kinds[kind]]
    behind = sum(row.total for row in sources)
    return (
        f"Behind {counted(behind, 'claim')} {'stands' if len(sources) == 1 else 'stand'} "
        f"{counted(len(sources), 'source')}: {listed(parts)}."
    )


def _leaning_sentence(sources: Sequence[SourceRow], total: int) -> str:
    first = sources[0]
    share = f"{first.total} of {counted(total, 'claim')} ({percent(first.total, total)})"
    if 2 * first.total > total:
        return f"More than half of the briefing rests on one source: {first.name}, behind {share}."
    if len(sources) > 1 and sources[1].total == first.total:
        alike = sum(1 for row in sources if row.total == first.total)
        return f"No source stands out: {alike} of them are behind {share} each."
    return f"The source most relied on is {first.name}, behind {share}."


def _stances_sentence(rows: Sequence[SourceRow]) -> str:
    """How many claims are not made by their sources."""
    counts: Counter[Stance] = Counter()
    for row in rows:
        counts.update(dict(row.stances))
    parts = [f"{counts[stance]} {STANCE[stance]}" for stance in Stance if counts[stance]]
    if not parts:
        return ""
    number = sum(counts.values())
    verb = "is" if number == 1 else "are"
    return f"Of all claims, {number} {verb} not made by the source: {listed(parts)}."


def _grades_sentence(sources: Sequence[SourceRow]) -> str:
    grades = Counter(row.reliability for row in sources)
    parts = [f"{grades[grade]} graded {grade.value}" for grade in Reliability if grades[grade]]
    if not parts:
        return "None of the sources has been graded for reliability."
    rest = f"; {grades[None]} not graded" if grades[None] else ""
    return f"Of the sources, {listed(parts)}{rest}."


def picture_in_words(rows: Sequence[SourceRow]) -> str:
    """The alternative text of the picture of reliance."""
    bars = "; ".join(
        f"{row.name}: {listed([f'{count} {TAG[tag]}' for tag, count in row.counts])}"
        for row in rows
    )
    return f"Bar chart of the number of claims behind each source, split by tag. {bars}."


def most_relied_on(rows: Sequence[SourceRow], most: int) -> tuple[SourceRow, ...]:
    """At most `most` rows, so that a picture stays legible: the sources behind most claims, and
    the claims that nobody stands behind. Together the others would be the longest bar of all."""
    rest = [row for row in rows if row.kind is None]
    named = [row for row in rows if row.kind is not None]
    return (*named[: most - len(rest)], *rest)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
