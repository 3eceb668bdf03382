"""Reading files: many small texts through the child, a long PDF against pypdfium2 itself."""

import tempfile
import time
from pathlib import Path

import psutil
import pypdfium2

from annotator.ingest import Limits, Reader, document, languages
from annotator.ingest.wire import Request
from annotator.text.similarity import signature
from benchmarks import ingest_files
from benchmarks.measurement import Measurement

TEXTS, TEXT_WORDS = 1000, 640
PDF_PAGES = 415
MEBIBYTE = 1024 * 1024


def run() -> list[Measurement]:
    return [*many_texts(), *long_pdf(), signing()]


def many_texts() -> list[Measurement]:
    """1,000 files of 640 words: time from the first to the last article, and how much the app
    and its child grow over the last 900 of them."""
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        paths = [Path(folder) / f"{number}.txt" for number in range(TEXTS)]
        for number, path in enumerate(paths):
            path.write_text(ingest_files.story(TEXT_WORDS, number), encoding="utf-8")
        started = time.perf_counter()
        reader.start()
        ready = time.perf_counter()
        before = 0
        for number, path in enumerate(paths):
            if number == TEXTS // 10:
                before = _memory(reader)
            reader.read(path)
        done = time.perf_counter()
        grown = (_memory(reader) - before) / MEBIBYTE
    return [
        Measurement("reading child starts", ready - started, "s"),
        Measurement(
            f"{TEXTS:,} texts of {TEXT_WORDS} words read", done - ready, "s", target="<= 8"
        ),
        Measurement("memory grown over 900 of them", grown, "MB", target="<= 5"),
    ]


def long_pdf() -> list[Measurement]:
    """415 pages to an article, against pypdfium2 giving the text of every page; processor time
    of this process, the best of five, so that other work on the machine counts little."""
    content = ingest_files.pdf(PDF_PAGES)
    languages.load()
    ours, theirs = [], []
    for _ in range(5):
        theirs.append(_seconds_of_pypdfium2(content))
        started = time.process_time()
        document.interpret(Request("long.pdf"), content, Limits())
        ours.append(time.process_time() - started)
    name = f"PDF of {PDF_PAGES} pages to an article"
    ratio = min(ours) / min(theirs)
    return [Measurement(name, min(ours), "s", min(theirs), ratio, "ratio <= 1.3")]


def signing() -> Measurement:
    """The signature that finds near-duplicates, for one text of 640 words."""
    text = ingest_files.story(TEXT_WORDS, 0)
    started = time.process_time()
    for _ in range(100):
        signature(text)
    return Measurement("near-duplicate signature", (time.process_time() - started) * 10, "ms")


def _seconds_of_pypdfium2(content: bytes) -> float:
    started = time.process_time()
    with pypdfium2.PdfDocument(content) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
    return time.process_time() - started


def _memory(reader: Reader) -> int:
    """Resident bytes of this process and the reading child."""
    child = psutil.Process(reader.child_pid).memory_info().rss if reader.child_pid else 0
    return int(psutil.Process().memory_info().rss + child)
