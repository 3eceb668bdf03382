"""A library of 100,000 articles (60 million words): search, size, start, lists."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from annotator.storage import Library, Order, SearchQuery
from annotator.storage.keeping.opening import open_file
from benchmarks.measurement import Measurement
from benchmarks.storage_samples import Samples

COUNT = int(os.environ.get("ARTICLES", "100000"))
_BATCH = 500


def run() -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.annotator"
        samples = Samples()
        with Library.open(path) as library:
            text = _fill(library, samples)
        size = path.stat().st_size
        measured = [
            Measurement(
                f"library file of {COUNT:,} articles",
                size / 1e6,
                "MB",
                text / 1e6,
                size / text,
                "ratio <= 2.5 of the text",
            ),
            _opening(path),
        ]
        with Library.open(path) as library:
            measured += [*_searches(library, samples), *_lists(library)]
        return measured


def _fill(library: Library, samples: Samples) -> int:
    """Fills the library; bytes of text put in."""
    text = 0
    articles = samples.articles(COUNT)
    for batch in iter(lambda: list(islice(articles, _BATCH)), []):
        with library.transaction("Bench", "add articles") as change:
            for article, original in batch:
                change.add_article(article, original)
                text += len(article.text.encode())
        print(f"\r{library.articles.count():,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return text


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
            "search, 50 hits with snippets, p95",
            statistics.quantiles(took, n=20)[18] * 1e3,
            "ms",
            target="<= 50 ms",
        ),
        Measurement("search, median", statistics.median(took) * 1e3, "ms"),
    ]


def _lists(library: Library) -> list[Measurement]:
    began = time.perf_counter()
    ids = library.articles.ids(Order.PUBLISHED)
    listed = time.perf_counter()
    rows = library.articles.rows(ids[:100])
    paged = time.perf_counter()
    assert len(rows) == min(100, COUNT)
    return [
        Measurement(
            f"the list of {len(ids):,} ids, sorted by date",
            (listed - began) * 1e3,
            "ms",
            target="<= 200 ms",
        ),
        Measurement("a page of 100 rows", (paged - listed) * 1e3, "ms"),
    ]
