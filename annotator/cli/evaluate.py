"""Score the analysis against annotated articles."""

import argparse
import json
import sys
from pathlib import Path

from annotator import analysis
from annotator.cli.exits import DONE

EPILOG = """\
GOLD is JSON lines: attribution, commitment, hedges or entities, recognised by its rows.
--save keeps what the analysis found; --system scores such a file instead of running it.
--reliability says instead how often the findings are right, by their confidence (attribution and
commitment files).
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--system", type=Path, metavar="SYSTEM.jsonl", help="score these findings")
    parser.add_argument("--save", type=Path, metavar="SYSTEM.jsonl", help="keep the findings here")
    parser.add_argument("--by", choices=["form"], help="also by direct, mixed and indirect form")
    parser.add_argument(
        "--reliability", action="store_true", help="confidence beside how often it held"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(given: argparse.Namespace) -> int:
    """Prints the scores."""

    def tell(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    if given.reliability:
        report = analysis.reliability(given.gold, progress=tell)
    else:
        report = analysis.evaluate(
            given.gold,
            system=given.system,
            save=given.save,
            by_form=given.by == "form",
            progress=tell,
        )
    print(json.dumps(report.as_json(), indent=1) if given.json else report.as_text())
    return DONE
