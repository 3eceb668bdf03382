"""How fast the analysis is beside the bare language pipeline on the same paragraphs.

Both run in one process and take turns; the processor's time counts, not the clock's, and the
median of the rounds. Neither keeps its documents. The text is the sample article over and over,
whose words come again more often than those of the news: with CORPORA=DIR, annotated articles
are read as well.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from annotator.analysis import load
from annotator.analysis.batches import paragraphs
from annotator.analysis.pipeline import bare
from annotator.worker.child import spare_the_model
from benchmarks.analysis_text import article_text
from benchmarks.measurement import Measurement

WORDS = 12_000
ARTICLES = 40
ROUNDS = 3


def run() -> list[Measurement]:
    """Words per second of both, and their ratio."""
    measure = _Measure()
    found = [measure.of("analysis", [article_text(WORDS)])]
    corpora = os.environ.get("CORPORA")
    if corpora:
        articles = _articles(Path(corpora) / "attribution-dev.jsonl")
        found.append(measure.of(f"analysis of {len(articles)} annotated articles", articles))
    return found


def _articles(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, ARTICLES)]


class _Measure:
    """The bare pipeline and ours, loaded once."""

    def __init__(self) -> None:
        self._bare, self._analyser = bare(), load()
        spare_the_model()  # As the process that analyses does.

    def of(self, name: str, texts: Sequence[str]) -> Measurement:
        """Both over `texts`, one after the other."""
        blocks = [paragraphs(text) for text in texts]
        pieces = [
            [text[block.span.start : block.span.end] for block in own]
            for text, own in zip(texts, blocks, strict=True)
        ]

        def plain() -> None:
            for own in pieces:
                for _ in self._bare.pipe(own):
                    pass

        def whole() -> None:
            for text, own in zip(texts, blocks, strict=True):
                self._analyser.analyse(text, own, "en")

        plain()
        whole()
        rounds = [(_seconds(plain), _seconds(whole)) for _ in range(ROUNDS)]
        words = sum(len(text.split()) for text in texts)
        theirs, ours = (words / statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        return Measurement(name, ours, "words/s", theirs, ratio, "ratio >= 0.8 of bare nlp.pipe")


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
