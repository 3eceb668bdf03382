"""The analysis scored against articles whose attributions people marked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.analysis.evaluation.report import EvaluationReport
from annotator.analysis.gold.reading import (
    GoldArticle,
    GoldAttribution,
    as_spans,
    read_attributions,
    read_lines,
)
from annotator.analysis.gold.scoring import FORMS, AttributionScores, Rates, score
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.parsing.inflection import verb_forms
from annotator.domain.claim import Claim, CueClass
from annotator.errors import UserFacingError
from annotator.text.spans import Span

type Progress = Callable[[str], object]
type System = dict[str, list[GoldAttribution]]


def evaluate(
    gold: Path, system: Path | None, save: Path | None, by_form: bool, progress: Progress
) -> EvaluationReport:
    """See `annotator.analysis.evaluate`; the findings are the claims that have an attribution."""
    articles = read_attributions(gold)
    inner = 0
    if system:
        found = _read_system(system, articles)
    else:
        found, inner = analysed(articles, progress)
    if save is not None:
        _save(save, found)
    speech = frozenset(
        form for verb in load_cues().words_of(CueClass.SPEECH, "verbs") for form in verb_forms(verb)
    )
    scores = score(articles, found, speech)
    table = [*_table(scores, by_form), f"inside others, not scored {inner:5}"]
    return EvaluationReport(
        "attribution", {**scores.as_json(), "inside others, not scored": inner}, tuple(table)
    )


def analysed(articles: Sequence[GoldArticle], progress: Progress) -> tuple[System, int]:
    """What the analysis finds in the articles, by the path that the product takes, and how many
    of them are left out.

    Where no annotated attribution lies in another's content, those that the analysis finds there
    are left out: the annotators were not asked for them.
    """
    nests = any(_nests(article) for article in articles)
    from annotator.analysis.analyser import Analyser

    analyser = Analyser.load()
    found: System = {}
    left_out = 0
    for number, article in enumerate(articles, start=1):
        progress(f"Analysing article {number} of {len(articles)}")
        claims = analyser.analyse(article.text, (), "en").claims
        told = [claim for claim in claims if claim.attribution is not None]
        scored = [claim for claim in told if nests or claim.parent is None]
        left_out += len(told) - len(scored)
        found[article.doc_id] = [_row(claim) for claim in scored]
    return found, left_out


def _nests(article: GoldArticle) -> bool:
    """Whether an annotated cue lies in the content of another attribution."""
    return any(
        span.contains(cue)
        for outer in article.attributions
        for span in outer.content
        for inner in article.attributions
        if inner is not outer
        for cue in inner.cue
    )


def _row(claim: Claim) -> GoldAttribution:
    source = claim.source.span if claim.source else None
    return GoldAttribution(claim.content, _as_spans(source), _as_spans(claim.cue))


def _as_spans(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span is not None else ()


def _read_system(path: Path, articles: Sequence[GoldArticle]) -> System:
    lengths = {article.doc_id: len(article.text) for article in articles}
    found: System = {}
    for number, row in read_lines(path):
        try:
            doc_id = str(row["doc_id"])
            length = lengths.get(doc_id)
            if length is None:
                continue
            content, source, cue = (
                as_spans(row.get(name), length) for name in ("content", "source", "cue")
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise UserFacingError(
                f"Line {number} of {path} is no finding: {problem}",
                "Each line needs doc_id, content, source and cue.",
            ) from problem
        found.setdefault(doc_id, []).append(GoldAttribution(content, source, cue))
    return found


def _save(path: Path, found: System) -> None:
    def rows() -> Iterator[str]:
        for doc_id, attributions in found.items():
            for attribution in attributions:
                row = {
                    "doc_id": doc_id,
                    "content": attribution.content,
                    "source": attribution.source or None,
                    "cue": attribution.cue or None,
                }
                yield json.dumps(row, ensure_ascii=False) + "\n"

    try:
        path.write_text("".join(rows()), "utf-8")
    except OSError as problem:
        raise UserFacingError(
            f"The findings cannot be written to {path}: {problem}", "Choose another place."
        ) from problem


def _table(scores: AttributionScores, by_form: bool) -> Iterator[str]:
    counts = scores.counts
    yield f"attributions: {counts['gold']} annotated, {counts['system']} found"
    yield f"{'':18}{'precision':>10}{'recall':>8}{'F1':>7}"
    yield _line("content", scores.content)
    yield _line("content + source", scores.content_and_source)
    yield _line("... + cue", scores.all_three)
    yield _line("content, exact", scores.exact)
    yield _line("words of contents", scores.words)
    if by_form:
        for form in FORMS:
            yield _line(form, scores.form(form))
            yield _line(form + " + source", scores.form_and_source(form))
    for name, share in scores.shares.items():
        yield f"{name:18}{100 * share:10.1f}"


def _line(name: str, rates: Rates) -> str:
    return f"{name:18}{100 * rates.precision:10.1f}{100 * rates.recall:8.1f}{100 * rates.f1:7.1f}"
