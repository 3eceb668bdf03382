"""Find entities and claims in files and print them as JSON."""

import argparse
import json
from pathlib import Path

from annotator.cli import contract, progress
from annotator.cli.writing import output
from annotator.errors import UserFacingError
from annotator.ingest import files_below
from annotator.ingest.original import storable
from annotator.workspace import places
from annotator.workspace.batch import Analysed, Failure, analyse_files

EPILOG = """\
One FILE gives one JSON document; several files or a folder give JSON Lines, one document a
line in the order of the files, each with its "file". A file that cannot be read is listed at
the end; the others are done. docs/json.md describes the JSON.

examples:
  annotator analyse report.html
  annotator analyse inbox/ -o inbox.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="write here, not to stdout"
    )
    parser.add_argument("--model", help="an installed spaCy pipeline or its folder")
    parser.add_argument(
        "--processes", type=int, metavar="N", help="how many at once (default: one a core)"
    )


def run(given: argparse.Namespace) -> int:
    """Analyses what was named; returns the exit code."""
    files = files_below(given.paths)
    if not files:
        raise UserFacingError(
            "No file to analyse was found.", "Name a file, or a folder with some."
        )
    lines = len(given.paths) > 1 or given.paths[0].is_dir()
    results = analyse_files(
        files,
        model=given.model,
        lexicons=places.lexicon_folder(),
        processes=given.processes,
    )
    failures: list[Failure] = []
    done = 0
    with output(given.output) as stream:
        for result in progress.shown(results, len(files), "Analysing"):
            if isinstance(result, Failure):
                failures.append(result)
                continue
            stream.write(_line(result) if lines else _document(result))
            done += 1
        if not done:
            # Nothing to put in place: the failure is the message, the old file stays.
            raise failures[0].error if len(failures) == 1 else _none_done(failures)
    progress.tell_failures(failures)
    return progress.exit_code(done, failures)


def _none_done(failures: list[Failure]) -> UserFacingError:
    reasons = "\n".join(f"  {failure.error}" for failure in failures)
    return UserFacingError(f"None of the {len(failures)} files could be analysed:\n{reasons}")


def _document(result: Analysed) -> str:
    body = contract.document(result.article, result.analysis)
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _line(result: Analysed) -> str:
    body = {
        "file": storable(str(result.path)),
        **contract.document(result.article, result.analysis),
    }
    return json.dumps(body, ensure_ascii=False) + "\n"
