"""Findings tried against annotated files: their signs, and whether they were right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import resources
from annotator.analysis.batches import batches, paragraphs
from annotator.analysis.certainty.confidence import Question, Signs, attribution_signs
from annotator.analysis.certainty.events import set_model
from annotator.analysis.certainty.statements import Draft, StatementFinder
from annotator.analysis.gold.certainty import GoldEvents, read_events
from annotator.analysis.gold.reading import GoldArticle, kind_of, read_attributions
from annotator.analysis.parsing.quotations import parser_text
from annotator.analysis.training.certainty import FOLDS, fold_of
from annotator.errors import UserFacingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotator.analysis.parsing.extensions import TokenSpans

_SAME = 0.5
"""The least Jaccard at which two contents are the same, as in the attribution score."""
_OWN = 0.5
"""The author's own voice: less than this share of the words is annotated as told by others."""
_OPEN_BELOW = 2.0
EVENTS = "commitment"
"""The model of events, as it ships. What it learned from is tried by folds."""
_LAST = "annotator_events"
"""The last component whose findings are tried; statements are drafted here."""

type Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Trial:
    """One finding and how it fared."""

    doc_id: str
    question: Question
    signs: Signs
    right: bool


def tried(path: Path, progress: Progress) -> list[Trial]:
    """The trials that an annotated file allows: attribution and voice, or open and sure.

    Raises UserFacingError when the file is of another kind or cannot be read.
    """
    kind = kind_of(path)
    if kind == "attribution":
        return [trial for one in _articles(read_attributions(path), progress) for trial in one]
    if kind == "commitment":
        gold = read_events(path)
        found = (
            _by_fold(gold, progress) if EVENTS in learners_of(path) else _sentences(gold, progress)
        )
        return [trial for one in found for trial in one]
    raise UserFacingError(
        f"{path} says nothing on how sure the analysis may be: it holds {kind}.",
        "Name an attribution or a commitment file.",
    )


def _articles(gold: Sequence[GoldArticle], progress: Progress) -> Iterator[list[Trial]]:
    from annotator.analysis.pipeline import build

    nlp, finder = build(last=_LAST), StatementFinder()
    for number, article in enumerate(gold, start=1):
        progress(f"Analysing article {number} of {len(gold)}")
        told = [{i for span in one.content for i in range(*span)} for one in article.attributions]
        every = set[int]().union(*told)
        for batch in batches(article.text, paragraphs(article.text)):
            start = batch.span.start
            doc = nlp(parser_text(article.text[start : batch.span.end]))
            yield [
                Trial(
                    article.doc_id,
                    Question.ATTRIBUTION,
                    attribution_signs(raw.probability),
                    _matches(_characters(doc, raw.content, start), told),
                )
                for raw in doc._.attributions
            ]
            yield [
                Trial(article.doc_id, Question.VOICE, draft.voice, _own(doc, draft, start, every))
                for draft in finder.drafts(doc)
            ]


def _characters(doc: Doc, content: TokenSpans, start: int) -> set[int]:
    """The code points of the words of `content`, without the spaces between them."""
    tokens = [token for span in content for token in doc[span.start : span.end]]
    return {start + i for token in tokens for i in range(token.idx, token.idx + len(token))}


def _matches(found: set[int], told: Sequence[set[int]]) -> bool:
    return any(len(found & one) >= _SAME * len(found | one) for one in told)


def _own(doc: Doc, draft: Draft, start: int, told: set[int]) -> bool:
    found = _characters(doc, draft.content, start)
    return len(found & told) < _OWN * len(found)


def learners_of(path: Path) -> frozenset[str]:
    """The models that ship and learned from the file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    cards = (resources.folder() / "models").glob("*/card.json")
    data = {card.parent.name: json.loads(card.read_text("utf-8"))["data"] for card in cards}
    return frozenset(name for name, files in data.items() if digest in json.dumps(files))


def _sentences(gold: Sequence[GoldEvents], progress: Progress) -> Iterator[list[Trial]]:
    from annotator.analysis.pipeline import build

    progress(f"analysing {len(gold)} sentences")
    return _stated(build(last=_LAST), gold)


def _by_fold(gold: Sequence[GoldEvents], progress: Progress) -> Iterator[list[Trial]]:
    """The trials of sentences that the event model learned from: each by a model without them."""
    from annotator.analysis.pipeline import build, parser_with_hedges
    from annotator.analysis.training.events import models_by_fold

    nlp = build(last=_LAST)
    for fold, model in enumerate(models_by_fold(parser_with_hedges(), gold)):
        progress(f"analysing sentences by what was learned of others ({fold + 1} of {FOLDS})")
        set_model(nlp, model)
        yield from _stated(nlp, [row for row in gold if fold_of(row.doc_id) == fold])


def _stated(nlp: Language, gold: Sequence[GoldEvents]) -> Iterator[list[Trial]]:
    finder = StatementFinder()
    for row, doc in zip(gold, nlp.pipe(row.text for row in gold), strict=True):
        scores: dict[int, float] = {}
        for span, score in row.events:
            words = doc.char_span(span.start, span.end, alignment_mode="expand")
            if words is not None:
                scores[words.root.i] = abs(score)
        for draft in finder.drafts(doc):
            said = _judged(draft, scores)
            if said is not None:
                yield [Trial(row.doc_id, draft.question, draft.certainty, said)]


def _judged(draft: Draft, scores: dict[int, float]) -> bool | None:
    """Whether the judges saw a statement as it is read; None when they judged nothing of it.

    A hedged one is open when anything in it is; a flat one is sure when what its verbs tell is.
    """
    within = [i for span in draft.content for i in range(span.start, span.end)]
    if draft.hedges:
        judged = [scores[i] for i in within if i in scores]
        return min(judged) < _OPEN_BELOW if judged else None
    judged = [scores[i] for i in draft.heads if i in scores]
    return min(judged) >= _OPEN_BELOW if judged else None
