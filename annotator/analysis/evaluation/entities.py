"""How well persons, organisations and places are found: exact boundaries and kind.

Other kinds are left aside on both sides.
"""

from collections.abc import Callable
from pathlib import Path

from annotator.analysis.evaluation.counts import Counts, rows_by_id, write_rows
from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.gold.certainty import GoldNames, read_names
from annotator.analysis.gold.reading import as_spans
from annotator.domain.entity import EntityKind
from annotator.text.spans import Span

type Names = frozenset[tuple[Span, EntityKind]]

COUNTED = (EntityKind.PERSON, EntityKind.ORG, EntityKind.PLACE)


def evaluate(
    gold: Path, system: Path | None, save: Path | None, progress: Callable[[str], object]
) -> EvaluationReport:
    """Score names of `gold` against the analysis, or against what is kept in `system`."""
    sentences = read_names(gold)
    found = _kept(system) if system else _analysed(sentences, progress)
    write_rows(save, (_as_row(row.doc_id, found.get(row.doc_id, frozenset())) for row in sentences))
    return score_names(sentences, found)


def score_names(sentences: tuple[GoldNames, ...], found: dict[str, Names]) -> EvaluationReport:
    """F1 by kind and of all together."""
    by_kind = dict.fromkeys(COUNTED, Counts(0, 0, 0))
    for row in sentences:
        names = found.get(row.doc_id, frozenset())
        for kind in COUNTED:
            said = {span for span, told in names if told is kind}
            wanted = {span for span, told in row.names if told is kind}
            by_kind[kind] += Counts(len(said & wanted), len(said), len(wanted))
    together = sum(by_kind.values(), Counts(0, 0, 0))
    numbers: dict[str, object] = {kind.value: counts.as_json() for kind, counts in by_kind.items()}
    numbers |= {"all": together.as_json(), "sentences": len(sentences)}
    lines = [counts.line(kind.value) for kind, counts in by_kind.items()]
    return EvaluationReport("entities", numbers, (*lines, together.line("all")))


def _analysed(
    sentences: tuple[GoldNames, ...], progress: Callable[[str], object]
) -> dict[str, Names]:
    from annotator.analysis.entities.kinds import kind_of
    from annotator.analysis.pipeline import build

    progress(f"analysing {len(sentences)} sentences")
    found: dict[str, Names] = {}
    for row, doc in zip(sentences, build().pipe(row.text for row in sentences), strict=True):
        found[row.doc_id] = frozenset(
            (Span(name.start_char, name.end_char), kind)
            for name in doc.ents
            if (kind := kind_of(name.label_)) in COUNTED and kind is not None
        )
    return found


def _as_row(doc_id: str, names: Names) -> dict[str, object]:
    return {
        "doc_id": doc_id,
        "entities": [[span.start, span.end, kind.value] for span, kind in sorted(names)],
    }


def _kept(system: Path) -> dict[str, Names]:
    return {
        doc_id: frozenset(
            (as_spans(entry[:2], 1 << 62)[0], EntityKind(entry[2]))
            for entry in row.get("entities", [])  # type: ignore[attr-defined]
        )
        for doc_id, row in rows_by_id(system).items()
    }
