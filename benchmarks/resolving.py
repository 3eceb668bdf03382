"""Who is who across articles: keeping one more article beside few sources, and beside 10,000."""

import hashlib
import random
import statistics
import tempfile
import time
from pathlib import Path

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Attribution, Claim, CueClass, Form, Source, SourceKind
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId, article_id
from annotator.storage import Library
from annotator.text.spans import Span
from benchmarks.measurement import Measurement

_FEW, _MANY = 100, 10_000
_SOURCES = 20
"""In one article: more than most news has."""
_TRIES = 15
_SYLLABLES = (
    "ba", "do", "fe", "gi", "hu", "ja", "ke", "li", "mo", "nu", "pa", "ri", "se", "ta", "vo",
    "wu", "ya", "zo", "kha", "shi", "tre", "bru",
)  # fmt: skip


def run() -> list[Measurement]:
    few, many = (_measure(number) for number in (_FEW, _MANY))
    return [
        Measurement(
            f"one article of {_SOURCES} sources kept, beside {_MANY:,} sources",
            many * 1000,
            "ms",
            baseline=few * 1000,
            ratio=many / few,
            target="ratio <= 2",
        )
    ]


def _measure(number: int) -> float:
    """The median time in seconds to keep one more article in a library of `number` sources."""
    random_names = random.Random(number)
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library.db") as library,
    ):
        for first in range(0, number, _SOURCES):
            _keep(library, f"filler {first}", _names(random_names, _SOURCES))
        times = [_keep(library, f"more {n}", _names(random_names, _SOURCES)) for n in range(_TRIES)]
        if len(library.sources.cards()) < number // 2:
            raise RuntimeError("the sources of the library have run into one another")
    return statistics.median(times)


def _names(chance: random.Random, many: int) -> list[str]:
    def word(least: int) -> str:
        parts = chance.randrange(least, least + 2)
        return "".join(chance.choice(_SYLLABLES) for _ in range(parts)).capitalize()

    return list(dict.fromkeys(f"{word(2)} {word(3)}" for _ in range(many)))


def _keep(library: Library, title: str, names: list[str]) -> float:
    """Adds an article in which each of `names` says something; how long its findings took."""
    lines = [f"{name} said the road is open." for name in names]
    text = "\n".join([title, *lines])
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    block = Block(Span(0, len(text)), BlockKind.BODY)
    article = Article(article_id(raw), text, (block,), title, digest, digest, "1", language="en")
    library.articles.add(article, raw, person="Bench")
    analysis = _analysis(text, names)
    begun = time.perf_counter()
    library.findings.store(article.id, analysis)
    return time.perf_counter() - begun


def _analysis(text: str, names: list[str]) -> Analysis:
    entities, claims = [], []
    for number, name in enumerate(names):
        start = text.index(f"\n{name} said") + 1
        named = Span(start, start + len(name))
        entity = Entity(EntityId(f"e{number}"), name, EntityKind.PERSON, (name,), (named,))
        source = Source(named, entity.id, name, SourceKind.NAMED)
        said = Attribution(
            source, Span(named.end + 1, named.end + 5), CueClass.SPEECH, Form.INDIRECT
        )
        content = Span(named.end + 6, named.end + 22)
        entities.append(entity)
        claims.append(Claim(ClaimId(f"c{number}"), (content,), said, (), None))
    model = ModelInfo("bench", "1", "00", "1")
    return Analysis(model, "en", tuple(entities), tuple(claims), ())
