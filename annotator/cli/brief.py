"""Write a Word briefing of files, with the decisions of a library if one is named."""

import argparse
import getpass
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from annotator import briefing
from annotator.briefing import Paper
from annotator.cli import progress
from annotator.cli.opening import open_reading
from annotator.cli.passphrase import add_passphrase_argument
from annotator.domain.marking import TLP, parse_marking
from annotator.errors import UserFacingError
from annotator.ingest import files_below
from annotator.storage import Library
from annotator.workspace import places
from annotator.workspace.batch import Failure
from annotator.workspace.briefings import compose, new_plan
from annotator.workspace.headless import Gathered, gather, source_cards

EPILOG = f"""\
Articles that the library knows come with its claims and decisions; others are analysed and
their claims stand there undecided. The library is only read. MARKING is one of
{", ".join(TLP)}, or a label of your own, with a colour if you
like: "DESK ONLY" or "DESK ONLY=#FFC000".

examples:
  annotator brief report.txt -o report.docx
  annotator brief inbox/ -o brief.docx --library desk.db --marking TLP:AMBER
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.docx")
    parser.add_argument(
        "--library", type=Path, metavar="DB", help="take decisions from this library"
    )
    add_passphrase_argument(parser)
    parser.add_argument("--title", default="", help="of the briefing")
    parser.add_argument("--author", default="", help="who hands it in (default: your login name)")
    parser.add_argument("--reference", default="", help="the reference number of the briefing")
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="a Word file whose look to take"
    )
    parser.add_argument("--paper", choices=[p.value for p in Paper], default=Paper.A4.value)
    parser.add_argument("--marking", help="who may see it, in header and footer of every page")
    parser.add_argument("--model", help="an installed spaCy pipeline or its folder")


def run(given: argparse.Namespace) -> int:
    """Writes the briefing; returns the exit code."""
    marking = parse_marking(given.marking) if given.marking else None
    files = files_below(given.paths)
    if not files:
        raise UserFacingError("No file to brief was found.", "Name a file, or a folder with some.")
    failures: list[Failure] = []
    gathered: list[Gathered] = []
    with _library(given) as library:
        results = gather(files, library, model=given.model, lexicons=places.lexicon_folder())
        for result in progress.shown(results, len(files), "Reading"):
            if isinstance(result, Failure):
                failures.append(result)
            else:
                gathered.append(result)
        ids = [each.article.article.id for each in gathered]
        sources = source_cards(library, ids) if library else ()
    progress.tell_failures(failures)
    if gathered:
        document = compose(
            replace(
                new_plan(given.title, given.author or _login_name()),
                reference=given.reference,
                marking=marking,
            ),
            [each.article for each in gathered],
            sources=sources,
            model=gathered[0].model,
        )
        briefing.export(document, given.output, template=given.template, paper=Paper(given.paper))
    return progress.exit_code(len(gathered), failures)


def _login_name() -> str:
    """Empty where the system knows none, as for the bare user number of a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _library(given: argparse.Namespace) -> AbstractContextManager[Library | None]:
    return open_reading(given, given.library) if given.library else nullcontext()
