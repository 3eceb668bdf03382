"""Searches of every kind that the window offers, each over many words, names and days."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from annotator.domain.claim import SourceKind, Tag
from annotator.storage import Library, SearchQuery
from benchmarks.measurement import Measurement
from benchmarks.storage_findings import LABELS, PUBLISHERS, SUGGESTED, Names
from benchmarks.storage_samples import Samples

_EACH = 20
"""Searches of one kind."""
_COUNTRIES = (("Turkish", "Turkey", "Türkiye"), ("US", "U.S.", "American"), ("Egyptian", "Egypt"))
_PARTS = ("official", "imagery", "diplomat", "memo", "media", "witness")

type Ask = Callable[[], SearchQuery]


class Questions:
    """What is searched for, drawn by chance; the same samples give the same."""

    def __init__(self, library: Library, samples: Samples, names: Names) -> None:
        self._chance = Random(11)
        self._words = samples.words
        self._names = names
        self._sources = [card.id for card in library.sources.cards()]

    def kinds(self) -> Iterator[tuple[str, Ask]]:
        """Each kind by name, and what asks one of it."""
        yield from self._of_articles()
        yield from self._of_claims()
        yield from self._of_two()
        yield from self._of_three()

    def _of_articles(self) -> Iterator[tuple[str, Ask]]:
        yield "words", self._worded
        yield "names in articles", lambda: SearchQuery(entity=self._name())
        yield "publisher", lambda: SearchQuery(publisher=self._publisher())
        yield "days of publication", self._dated
        yield "label", lambda: SearchQuery(label=self._chance.choice(LABELS))
        yield "language", lambda: SearchQuery(language=self._chance.choice(("de", "ar", "en-GB")))
        yield "a name that nobody has", lambda: SearchQuery(entity="nobody's")

    def _of_claims(self) -> Iterator[tuple[str, Ask]]:
        yield "claims by words", lambda: replace(self._worded(), claims=True)
        yield "claims by tag", self._tagged
        yield "undecided claims", lambda: SearchQuery(undecided=True)
        yield "suggested claims", self._suggested
        yield "claims by a name of the source", lambda: SearchQuery(source_name=self._speaker())
        yield "claims by kind of source", self._by_kind
        yield "claims by a source of the register", self._by_source
        yield "claims by officials", self._by_officials
        yield "claims by nobody there is", lambda: SearchQuery(source_name="nobody's")

    def _of_two(self) -> Iterator[tuple[str, Ask]]:
        yield "words and days", lambda: replace(self._dated(), words=self._word())
        yield "words and name", lambda: SearchQuery(self._word(), entity=self._name())
        yield (
            "words and label",
            lambda: SearchQuery(self._word(), label=self._chance.choice(LABELS)),
        )
        yield "publisher and days", lambda: replace(self._dated(), publisher=self._publisher())
        yield "words and tag", lambda: replace(self._tagged(), words=self._word())
        yield "words and suggestion", lambda: replace(self._suggested(), words=self._word())
        yield "words and source", lambda: SearchQuery(self._word(), source_name=self._speaker())
        yield "words and officials", lambda: replace(self._by_officials(), words=self._word())
        yield "source and tag", lambda: replace(self._tagged(), source_name=self._speaker())
        yield "source and days", lambda: replace(self._dated(), source_name=self._speaker())
        yield (
            "source and name",
            lambda: SearchQuery(source_name=self._speaker(), entity=self._name()),
        )
        yield "kind of source and tag", lambda: replace(self._by_kind(), tags=self._tagged().tags)
        yield "tag and name", lambda: replace(self._tagged(), entity=self._name())
        yield "tag and days", lambda: replace(self._dated(), tags=self._tagged().tags)
        yield (
            "undecided and label",
            lambda: SearchQuery(undecided=True, label=self._chance.choice(LABELS)),
        )
        yield "officials and days", lambda: replace(self._dated(), officials=True)
        yield "suggestion and officials", lambda: replace(self._suggested(), officials=True)

    def _of_three(self) -> Iterator[tuple[str, Ask]]:
        yield (
            "suggestion, words, officials",
            lambda: replace(
                self._by_officials(), words=self._word(), suggested=self._suggested().suggested
            ),
        )
        yield (
            "tag, source, days",
            lambda: replace(self._dated(), tags=self._tagged().tags, source_name=self._speaker()),
        )
        yield (
            "words, name, days",
            lambda: replace(self._dated(), words=self._word(), entity=self._name()),
        )
        yield (
            "tag, name, label",
            lambda: replace(self._tagged(), entity=self._name(), label=self._chance.choice(LABELS)),
        )
        yield (
            "undecided, officials, publisher",
            lambda: replace(self._by_officials(), undecided=True, publisher=self._publisher()),
        )

    def _word(self) -> str:
        return self._chance.choice(self._words[: self._chance.choice((50, 1_000, 10_000, 50_000))])

    def _worded(self) -> SearchQuery:
        return SearchQuery(" ".join(self._word() for _ in range(self._chance.choice((1, 1, 2)))))

    def _name(self) -> str:
        """The whole name or a word of it, of one named often or seldom; or a few letters."""
        seldom = self._chance.random() < 0.4
        name = (
            self._names.rare(self._chance.randrange(20_000))
            if seldom
            else self._names.frequent(self._chance.randrange(400))
        ).words
        sort = self._chance.random()
        if sort < 0.4:
            return name
        return name.split()[1] if sort < 0.8 else name.split()[1][:4].lower()

    def _speaker(self) -> str:
        """What a source is called, or a part of it."""
        return self._chance.choice(_PARTS) if self._chance.random() < 0.3 else self._name()

    def _publisher(self) -> str:
        return self._chance.choice(PUBLISHERS)

    def _dated(self) -> SearchQuery:
        year, month = self._chance.randint(2010, 2025), self._chance.randint(1, 12)
        sort = self._chance.choice(("day", "month", "year", "since"))
        if sort == "day":
            day = f"{year}-{month:02}-{self._chance.randint(1, 28):02}"
            return SearchQuery(published_from=day, published_to=day)
        first = f"{year}-{month:02}-01" if sort != "year" else f"{year}-01-01"
        last = {"month": f"{year}-{month:02}-31", "year": f"{year}-12-31", "since": ""}[sort]
        return SearchQuery(published_from=first, published_to=last)

    def _tagged(self) -> SearchQuery:
        return SearchQuery(tags=frozenset({self._chance.choice(tuple(Tag))}))

    def _suggested(self) -> SearchQuery:
        return SearchQuery(suggested=frozenset({self._chance.choice(SUGGESTED)}))

    def _by_kind(self) -> SearchQuery:
        return SearchQuery(source_kind=self._chance.choice(tuple(SourceKind)))

    def _by_source(self) -> SearchQuery:
        return SearchQuery(source=self._chance.choice(self._sources))

    def _by_officials(self) -> SearchQuery:
        if self._chance.random() < 0.3:
            return SearchQuery(officials=True)
        return SearchQuery(officials=True, source_words=self._chance.choice(_COUNTRIES))


def measure(library: Library, samples: Samples, names: Names) -> list[Measurement]:
    """The 95th percentile of each kind, and of all kinds together."""
    measured: list[Measurement] = []
    every: list[tuple[float, SearchQuery]] = []
    for kind, ask in Questions(library, samples, names).kinds():
        times = [_timed(library, ask()) for _ in range(_EACH)]
        every += times
        took = [seconds for seconds, _ in times]
        median = statistics.median(took) * 1e3
        measured.append(
            Measurement(f"search for {kind}: p95 (median {median:.1f} ms)", _p95(took), "ms")
        )
    for seconds, query in sorted(every, key=lambda pair: pair[0])[-8:]:
        print(f"{seconds * 1e3:.0f} ms: {_shown(query)}", file=sys.stderr)
    took = [seconds for seconds, _ in every]
    return [
        *measured,
        Measurement("searches of every kind, p95", _p95(took), "ms", target="<= 50 ms"),
        Measurement("searches of every kind, median", statistics.median(took) * 1e3, "ms"),
    ]


def _timed(library: Library, query: SearchQuery) -> tuple[float, SearchQuery]:
    began = time.perf_counter()
    library.search.find(query)
    return time.perf_counter() - began, query


def _p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[18] * 1e3


def _shown(query: SearchQuery) -> str:
    """The conditions that are set."""
    asked = {name: getattr(query, name) for name in SearchQuery.__dataclass_fields__}
    empty = SearchQuery()
    return ", ".join(
        f"{name} {value}" for name, value in asked.items() if value != getattr(empty, name)
    )
