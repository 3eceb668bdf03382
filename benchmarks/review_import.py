"""The review coming home: a briefing of 5,000 paragraphs with 2,000 claims, read and compared."""

import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lxml import etree

from annotator.briefing import export
from annotator.briefing.review import find_changes, read_review
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import Briefing, BriefingArticle
from annotator.domain.claim import Attribution, Claim, Form, Source, SourceKind, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, BriefingId, ExportId, claim_id
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span
from benchmarks.measurement import Measurement

_WHEN = datetime(2026, 3, 1, tzinfo=UTC)
_SIZES = ((5_000, 2_000), (20_000, 8_000))


def run() -> list[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.docx"
        measured = [_measure(path, *size) for size in _SIZES]
        return [*measured, _growth(measured)]


def briefing(paragraphs: int, claims: int) -> Briefing:
    """One article of `paragraphs` lines, no two alike, the first `claims` of them with a claim."""
    lines = [
        f"In district {i} the council said on day {i % 28} that {i * 7} houses were without water, "
        f"and engineer {i % 97} hoped for rain before week {i % 51}."
        for i in range(paragraphs)
    ]
    text = "\n".join(lines)
    digest = sha256(text.encode()).hexdigest()
    blocks, records, at = [], [], 0
    article = ArticleId(digest[:16])
    for i, line in enumerate(lines):
        blocks.append(Block(Span(at, at + len(line)), BlockKind.BODY))
        if i < claims:
            start = at + line.index("that ") + 5
            records.append(_record(article, Span(start, at + line.index(", and"))))
        at += len(line) + 1
    made = Article(article, text, tuple(blocks), "Water", digest, digest, "1", language="en")
    part = BriefingArticle(made, (), tuple(records))
    return Briefing(BriefingId("bench"), ExportId("1"), "Water", "Bench", _WHEN, (part,))


def _record(article: ArticleId, span: Span) -> ClaimRecord:
    source = Source(None, None, "the council", SourceKind.NAMED)
    claim = Claim(
        claim_id(article, (span,)),
        (span,),
        Attribution(source, None, None, Form.INDIRECT),
        (),
        Suggestion(Tag.SOURCED, verbatim("Somebody is named."), 0.8),
    )
    decision = Decision(claim.id, Tag.SOURCED, "", None, None, "Bench", _WHEN)
    return ClaimRecord(claim, article, Origin.MACHINE, decision)


def _measure(path: Path, paragraphs: int, claims: int) -> Measurement:
    """The import against the bare parsing of the same parts, the least that any import does."""
    export(briefing(paragraphs, claims), path)
    parse = min(_timed(lambda: _parse(path)) for _ in range(3))
    value = min(_timed(lambda: _import(path)) for _ in range(3))
    return Measurement(
        f"import of {paragraphs:,} paragraphs, {claims:,} claims",
        value,
        "s",
        baseline=parse,
        ratio=value / parse,
        target="<= 1 s" if paragraphs == _SIZES[0][0] else "",
    )


def _growth(measured: list[Measurement]) -> Measurement:
    small, large = measured
    factor = _SIZES[1][0] / _SIZES[0][0]
    return Measurement(
        "time for 4 times the size, against 4 times the time",
        large.value / small.value,
        "x",
        baseline=factor,
        ratio=large.value / small.value / factor,
        target="ratio <= 1.5",
    )


def _import(path: Path) -> None:
    review = find_changes(read_review(path))
    if review.items or review.unplaced:
        raise RuntimeError("an untouched export came back with changes")


def _parse(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.endswith(".xml"):
                etree.fromstring(archive.read(part))


def _timed(work: Callable[[], None]) -> float:
    """Seconds of processor time: one thread works, and other programs shall not count."""
    began = time.process_time()
    work()
    return time.process_time() - began
