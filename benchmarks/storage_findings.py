"""Made-up findings for made-up articles: a few hundred speak often, many once or twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span

_MODEL = ModelInfo("bench", "1", "0" * 64, "1")
_FREQUENT, _RARE = 400, 30_000
_RARELY = 0.1
"""How many of those named are one of the rare."""
_OFFICES = (
    "Turkish Foreign Minister", "President", "US ambassador", "Prime Minister", "General",
    "Egyptian Defence Minister", "Mayor", "UN envoy", "Senator", "Russian Deputy Foreign Minister",
)  # fmt: skip
_DESCRIBED = (
    ("two US officials", SourceKind.ANONYMOUS), ("officials", SourceKind.ANONYMOUS),
    ("diplomats", SourceKind.ANONYMOUS), ("analysts", SourceKind.ANONYMOUS),
    ("a senior Turkish official", SourceKind.ANONYMOUS), ("witnesses", SourceKind.ANONYMOUS),
    ("satellite imagery", SourceKind.IMPERSONAL), ("a leaked memo", SourceKind.IMPERSONAL),
    ("local media", SourceKind.IMPERSONAL), ("the army's statement", SourceKind.IMPERSONAL),
)  # fmt: skip
LABELS = tuple(f"desk {number}" for number in range(40))
PUBLISHERS = tuple(
    f"{place} {paper}"
    for place in ("Aldmoor", "Brack", "Corin", "Dunwall", "Estery", "Farnham Bay", "Greyport")
    for paper in ("Herald", "Gazette", "Post", "Chronicle", "Wire", "Daily", "Observer", "Quay")
)
_SAID = " said that "
SUGGESTED = (Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something that articles name; one in four holds an office."""

    words: str
    kind: EntityKind
    office: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands in one paragraph: who or what says it, and whom the paragraph names besides."""

    speaker: Name | None
    described: tuple[str, SourceKind] | None
    besides: Name

    @property
    def lead(self) -> str:
        """The words before what is said."""
        if self.speaker:
            return f"{self.speaker.office} {self.speaker.words}".strip() + _SAID
        return self.described[0].capitalize() + _SAID if self.described else ""


class Names:
    """Those whom articles name; the same words give the same ones."""

    def __init__(self, words: list[str]) -> None:
        chance = Random(3)
        rarer = words[600:]
        self._names = [_name(chance, rarer) for _ in range(_FREQUENT + _RARE)]
        self._weights = [1 / (rank + 5) for rank in range(_FREQUENT)]

    def frequent(self, place: int) -> Name:
        return self._names[place]

    def rare(self, place: int) -> Name:
        return self._names[_FREQUENT + place]

    def statements(self, number: int) -> tuple[Statement, ...]:
        """What stands in each paragraph of the article of that number: six to ten claims."""
        chance = Random(number)
        return tuple(self._statement(chance) for _ in range(chance.randint(6, 10)))

    def _statement(self, chance: Random) -> Statement:
        sort = chance.random()
        speaker = self._any(chance) if sort < 0.5 else None
        described = chance.choice(_DESCRIBED) if 0.5 <= sort < 0.65 else None
        return Statement(speaker, described, self._any(chance))

    def _any(self, chance: Random) -> Name:
        if chance.random() < _RARELY:
            return self.rare(chance.randrange(_RARE))
        return chance.choices(self._names[:_FREQUENT], self._weights)[0]

    def told(self, number: int, paragraphs: list[str]) -> list[str]:
        """The paragraphs with what is said in them."""
        lines = list(paragraphs)
        for place, said in enumerate(self.statements(number)):
            first, second, *rest = lines[place].split(". ")
            second = f"{said.lead}{second.lower()}" if said.lead else second
            lines[place] = ". ".join([f"{said.besides.words} {first.lower()}", second, *rest])
        return lines

    def analysis(self, number: int, article: Article) -> Analysis:
        """What is found in the article of that number."""
        found = _Found(article)
        for place, said in enumerate(self.statements(number)):
            found.add(place, said)
        return found.analysis(number)


class _Found:
    """The findings of one article while they are put together."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._entities: dict[str, Entity] = {}
        self._claims: list[Claim] = []

    def add(self, place: int, said: Statement) -> None:
        paragraph = self._article.blocks[place + 1].span
        text = self._article.text
        self._mention(said.besides, paragraph.start)
        start = text.index(". ", paragraph.start) + 2
        end = text.find(". ", start, paragraph.end)
        end = end if end > 0 else paragraph.end - 1
        content = Span(start + len(said.lead), end)
        self._claims.append(self._claim(said, start, content))

    def _claim(self, said: Statement, start: int, content: Span) -> Claim:
        attribution, tag = None, SUGGESTED[1 + len(self._claims) % 2]
        if said.lead:
            source_end = start + len(said.lead) - len(_SAID)
            attribution = Attribution(
                self._source(said, Span(start, source_end)),
                Span(source_end + 1, source_end + 5),
                CueClass.SPEECH,
                Form.INDIRECT,
            )
            tag = SUGGESTED[0]
        suggestion = Suggestion(tag, verbatim("Somebody stands behind it (“said”)."), 0.8)
        return Claim(ClaimId(f"c{start}"), (content,), attribution, (), suggestion)

    def _source(self, said: Statement, span: Span) -> Source:
        if said.described:
            return Source(span, None, *said.described)
        name = said.speaker or said.besides
        entity = self._mention(name, span.end - len(name.words))
        return Source(span, entity, name.words, SourceKind.NAMED)

    def _mention(self, name: Name, start: int) -> EntityId:
        span = Span(start, start + len(name.words))
        known = self._entities.get(name.words)
        if known is None:
            known = Entity(
                EntityId(f"e{len(self._entities)}"), name.words, name.kind, (name.words,), (span,)
            )
        elif span not in known.mentions:
            known = replace(known, mentions=(*known.mentions, span))
        self._entities[name.words] = known
        return known.id

    def analysis(self, number: int) -> Analysis:
        language = language_of(number)
        return Analysis(_MODEL, language, tuple(self._entities.values()), tuple(self._claims), ())


def _name(chance: Random, words: list[str]) -> Name:
    first, last = chance.choice(words), chance.choice(words)
    if chance.random() < 0.3:
        kind = chance.choice((EntityKind.ORG, EntityKind.PLACE))
        return Name(f"{first} {last}".title(), kind)
    office = chance.choice(_OFFICES) if chance.random() < 0.25 else ""
    return Name(f"{first} {last}".title(), EntityKind.PERSON, office)


def language_of(number: int) -> str:
    """Four articles of five are in English."""
    return ("en", "en-GB", "en", "en", ("de", "fr", "ar")[number // 5 % 3])[number % 5]


def placed(number: int, article: Article) -> Article:
    """The article of that number, in its language and from its publisher."""
    publisher = PUBLISHERS[int(Random(number).paretovariate(0.7)) % len(PUBLISHERS)]
    return replace(article, language=language_of(number), publisher=publisher)


def labels_of(number: int) -> tuple[str, ...]:
    """One article of four has a label."""
    return () if number % 4 else (LABELS[number // 4 % len(LABELS)],)


def decided(number: int, claims: int) -> Iterator[tuple[int, Tag]]:
    """Which claims of an article are decided, and as what: all of every twelfth article, some of
    others."""
    chance = Random(number)
    for place in range(claims):
        if not number % 12 or chance.random() < 0.05:
            yield place, chance.choices(tuple(Tag), (60, 20, 15, 5))[0]
