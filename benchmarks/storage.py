"""The library: import, a decision on the disk, long lists, articles with very many claims."""

import json
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psutil

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId
from annotator.storage import Library
from benchmarks.measurement import Measurement
from benchmarks.storage_samples import Samples, claims_of

_MODEL = ModelInfo("bench", "1", "0" * 64, "1")


def run() -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        samples = Samples()
        path = Path(folder) / "library.annotator"
        with Library.open(path) as library:
            measured = [*_import(library, path, samples), *_decisions(library, path)]
            measured += _many_claims(library, samples)
        return measured


def _import(library: Library, path: Path, samples: Samples) -> list[Measurement]:
    """Each article in a transaction of its own, as when files arrive one by one, and in turn
    its bare text committed to a bare table."""
    made = list(samples.articles(1_000, words=640))
    memory = psutil.Process().memory_info
    halfway = 0
    ours = bare = busy = 0.0
    with closing(_bare(path)) as plain:
        plain.execute("CREATE TABLE article(key INTEGER PRIMARY KEY, text TEXT)")
        for place, (article, original) in enumerate(made):
            if place == len(made) // 2:
                halfway = memory().rss
            began, worked = time.perf_counter(), time.process_time()
            library.articles.add(article, original, person="Bench")
            between = time.perf_counter()
            busy += time.process_time() - worked
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO article(text) VALUES (?)", (article.text,))
            plain.execute("COMMIT")
            bare += time.perf_counter() - between
            ours += between - began
    return [
        Measurement(
            "1,000 texts of 640 words kept, each on the disk when told, against bare commits",
            ours,
            "s",
            bare,
            ours / bare,
            "<= 8 s",
        ),
        Measurement("processor time of that", busy, "s"),
        Measurement(
            "memory grown over the last 500 of them",
            (memory().rss - halfway) / 1e6,
            "MB",
            target="flat",
        ),
    ]


def _bare(path: Path) -> sqlite3.Connection:
    """A plain database on the same disk with the same promise."""
    plain = sqlite3.connect(path.with_name("bare.db"), isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    return plain


def _percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _decisions(library: Library, path: Path) -> list[Measurement]:
    """Decisions and bare commits in turn, so that both meet the same disk."""
    article = library.articles.get(library.articles.ids()[0])
    analysis = Analysis(_MODEL, "en", (), claims_of(article, 40), ())
    library.findings.store(article.id, analysis)
    claims = [record.claim.id for record in library.claims.of(article.id)]
    ours: list[float] = []
    bare: list[float] = []
    with closing(_bare(path)) as plain:
        plain.execute("CREATE TABLE decision(key INTEGER PRIMARY KEY, claim TEXT, tag TEXT)")
        for turn in range(1_000):
            claim = claims[turn % len(claims)]
            began = time.perf_counter()
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO decision(claim, tag) VALUES (?, 'sourced')", (claim,))
            plain.execute("COMMIT")
            between = time.perf_counter()
            _decide(library, claim)
            ours.append(time.perf_counter() - between)
            bare.append(between - began)
    value, baseline = _percentile(ours) * 1e3, _percentile(bare) * 1e3
    return [
        Measurement(
            "a decision on the disk, p99, against one bare SQLite commit",
            value,
            "ms",
            baseline,
            value / baseline,
            "ratio <= 3",
        ),
        Measurement(
            "a decision on the disk, median",
            statistics.median(ours) * 1e3,
            "ms",
            statistics.median(bare) * 1e3,
            statistics.median(ours) / statistics.median(bare),
        ),
    ]


def _decide(library: Library, claim: ClaimId) -> None:
    made = Decision(claim, Tag.SOURCED, "", None, None, "Bench", datetime.now(UTC))
    with library.transaction(
        "Bench", "decide", payload={"claim": claim, "tag": "sourced"}, inverse={"claim": claim}
    ) as change:
        change.decide(made)


def _bare_load(path: Path, claims: int) -> float:
    """Seconds for the same rows as tuples with their JSON parsed, and no more."""
    with closing(sqlite3.connect(path)) as plain:
        began = time.perf_counter()
        rows = plain.execute(
            "SELECT claim.id, claim.body, suggestion.tag, reason, confidence FROM claim"
            " JOIN suggestion ON suggestion.key = claim.suggestion ORDER BY claim.key DESC LIMIT ?",
            (claims,),
        )
        parsed = [(row, json.loads(row[1])) for row in rows]
        took = time.perf_counter() - began
    assert len(parsed) == claims
    return took


def _many_claims(library: Library, samples: Samples) -> list[Measurement]:
    (sample,) = samples.articles(1, words=400_000)
    article, original = sample
    library.articles.add(article, original)
    claims = claims_of(article, 50_000)
    began = time.perf_counter()
    library.findings.store(article.id, Analysis(_MODEL, "en", (), claims, ()))
    kept = time.perf_counter() - began
    began = time.perf_counter()
    records = library.claims.of(article.id)
    loaded = time.perf_counter() - began
    bare = _bare_load(library.path, len(records))
    began = time.perf_counter()
    library.findings.store(article.id, Analysis(_MODEL, "en", (), claims, ()))
    again = time.perf_counter() - began
    began = time.perf_counter()
    _decide(library, records[777].claim.id)
    decided = time.perf_counter() - began
    return [
        Measurement("50,000 claims of one article kept", kept, "s"),
        Measurement(
            "50,000 claims of one article loaded, against their rows and bare JSON",
            loaded,
            "s",
            bare,
            loaded / bare,
        ),
        Measurement("50,000 claims analysed again and matched", again, "s"),
        Measurement("a decision on one of 50,000 claims of an article", decided * 1e3, "ms"),
    ]
