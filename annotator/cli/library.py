"""`annotator library`: list, search, fill, check, back up and move a library."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.cli import progress
from annotator.cli.exits import DONE, NOTHING_DONE, SOME_FAILED
from annotator.cli.opening import open_existing, open_reading
from annotator.domain.claim import Tag
from annotator.ingest import Reader, files_below
from annotator.storage import Library
from annotator.storage.search import SearchQuery
from annotator.workspace import places
from annotator.workspace.batch import Failure
from annotator.workspace.health import inspect_library
from annotator.workspace.storing import add_read

EPILOG = """\
examples:
  annotator library list --claims
  annotator library search "ceasefire" --tag speculative
  annotator library add inbox/ --by "Ada Weaver"
  annotator library backup copy.db
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library", type=Path, metavar="DB", default=None, help="default: the app's own"
    )
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    listing = _verb(verbs, "list", "List the articles.", _list)
    listing.add_argument("--claims", action="store_true", help="list their claims, too")
    search = _verb(verbs, "search", "Find articles or claims by words.", _search)
    search.add_argument("words", nargs="?", default="")
    search.add_argument("--tag", action="append", choices=[tag.value for tag in Tag], default=[])
    search.add_argument("--source", default="", metavar="NAME", help="part of a source's name")
    search.add_argument("--entity", default="", metavar="NAME", help="part of a name in the text")
    search.add_argument("--since", default="", metavar="DATE", help="published then or later")
    search.add_argument("--until", default="", metavar="DATE", help="published then or earlier")
    add = _verb(verbs, "add", "Add files and folders; their analysis runs in the app.", _add)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add.add_argument("--by", default="", metavar="NAME", help="who adds them")
    _verb(verbs, "check", "Look for damage and for tampering with the journal.", _check)
    backup = _verb(verbs, "backup", "Copy the library, also while it is open.", _backup)
    backup.add_argument("to", type=Path, metavar="COPY")
    restore = _verb(verbs, "restore", "Put a backup in the library's place.", _restore)
    restore.add_argument("backup", type=Path, metavar="COPY")
    export = _verb(verbs, "export", "Write the whole library as one file.", _export)
    export.add_argument("to", type=Path, metavar="FILE")


def run(given: argparse.Namespace) -> int:
    """Does what was asked; returns the exit code."""
    path: Path = given.library or places.library_file()
    code: int = given.verb(given, path)
    return code
