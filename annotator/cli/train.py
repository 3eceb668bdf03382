"""Train the attribution and hedge models from annotated articles."""

import argparse
import sys
from pathlib import Path

from annotator import analysis
from annotator.cli.exits import DONE

EPILOG = """\
GOLD files are JSON lines as described in docs/analysis.md; each says by its rows what it is
for (attribution, commitment, hedges, entities). MODEL is a folder: weights as .npz and a card
in JSON that names the data, the scores and the hashes. The same data gives the same model.
--confidence fits instead how sure the analysis may be of its findings, from attribution and
commitment files that no model learned from; the event model's own are tried by folds.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="MODEL")
    parser.add_argument(
        "--confidence", action="store_true", help="fit the confidence to held-out files"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the shuffling (default 0)")


def run(given: argparse.Namespace) -> int:
    """Trains and prints the scores of the new model."""

    def tell(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    if given.confidence:
        report = analysis.calibrate(given.gold, given.output, progress=tell)
    else:
        report = analysis.train(given.gold, given.output, progress=tell, seed=given.seed)
    print(report.as_text())
    return DONE
