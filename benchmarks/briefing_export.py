"""How long a briefing takes to export, beside the same body written as bare lxml elements."""

import gc
import hashlib
import os
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from annotator.briefing import export
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import Briefing, BriefingArticle
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.decision import ClaimRecord, Origin
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span
from benchmarks.measurement import Measurement

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = (
    "The harbour master told reporters that number {0} of the cranes would be repaired before "
    "the winter, and that the customs house had been asked to wait for a decision of the court."
)
_SAID = "number {0} of the cranes would be repaired before the winter"


def run() -> list[Measurement]:
    """5,000 paragraphs with 2,000 claims beside raw lxml; then four times as many of both.

    The four are measured in turn, so that a machine that slows down slows all of them.
    """
    small, large = briefing(5_000, 2_000), briefing(20_000, 8_000)
    with tempfile.TemporaryDirectory() as folder:
        path, raw_path = Path(folder) / "briefing.docx", Path(folder) / "raw.docx"
        before = _peak()
        export(large, path)
        grown = _peak() - before
        raw, ours, raw_large, longer = _best_in_turn(
            lambda: _raw(5_000, 2_000, raw_path),
            lambda: export(small, path),
            lambda: _raw(20_000, 8_000, raw_path),
            lambda: export(large, path),
        )
        export(small, path)
        size = path.stat().st_size
    growth, raw_growth = longer / ours, raw_large / raw
    return [
        Measurement(
            "export, 5,000 paragraphs, 2,000 claims", ours, "s", raw, ours / raw, "ratio <= 3"
        ),
        Measurement(
            "export, 20,000 paragraphs, 8,000 claims",
            longer,
            "s",
            raw_large,
            longer / raw_large,
            "ratio <= 3",
        ),
        Measurement(
            "growth to 4 times the size, beside that of raw lxml",
            growth,
            "x",
            raw_growth,
            growth / raw_growth,
            "ratio <= 1.2",
        ),
        Measurement("memory for 20,000 paragraphs", grown / 2**20, "MB"),
        Measurement("size of 5,000 paragraphs", size / 2**20, "MB"),
    ]


def briefing(paragraphs: int, claims: int) -> Briefing:
    """One article with claims spread evenly over its paragraphs."""
    lines = [_WORDS.format(i) for i in range(paragraphs)]
    text = "\n".join(lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    ident = ArticleId(digest[:16])
    blocks, records, at = [], [], 0
    for i, line in enumerate(lines):
        blocks.append(Block(Span(at, at + len(line)), BlockKind.BODY))
        if i * claims // paragraphs != (i + 1) * claims // paragraphs:
            start = at + line.index("number")
            records.append(_claim(ident, Span(start, start + len(_SAID.format(i)))))
        at += len(line) + 1
    article = Article(ident, text, tuple(blocks), "A long article", digest, digest, "1")
    return Briefing(
        id=BriefingId("b"),
        export=ExportId("e"),
        title="A large briefing",
        author="A. Analyst",
        created=datetime(2026, 3, 12, tzinfo=UTC),
        articles=(BriefingArticle(article, (), tuple(records)),),
    )


def _claim(article: ArticleId, span: Span) -> ClaimRecord:
    ident = ClaimId(hashlib.sha256(f"{span}".encode()).hexdigest()[:12])
    source = Source(None, None, "the harbour master", SourceKind.NAMED)
    attribution = Attribution(source, None, CueClass.SPEECH, Form.INDIRECT)
    suggestion = Suggestion(
        Tag.SOURCED, verbatim("The harbour master is named as the source."), 0.9
    )
    return ClaimRecord(
        Claim(ident, (span,), attribution, (), suggestion), article, Origin.MACHINE, None
    )


def _raw(paragraphs: int, claims: int, path: Path) -> None:
    """The baseline: the same paragraphs, comments and drop-downs as lxml elements, zipped."""
    body, comments = (
        etree.Element(f"{{{_W}}}body", nsmap={"w": _W}),
        etree.Element(f"{{{_W}}}comments", nsmap={"w": _W}),
    )
    done = 0
    for i in range(paragraphs):
        paragraph = _sub(body, "p")
        if i * claims // paragraphs == (i + 1) * claims // paragraphs:
            _run(paragraph, _WORDS.format(i))
            continue
        done += 1
        _commented(paragraph, i, done)
        _run(_sub(_sub(comments, "comment", id=done, author="A"), "p"), f"[C{done}] Undecided.")
        _choice(_sub(body, "p"), done)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", etree.tostring(body))
        archive.writestr("word/comments.xml", etree.tostring(comments))


def _commented(paragraph: etree._Element, i: int, number: int) -> None:
    before, after = _WORDS.format(i).split(_SAID.format(i))
    _run(paragraph, before)
    _sub(paragraph, "commentRangeStart", id=number)
    control = _sub(paragraph, "sdt")
    properties = _sub(control, "sdtPr")
    _sub(properties, "tag", val=f"claimtext:{number}")
    _sub(properties, "id", val=number)
    _run(_sub(control, "sdtContent"), _SAID.format(i))
    _sub(paragraph, "commentRangeEnd", id=number)
    _sub(_sub(paragraph, "r"), "commentReference", id=number)
    _run(paragraph, after)


def _choice(paragraph: etree._Element, number: int) -> None:
    control = _sub(paragraph, "sdt")
    properties = _sub(control, "sdtPr")
    _sub(properties, "tag", val=f"claim:{number}")
    _sub(properties, "id", val=100_000 + number)
    choices = _sub(properties, "dropDownList")
    for shown in ("Undecided", "Sourced", "Speculative", "Unsourced", "Not a claim"):
        _sub(choices, "listItem", displayText=shown, value=shown)
    _run(_sub(control, "sdtContent"), "Undecided")


def _sub(parent: etree._Element, name: str, **attributes: object) -> etree._Element:
    given = {f"{{{_W}}}{key}": str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{_W}}}{name}", given)


def _run(parent: etree._Element, text: str) -> None:
    _sub(_sub(parent, "r"), "t").text = text


def _best_in_turn(*works: Callable[[], object], times: int = 4) -> list[float]:
    """Processor seconds of the fastest of several runs of each: what other programs do does not
    count."""
    best = [float("inf")] * len(works)
    for _ in range(times):
        for i, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            work()
            best[i] = min(best[i], time.process_time() - start)
    return best


def _peak() -> int:
    """The most memory that the process has had so far, in bytes."""
    if os.name == "nt":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
