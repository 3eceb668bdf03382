"""Learning which words are events and how sure the author is of them.

Soft answers: an event's score tells how uncertain it is, not only whether; the regression learns
that share.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from annotator.analysis.certainty.columns import token_columns
from annotator.analysis.certainty.events import event_candidates
from annotator.analysis.certainty.features import EVENT_BITS, event_table
from annotator.analysis.certainty.model import CertaintyModel, load_certainty_model
from annotator.analysis.certainty.signs import SIGN_BITS, sign_table
from annotator.analysis.gold.certainty import GoldEvents, read_events
from annotator.analysis.learning.linear import FeatureTable
from annotator.analysis.learning.optimisation import SparseRows
from annotator.analysis.lexicon.hedge_lexicon import load_hedges
from annotator.analysis.pipeline import parser_with_hedges
from annotator.analysis.training.certainty import FOLDS, Origin, Question, fold_of, write_model
from annotator.text.spans import Span

SOURCE = "UW factuality (Lee et al. 2015): how sure the author is of each event"
_STEEP = 2.0
"""How fast the answer turns from "uncertain" to "sure" around a score of 2 in size."""
_LEAST_SIGNS = 6
"""How often a sign must occur for the network to read it."""
PENALTIES = {"event": 10.0, "uncertain": 10.0, "negative": 5.0}


def event_questions(nlp: Language, gold: Sequence[GoldEvents]) -> dict[str, Question]:
    """Is a word an event, is it uncertain, is it negative?"""
    lexicon = load_hedges()
    every, told, signs = list[FeatureTable](), list[FeatureTable](), list[FeatureTable]()
    is_event, scores = list[float](), list[float]()
    folds_every, folds_told = list[int](), list[int]()
    for row, doc in zip(gold, nlp.pipe(row.text for row in gold), strict=True):
        columns = token_columns(doc, lexicon)
        marked = {token: score for span, score in row.events for token in _tokens(doc, span)}
        candidates = event_candidates(doc)
        tokens = np.array(sorted(marked), dtype=np.int64)
        every.append(event_table(columns, candidates))
        told.append(event_table(columns, tokens))
        signs.append(sign_table(columns, tokens))
        is_event += [float(token in marked) for token in candidates.tolist()]
        scores += [marked[token] for token in tokens.tolist()]
        folds_every += [fold_of(row.doc_id)] * len(candidates)
        folds_told += [fold_of(row.doc_id)] * len(tokens)
    size = np.abs(np.array(scores))
    open_ = (size < 2).astype(float)
    below = (np.array(scores) < 0).astype(float)
    events, marked_rows = SparseRows.of(every), SparseRows.of(told)
    fold = np.array(folds_told)
    yes = np.array(is_event)
    return {
        "event": Question(PENALTIES["event"], events, yes, yes, np.array(folds_every), EVENT_BITS),
        "uncertain": Question(
            PENALTIES["uncertain"],
            marked_rows,
            1.0 / (1.0 + np.exp(_STEEP * (size - 2.0))),
            open_,
            fold,
            EVENT_BITS,
            SparseRows.of(signs, _LEAST_SIGNS),
            SIGN_BITS,
        ),
        "negative": Question(PENALTIES["negative"], marked_rows, below, below, fold, EVENT_BITS),
    }


def models_by_fold(nlp: Language, gold: Sequence[GoldEvents]) -> Iterator[CertaintyModel]:
    """For each fold of `gold` a model that learned of events from the other folds alone."""
    questions = event_questions(nlp, gold)
    shipped = load_certainty_model()
    for k in range(FOLDS):
        seen = {name: np.flatnonzero(one.fold != k) for name, one in questions.items()}
        weights = {name: one.learn(seen[name]).dense() for name, one in questions.items()}
        network = questions["uncertain"].learn_network(seen["uncertain"])
        yield replace(
            shipped,
            event=weights["event"],
            uncertain=weights["uncertain"],
            uncertain_network=network or shipped.uncertain_network,
            negative=weights["negative"],
        )


def _tokens(doc: Doc, span: Span) -> list[int]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [found.root.i] if found is not None else []


def train(
    paths: Sequence[Path],
    folder: Path,
    progress: Callable[[str], object],
    seed: int,  # noqa: ARG001 - every trainer takes one; nothing here is left to chance
) -> tuple[str, ...]:
    """Learn from commitment files into `folder`; a line on each thing learned.

    Raises UserFacingError for a file that cannot be read.
    """
    nlp = parser_with_hedges()
    progress("reading sentences")
    gold = [row for path in paths for row in read_events(path)]
    return write_model(folder, event_questions(nlp, gold), Origin(nlp, paths, SOURCE), progress)
