"""How well events that are uncertain are told from those that are not.

An event counts as uncertain below a certainty of 2 in size. A wanted event that was not found
counts as not uncertain; found events that are not in the file are left aside.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.analysis.evaluation.counts import Counts, rows_by_id, write_rows
from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.gold.certainty import GoldEvents, read_events
from annotator.analysis.gold.reading import as_spans
from annotator.analysis.parsing.layers import RawEvent
from annotator.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

type Certain = tuple[tuple[Span, float], ...]

UNCERTAIN_BELOW = 2.0


def evaluate(
    gold: Path, system: Path | None, save: Path | None, progress: Callable[[str], object]
) -> EvaluationReport:
    """Score events of `gold` against the analysis, or against what is kept in `system`."""
    sentences = read_events(gold)
    found = _kept(system) if system else _analysed(sentences, progress)
    write_rows(save, (_as_row(row.doc_id, found.get(row.doc_id, ())) for row in sentences))
    return score_events(sentences, found)


def score_events(sentences: tuple[GoldEvents, ...], found: dict[str, Certain]) -> EvaluationReport:
    """F1 of uncertain events, how many events were found at all, and the mean error."""
    uncertain, seen, wanted, error = Counts(0, 0, 0), 0, 0, 0.0
    for row in sentences:
        events = found.get(row.doc_id, ())
        for span, score in row.events:
            certainty = next((value for at, value in events if at.overlaps(span)), None)
            wanted += 1
            seen += certainty is not None
            told = certainty if certainty is not None else 3.0
            error += abs(told - score)
            is_open, said_open = abs(score) < UNCERTAIN_BELOW, abs(told) < UNCERTAIN_BELOW
            uncertain += Counts(int(is_open and said_open), int(said_open), int(is_open))
    share = seen / wanted if wanted else 0.0
    mean = error / wanted if wanted else 0.0
    numbers = {
        "uncertain": uncertain.as_json(),
        "events_found": round(share, 4),
        "mean_absolute_error": round(mean, 4),
        "sentences": len(sentences),
    }
    lines = (
        uncertain.line("uncertain events"),
        f"{'events found':24} {100 * share:.1f} %",
        f"{'mean error (-3 to 3)':24} {mean:.2f}",
    )
    return EvaluationReport("commitment", numbers, lines)


def _analysed(
    sentences: tuple[GoldEvents, ...], progress: Callable[[str], object]
) -> dict[str, Certain]:
    from annotator.analysis.pipeline import build

    progress(f"analysing {len(sentences)} sentences")
    nlp = build()
    found: dict[str, Certain] = {}
    for row, doc in zip(sentences, nlp.pipe(row.text for row in sentences), strict=True):
        found[row.doc_id] = tuple((_characters(doc, raw), raw.certainty) for raw in doc._.events)
    return found


def _characters(doc: "Doc", raw: RawEvent) -> Span:
    words = doc[raw.span.start : raw.span.end]
    return Span(words.start_char, words.end_char)


def _as_row(doc_id: str, events: Certain) -> dict[str, object]:
    return {
        "doc_id": doc_id,
        "events": [{"span": list(span), "certainty": value} for span, value in events],
    }


def _kept(system: Path) -> dict[str, Certain]:
    return {
        doc_id: tuple(
            (as_spans(event["span"], 1 << 62)[0], float(event["certainty"]))
            for event in row.get("events", [])  # type: ignore[attr-defined]
        )
        for doc_id, row in rows_by_id(system).items()
    }
