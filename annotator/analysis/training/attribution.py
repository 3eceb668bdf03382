"""From annotated articles to the weights and the card of the attribution model."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.analysis.attribution.component import AttributionFinder
from annotator.analysis.attribution.model import (
    CARD,
    FORMAT,
    WEIGHTS,
    load_attribution_model,
    save_weights,
)
from annotator.analysis.attribution.token_traits import VectorClasses
from annotator.analysis.gold.reading import GoldArticle, GoldAttribution, read_attributions
from annotator.analysis.gold.scoring import FORMS, AttributionScores, score
from annotator.analysis.learning.vector_classes import centres
from annotator.analysis.lexicon.lexicons import load_cues
from annotator.analysis.pipeline import build
from annotator.analysis.training.attribution_learner import (
    FOLDS,
    GROWTH,
    PENALTIES,
    AttributionLearner,
    Learned,
)
from annotator.analysis.training.lessons import lessons, parsed
from annotator.text.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotator.analysis.parsing.extensions import TokenSpan

type Progress = Callable[[str], object]

COARSE, FINE = 64, 512
"""How many neighbourhoods of word vectors the features tell apart."""


def train(
    paths: Sequence[Path], folder: Path, progress: Progress, seed: int = 0
) -> tuple[str, ...]:
    """Learn from the articles in `paths`, write weights and card into `folder`.

    A file beside a training file whose name has "dev" for "train" is only measured on, for the
    card. Gives the scores in lines for people.
    """
    nlp = build(last="annotator_quotations")
    articles = [article for path in paths for article in read_attributions(path)]

    def parsing(done: int, of_all: int) -> None:
        if done % 50 == 0 or done == of_all:
            progress(f"Parsing article {done} of {of_all}")

    read = list(lessons(nlp, articles, parsing))
    coarse, fine = (centres(nlp.vocab, count, seed) for count in (COARSE, FINE))
    vectors = VectorClasses(nlp.vocab, coarse, fine)
    learned = AttributionLearner(read, load_cues(), vectors, progress).learn()
    digest = save_weights(
        folder / WEIGHTS, learned.cue_lemmas, (coarse, fine), learned.parts, learned.trees
    )
    card = {"seed": seed, **_card(nlp, paths, articles, learned, digest)}
    _write(folder / CARD, card)
    measured = [path for path in map(_dev_beside, paths) if path is not None]
    if measured:
        progress("Measuring on the dev articles")
        card["dev"] = _measured(nlp, measured, folder)
        _write(folder / CARD, card)
    return (f"attribution: {folder}", *(f"  {name}: {value}" for name, value in card.items()))


def _dev_beside(path: Path) -> Path | None:
    other = path.with_name(path.name.replace("train", "dev"))
    return other if other != path and other.is_file() else None


def _measured(nlp: Language, paths: Sequence[Path], folder: Path) -> dict[str, object]:
    articles = [article for path in paths for article in read_attributions(path)]
    scores = evaluate_model(nlp, articles, folder)
    return {
        "articles": len(articles),
        "files": [_described(path) for path in paths],
        "content_f1": _percent(scores.content.f1),
        "content_and_source_f1": _percent(scores.content_and_source.f1),
        **{f"{form}_f1": _percent(scores.form(form).f1) for form in FORMS},
    }


def evaluate_model(
    nlp: Language, articles: Sequence[GoldArticle], folder: Path
) -> AttributionScores:
    """The scores of the model in `folder` on `articles`, parsed by `nlp`."""
    finder = AttributionFinder(nlp.vocab, load_cues(), load_attribution_model(folder))
    found: dict[str, list[GoldAttribution]] = {}
    for index, offset, doc in parsed(nlp, articles):
        finder(doc)
        for raw in doc._.attributions:
            found.setdefault(articles[index].doc_id, []).append(
                GoldAttribution(
                    tuple(_span(doc, piece, offset) for piece in raw.content),
                    (_span(doc, raw.source, offset),) if raw.source else (),
                    (_span(doc, raw.cue, offset),) if raw.cue else (),
                )
            )
    return score(articles, found)


def _span(doc: Doc, tokens: TokenSpan, offset: int) -> Span:
    last = doc[tokens.end - 1]
    return Span(doc[tokens.start].idx + offset, last.idx + len(last) + offset)


def _card(
    nlp: Language,
    paths: Sequence[Path],
    articles: Sequence[GoldArticle],
    learned: Learned,
    digest: str,
) -> dict[str, object]:
    return {
        "format": FORMAT,
        "what": "finds cue, content and source of attributions: linear models of hashed features, "
        "and boosted trees that say which to put forward",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "threshold": learned.threshold,
        "weights_sha256": digest,
        "data": [_described(path) for path in paths],
        "articles": len(articles),
        "attributions": sum(len(article.attributions) for article in articles),
        "rows": learned.rows,
        "weights": {name: len(part.places) for name, part in learned.parts.items()},
        "penalties": PENALTIES,
        "trees": asdict(GROWTH),
        "folds": FOLDS,
        "unseen_articles_of_the_folds": learned.unseen,
        "pipeline": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
        "versions": {name: version(name) for name in ("spacy", "numpy")},
    }


def _described(path: Path) -> dict[str, str]:
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _percent(share: float) -> float:
    return round(100 * share, 2)


def _write(path: Path, card: dict[str, object]) -> None:
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
