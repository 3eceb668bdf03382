"""Say whether everything is in place, and what mends what is not."""

import argparse
from pathlib import Path

from annotator.cli.exits import DONE, SOME_FAILED
from annotator.workspace.health import examine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=Path, metavar="DB", help="look at this library")
    parser.add_argument("--model", help="look at this spaCy pipeline")


def run(given: argparse.Namespace) -> int:
    """Prints the report; 1 when something is to be mended."""
    findings = list(examine(given.library, given.model))
    width = max(len(finding.subject) for finding in findings)
    for finding in findings:
        mark = "ok  " if finding.ok else "MEND"
        print(f"{mark}  {finding.subject:<{width}}  {finding.detail}")
        if finding.mend:
            print(f"      {'':<{width}}  → {finding.mend}")
    return DONE if all(finding.ok for finding in findings) else SOME_FAILED
