"""An import as a person does it: files read, kept on the disk and compared with what is there."""

import tempfile
import time
from concurrent.futures import Future
from pathlib import Path

import psutil

from annotator.domain.analysis import Analysis
from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace
from benchmarks import ingest_files
from benchmarks.measurement import Measurement

TEXTS, WORDS = 1_000, 640


class _NoAnalysis(AnalysisClient):
    """Takes every text and never answers."""

    def submit(self, *_text: object, **_more: object) -> Future[Analysis]:
        return Future()


def run() -> list[Measurement]:
    """1,000 files of 640 words through the intake of the app, without the analysis: the time
    from the first to the last, and how much memory the app grows over the last half."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(TEXTS)]
        for number, path in enumerate(paths):
            path.write_text(ingest_files.story(WORDS, number), encoding="utf-8")
        library = Library.open(Path(folder) / "desk" / "library.annotator")
        with Workspace(library, _NoAnalysis(), "Bench") as workspace:
            workspace.intake.add_files(paths[:1]).future.result()  # The child has started.
            memory = psutil.Process().memory_info
            began, worked = time.perf_counter(), time.process_time()
            workspace.intake.add_files(paths[1 : TEXTS // 2]).future.result()
            halfway = memory().rss
            workspace.intake.add_files(paths[TEXTS // 2 :]).future.result()
            took, busy = time.perf_counter() - began, time.process_time() - worked
            grown = memory().rss - halfway
            assert len(workspace.articles.ids()) == TEXTS
    name = f"{TEXTS:,} texts of {WORDS} words read, kept on the disk and compared"
    return [
        Measurement(name, took, "s", target="<= 8 s"),
        Measurement("processor time of the app for that", busy, "s"),
        Measurement("memory grown over the last 500 of them", grown / 1e6, "MB", target="flat"),
    ]
