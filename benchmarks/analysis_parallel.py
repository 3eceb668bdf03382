"""How much faster many files are analysed by one process a core than by one process.

The processes and their models are started before the clock: what counts is the analysis.
"""

import os
import time
from concurrent.futures import Future
from itertools import cycle

from annotator.analysis.batches import paragraphs
from annotator.domain.analysis import Analysis
from annotator.worker import AnalysisClient
from benchmarks.analysis_text import article_text
from benchmarks.measurement import Measurement

FILES, WORDS = 24, 1_000


def run() -> list[Measurement]:
    """Articles per second with one process and with one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    texts = [article_text(WORDS, seed) for seed in range(FILES)]
    one, all_ = (FILES / _seconds(texts, count) for count in (1, cores or 1))
    name = f"analysis of {FILES} articles by {cores} processes"
    return [
        Measurement(name, all_, "articles/s", one, all_ / one, f"ratio >= {0.8 * (cores or 1)}")
    ]


def _seconds(texts: list[str], processes: int) -> float:
    clients = [AnalysisClient() for _ in range(processes)]
    try:
        for warm in [client.submit(texts[0], paragraphs(texts[0]), "en") for client in clients]:
            warm.result()
        began = time.perf_counter()
        waiting: list[Future[Analysis]] = [
            client.submit(text, paragraphs(text), "en")
            for text, client in zip(texts, cycle(clients), strict=False)
        ]
        for future in waiting:
            future.result()
        return time.perf_counter() - began
    finally:
        for client in clients:
            client.close()
