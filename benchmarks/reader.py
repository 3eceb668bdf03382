"""The reader against a bare QPlainTextEdit: 1,000,000 words, 50,000 marks, off screen.

Ours and the bare widget take turns in one process, and the ratios are of medians; each is
opened in a new widget. Memory is what a process of its own gained between two readings: a
process does not give back what it once had.
"""

import datetime as dt
import gc
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import psutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Claim, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span
from benchmarks.measurement import Measurement
from ui.reading.appearance import Appearance
from ui.reading.article_view import ArticleView

WORDS = 1_000_000
CLAIMS = 30_000
NAMES = 20_000
MENTIONS = 5
"""Of each entity."""
ROUNDS = 3
STEPS = 80
TAGS = (Tag.SOURCED, Tag.SPECULATIVE, Tag.UNSOURCED)


@dataclass(frozen=True)
class Load:
    """What is shown."""

    article: Article
    claims: list[ClaimRecord]
    entities: list[Entity]


def make_load(seed: int = 7) -> Load:
    """Paragraphs of 50 to 150 made-up words; claims of 12 to 80 letters, overlapping by chance."""
    rng = random.Random(seed)
    text = _text(rng)
    block = Block(Span(0, len(text)), BlockKind.BODY)
    article = Article(ArticleId("a"), text, (block,), "Load", "", "", "1")
    claims = [_claim(rng, i, len(text)) for i in range(CLAIMS)]
    claims.sort(key=lambda record: record.claim.content[0])
    entities = [_entity(rng, i, len(text)) for i in range(NAMES // MENTIONS)]
    return Load(article, claims, entities)


def _text(rng: random.Random) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    lengths = (2, 3, 4, 5, 5, 6, 7, 8, 9)
    vocabulary = ["".join(rng.choices(letters, k=rng.choice(lengths))) for _ in range(8000)]
    paragraphs, left = [], WORDS
    while left > 0:
        many = min(left, rng.randint(50, 150))
        left -= many
        paragraphs.append(" ".join(rng.choices(vocabulary, k=many)))
    return "\n".join(paragraphs)


def _claim(rng: random.Random, number: int, length: int) -> ClaimRecord:
    start = rng.randrange(length - 100)
    key = ClaimId(f"{number:012x}")
    content = (Span(start, start + rng.randint(12, 80)),)
    claim = Claim(key, content, None, (), Suggestion(rng.choice(TAGS), verbatim(""), 0.7))
    record = ClaimRecord(claim, ArticleId("a"), Origin.MACHINE, None)
    return tagged(record, rng.choice(TAGS)) if number % 2 else record


def _entity(rng: random.Random, number: int, length: int) -> Entity:
    starts = sorted(rng.randrange(length - 100) for _ in range(MENTIONS))
    mentions = tuple(Span(start, start + rng.randint(4, 20)) for start in starts)
    kind = rng.choice(list(EntityKind))
    return Entity(EntityId(f"e{number}"), f"Name {number}", kind, (f"Name {number}",), mentions)


def tagged(record: ClaimRecord, tag: Tag) -> ClaimRecord:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return replace(record, decision=Decision(record.claim.id, tag, "", None, None, "x", now))


type Opened = tuple[QPlainTextEdit, ArticleView | None]
"""The text widget and, when it is ours, the reader around it."""


def open_bare(load: Load) -> Opened:
    """A read-only plain text widget in the same font and size."""
    widget = QPlainTextEdit()
    widget.setReadOnly(True)
    widget.setUndoRedoEnabled(False)
    widget.setFont(QFont(Appearance().font()))
    _show(widget)
    widget.setPlainText(load.article.text)
    widget.viewport().repaint()
    return widget, None


def open_ours(load: Load) -> Opened:
    view = ArticleView()
    _show(view)
    view.set_article(load.article)
    view.set_findings(load.entities, load.claims)
    view.area.viewport().repaint()
    return view.area, view


def _show(widget: QPlainTextEdit | ArticleView) -> None:
    widget.resize(1000, 800)
    widget.show()
    QApplication.processEvents()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def _close(opened: Opened) -> None:
    widget = opened[1] or opened[0]
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()
    gc.collect()


def scroll_times(area: QPlainTextEdit, rng: random.Random, *, jump: bool) -> list[float]:
    """Milliseconds from a new place of the scroll bar to the painted view."""
    bar = area.verticalScrollBar()
    middle = bar.maximum() // 2
    out = []
    for step in range(STEPS):
        place = rng.randrange(bar.maximum()) if jump else middle + 3 * step

        def go(place: int = place) -> None:
            bar.setValue(place)
            area.viewport().repaint()

        out.append(_milliseconds(go))
    return out


def tag_times(view: ArticleView, rng: random.Random) -> list[float]:
    """Milliseconds from a changed tag of a claim in view to the painted view."""
    out = []
    for _ in range(30):
        boxes = view.area.scene().claim_boxes()
        if not boxes:
            view.area.verticalScrollBar().setValue(view.area.verticalScrollBar().value() + 40)
            continue
        record = tagged(rng.choice(boxes).record, rng.choice(TAGS))

        def change(record: ClaimRecord = record) -> None:
            view.update_claim(record)
            view.area.viewport().repaint()

        out.append(_milliseconds(change))
    return out


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def memory_gained(which: str) -> float:
    """MB that a process of its own gains by opening the load and scrolling through it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reader", which],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])


def _gain(which: str) -> float:
    app = QApplication([])
    load = make_load()
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    opened = open_ours(load) if which == "ours" else open_bare(load)
    scroll_times(opened[0], random.Random(1), jump=True)
    app.processEvents()
    gained = float(process.memory_info().rss - before) / 2**20
    _close(opened)  # Before the application, which Qt wants to outlive its windows.
    return gained


def run() -> list[Measurement]:
    """Every figure of the reader, with the bare widget's of the same run."""
    load = make_load()
    app = QApplication.instance() or QApplication([])
    assert app is not None
    opens: dict[str, list[float]] = {"bare": [], "ours": []}
    steps: dict[str, list[float]] = {"bare": [], "ours": []}
    jumps: dict[str, list[float]] = {"bare": [], "ours": []}
    changes: list[float] = []
    for turn in range(ROUNDS):
        for name, open_one in (("bare", open_bare), ("ours", open_ours)):
            rng = random.Random(turn)
            start = time.perf_counter()
            opened = open_one(load)
            opens[name].append((time.perf_counter() - start) * 1e3)
            QApplication.processEvents()
            steps[name] += scroll_times(opened[0], rng, jump=False)
            jumps[name] += scroll_times(opened[0], rng, jump=True)
            if opened[1] is not None:
                changes += tag_times(opened[1], rng)
            _close(opened)
    return [
        _compared("reader: open", statistics.median, opens, "ratio <= 2"),
        _compared("reader: scroll step, p95", _p95, steps, "<= 16 ms, ratio <= 2"),
        _compared("reader: jump, p95", _p95, jumps, "<= 16 ms, ratio <= 2"),
        Measurement("reader: one tag to painted, p95", _p95(changes), "ms", target="<= 16 ms"),
        _memory(),
    ]


def _compared(
    name: str,
    figure: Callable[[list[float]], float],
    times: dict[str, list[float]],
    target: str,
) -> Measurement:
    ours, bare = figure(times["ours"]), figure(times["bare"])
    return Measurement(name, ours, "ms", bare, ours / bare, target)


def _memory() -> Measurement:
    ours, bare = memory_gained("ours"), memory_gained("bare")
    return Measurement("reader: memory above bare's", ours - bare, "MB", bare, None, "<= 60 MB")


if __name__ == "__main__":
    print(_gain(sys.argv[1]))
