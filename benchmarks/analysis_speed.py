"""How fast the analysis is beside the bare language pipeline on the same paragraphs.

Both run in one process and take turns; the processor's time counts, not the clock's, and the
median of the rounds. Neither keeps its documents.
"""

import statistics
import time
from collections.abc import Callable

from annotator.analysis import load
from annotator.analysis.batches import paragraphs
from annotator.analysis.pipeline import bare
from annotator.worker.child import spare_the_model
from benchmarks.analysis_text import article_text
from benchmarks.measurement import Measurement

WORDS = 12_000
ROUNDS = 3


def run() -> list[Measurement]:
    """Words per second of both, and their ratio."""
    text = article_text(WORDS)
    blocks = paragraphs(text)
    pieces = [text[block.span.start : block.span.end] for block in blocks]
    words = len(text.split())
    nlp, analyser = bare(), load()
    spare_the_model()  # As the process that analyses does.

    def plain() -> None:
        for _ in nlp.pipe(pieces):
            pass

    def whole() -> None:
        analyser.analyse(text, blocks, "en")

    plain()
    whole()
    rounds = [(_seconds(plain), _seconds(whole)) for _ in range(ROUNDS)]
    theirs, ours = (words / statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(one / other for one, other in rounds)
    return [
        Measurement("analysis", ours, "words/s", theirs, ratio, "ratio >= 0.8 of bare nlp.pipe")
    ]


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
