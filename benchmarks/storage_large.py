"""A library of 100,000 articles (60 million words, 800,000 claims): size, start, lists, search."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from annotator.domain.article import Article
from annotator.domain.decision import Decision
from annotator.storage import FirstLook, Library, Order, SearchQuery
from annotator.storage.keeping.opening import open_file
from benchmarks import storage_searches
from benchmarks.measurement import Measurement
from benchmarks.storage_findings import Names, decided, labels_of, placed
from benchmarks.storage_samples import Samples

COUNT = int(os.environ.get("ARTICLES", "100000"))
_BATCH = 500


def run() -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.annotator"
        samples = Samples()
        names = Names(samples.words)
        with Library.open(path) as library:
            text = _fill(library, samples, names)
        size = path.stat().st_size
        with Library.open(path) as library:
            _find(library, names)
        measured = [
            Measurement(
                f"library file of {COUNT:,} articles",
                size / 1e6,
                "MB",
                text / 1e6,
                size / text,
                "ratio <= 2.5 of the text",
            ),
            Measurement("the same with its findings", path.stat().st_size / 1e6, "MB"),
            _opening(path),
            *_first_looks(path),
        ]
        with Library.open(path) as library:
            measured += [*_lists(library), *_searches(library, samples)]
            return [*measured, *storage_searches.measure(library, samples, names)]


def _batches(samples: Samples, names: Names) -> Iterator[list[tuple[int, Article, bytes]]]:
    """The articles with their numbers and originals."""
    articles = enumerate(samples.articles(COUNT, told=names.told))
    while batch := list(islice(articles, _BATCH)):
        yield [(number, placed(number, article), raw) for number, (article, raw) in batch]
        print(f"\r{batch[-1][0] + 1:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _fill(library: Library, samples: Samples, names: Names) -> int:
    """Fills the library; bytes of text put in."""
    text = 0
    for batch in _batches(samples, names):
        with library.transaction("Bench", "add articles") as change:
            for _, article, original in batch:
                change.add_article(article, original)
                text += len(article.text.encode())
    return text


def _find(library: Library, names: Names) -> None:
    """Gives every article its findings, some of them decided, and some articles labels; those of
    many articles in one transaction, which spares waiting for the disk."""
    for batch in _batches(Samples(), names):
        with library.transaction("Bench", "find and decide") as change:
            for number, article, _ in batch:
                library.findings.store(article.id, names.analysis(number, article))
                if labels := labels_of(number):
                    change.label_article(article.id, labels)
                claims = [record.claim.id for record in library.claims.of(article.id)]
                made = [
                    Decision(claims[place], tag, "", None, None, "Bench", change.time)
                    for place, tag in decided(number, len(claims))
                ]
                if made:
                    change.decide(*made)


def _opening(path: Path) -> Measurement:
    times: list[float] = []
    for _ in range(5):
        began = time.perf_counter()
        opened = open_file(path)
        times.append(time.perf_counter() - began)
        opened.close()
    return Measurement("opening it", statistics.median(times) * 1e3, "ms", target="<= 300 ms")


def _queries(samples: Samples) -> Iterator[str]:
    """Forty of each kind: rare, middling and frequent words, pairs, phrases, beginnings,
    exclusions."""
    random = np.random.default_rng(11)

    def word(first: int, last: int) -> str:
        return samples.words[int(random.integers(first, last))]

    kinds: tuple[Callable[[], str], ...] = (
        lambda: word(5_000, 50_000),
        lambda: word(300, 3_000),
        lambda: word(0, 50),
        lambda: f"{word(100, 1_000)} {word(1_000, 10_000)}",
        lambda: f"{word(0, 100)} {word(0, 100)}",
        lambda: f'"{word(0, 30)} {word(0, 300)}"',
        lambda: f"{word(2_000, 20_000)}*",
        lambda: f"{word(100, 2_000)} -{word(0, 50)}",
    )
    for _ in range(40):
        for kind in kinds:
            yield kind()


def _searches(library: Library, samples: Samples) -> list[Measurement]:
    times: list[tuple[float, str]] = []
    found = 0
    for words in _queries(samples):
        began = time.perf_counter()
        hits = library.search.find(SearchQuery(words))
        times.append((time.perf_counter() - began, words))
        found += bool(hits)
    took = [seconds for seconds, _ in times]
    slowest = ", ".join(f"{words} {seconds * 1e3:.0f} ms" for seconds, words in sorted(times)[-8:])
    print(f"slowest: {slowest}; {found} of {len(times)} found something", file=sys.stderr)
    return [
        Measurement(
            "search for words of every kind, 50 hits with snippets, p95",
            statistics.quantiles(took, n=20)[18] * 1e3,
            "ms",
            target="<= 50 ms",
        ),
        Measurement("search for words of every kind, median", statistics.median(took) * 1e3, "ms"),
    ]


def _lists(library: Library) -> list[Measurement]:
    ids, first, median = _repeated(lambda: library.articles.ids(Order.PUBLISHED))
    rows, page, _ = _repeated(lambda: library.articles.rows(ids[:100]))
    assert len(rows) == min(100, COUNT)
    name = f"the list of {len(ids):,} ids, sorted by date"
    return [
        Measurement(f"{name}: the first time", first, "ms", target="<= 200 ms"),
        Measurement(f"{name}: median", median, "ms", target="<= 200 ms"),
        Measurement("a page of 100 rows: the first time", page, "ms"),
    ]


def _first_looks(path: Path) -> list[Measurement]:
    """The list as the window shows it before the library itself is open."""
    look, first, median = _repeated(lambda: FirstLook.at(path))
    assert len(look.ids) == COUNT
    name = f"the list of {COUNT:,} articles when the window starts"
    return [
        Measurement(f"{name}: the first time", first, "ms", target="<= 200 ms"),
        Measurement(f"{name}: median", median, "ms", target="<= 200 ms"),
    ]


def _repeated[T](read: Callable[[], T]) -> tuple[T, float, float]:
    """What was read; milliseconds of the first of several times, and the median."""
    times: list[float] = []
    for _ in range(7):
        began = time.perf_counter()
        found = read()
        times.append((time.perf_counter() - began) * 1e3)
    return found, times[0], statistics.median(times)
