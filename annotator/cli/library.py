"""`annotator library`: list, search, fill, check, back up and move a library."""

import argparse
from collections.abc import Callable
from pathlib import Path

from annotator.cli import library_keeping, library_locking, library_looking
from annotator.cli.passphrase import add_passphrase_argument
from annotator.domain.claim import Tag
from annotator.workspace import places

EPILOG = """\
Without --library it is the app's own. Only add, import, restore, encrypt, decrypt and purge
change it.

examples:
  annotator library list --claims
  annotator library search "ceasefire" --tag speculative
  annotator library add inbox/ --by "Ada Weaver"
  annotator library backup copy.db
  annotator library import north-desk.db --by "Ada Weaver"
"""

type _Verb = Callable[[argparse.Namespace, Path], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=Path, metavar="DB")
    add_passphrase_argument(parser)
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)

    def verb(name: str, summary: str, does: _Verb) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=summary, description=summary)
        # Also after the verb, where people look for it; the one before it stands otherwise.
        sub.add_argument("--library", type=Path, metavar="DB", default=argparse.SUPPRESS)
        add_passphrase_argument(sub)
        sub.set_defaults(does=does)
        return sub

    listing = verb(
        "list",
        "List the articles, with --claims also what they claim.",
        library_looking.list_articles,
    )
    listing.add_argument("--claims", action="store_true", help="list their claims, too")
    _add_search(verb("search", "Find articles or claims.", library_looking.search))
    _add_adding(verb("add", "Add files and folders and analyse them.", library_keeping.add))
    verb("check", "Look for damage, and for tampering with the journal.", library_looking.check)
    backup = verb("backup", "Copy the library, also while it is in use.", library_keeping.backup)
    backup.add_argument("to", type=Path, metavar="COPY")
    restore = verb("restore", "Put a copy in the library's place.", library_keeping.restore)
    restore.add_argument("copy", type=Path, metavar="COPY")
    join = verb("import", "Take an exported library into this one.", library_keeping.join)
    join.add_argument("file", type=Path, metavar="FILE")
    join.add_argument("--by", required=True, metavar="NAME", help="who takes it in")
    salvage = verb("salvage", "Save what a damaged library still holds.", library_keeping.salvage)
    salvage.add_argument("to", type=Path, metavar="NEW", help="the new library")
    purge = verb("purge", "Delete an article for good.", library_keeping.purge)
    purge.add_argument("article", metavar="ARTICLE", help="its id, as `list` shows it")
    purge.add_argument("--by", required=True, metavar="NAME", help="who deletes it")
    encrypt = verb(
        "encrypt",
        "Encrypt the library and its backups, or change the passphrase.",
        library_locking.encrypt,
    )
    encrypt.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="its first line is the new one"
    )
    verb("decrypt", "Take the passphrase away.", library_locking.decrypt)
    export = verb("export", "Write the whole library as one file.", library_keeping.export)
    export.add_argument("to", type=Path, metavar="FILE")


def _add_adding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--by", required=True, metavar="NAME", help="who adds them")
    parser.add_argument(
        "--largest", type=int, metavar="MB", help="read files of up to this size (default 100)"
    )
    parser.add_argument("--model", help="an installed spaCy pipeline or its folder")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", default="", help='words, "phrases", begin*, -without')
    parser.add_argument("--tag", action="append", choices=[tag.value for tag in Tag], default=[])
    parser.add_argument("--undecided", action="store_true", help="claims nobody decided")
    parser.add_argument("--source", default="", metavar="NAME", help="part of a source's name")
    parser.add_argument("--entity", default="", metavar="NAME", help="part of a name in the text")
    parser.add_argument("--since", default="", metavar="DATE", help="published then or later")
    parser.add_argument("--until", default="", metavar="DATE", help="published then or earlier")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most (default 50)")


def run(given: argparse.Namespace) -> int:
    """Does what was asked; returns the exit code."""
    does: _Verb = given.does
    return does(given, given.library or places.library_file())
