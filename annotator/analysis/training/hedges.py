"""Learning to tell hedged sentences, from sentences that people have judged."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language

from annotator.analysis.certainty.columns import token_columns
from annotator.analysis.certainty.features import SENTENCE_BITS, sentence_table
from annotator.analysis.gold.certainty import GoldHedged, read_hedged
from annotator.analysis.learning.linear import FeatureTable
from annotator.analysis.learning.optimisation import SparseRows
from annotator.analysis.lexicon.hedge_lexicon import load_hedges
from annotator.analysis.pipeline import parser_with_hedges
from annotator.analysis.training.certainty import Origin, Question, fold_of, write_model

SOURCE = "CoNLL-2010 shared task 1, Wikipedia sample: whether a sentence is hedged"
PENALTY = 5.0


def hedged_question(nlp: Language, gold: Sequence[GoldHedged]) -> Question:
    """Is a sentence hedged?"""
    lexicon = load_hedges()
    tables: list[FeatureTable] = []
    for doc in nlp.pipe(row.text for row in gold):
        one = np.zeros(len(doc), dtype=np.int64)
        tables.append(sentence_table(token_columns(doc, lexicon), one, 1))
    answers = np.array([float(row.uncertain) for row in gold])
    fold = np.array([fold_of(row.doc_id) for row in gold])
    return Question(PENALTY, SparseRows.of(tables), answers, answers, fold, SENTENCE_BITS)


def train(
    paths: Sequence[Path],
    folder: Path,
    progress: Callable[[str], object],
    seed: int,  # noqa: ARG001 - every trainer takes one; nothing here is left to chance
) -> tuple[str, ...]:
    """Learn from hedges files into `folder`; a line on what was learned.

    Raises UserFacingError for a file that cannot be read.
    """
    nlp = parser_with_hedges()
    progress("reading sentences")
    gold = [row for path in paths for row in read_hedged(path)]
    questions = {"hedged": hedged_question(nlp, gold)}
    return write_model(folder, questions, Origin(nlp, paths, SOURCE), progress)
