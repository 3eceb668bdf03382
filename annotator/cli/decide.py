"""Tag a claim in a library, as a person does in the window."""

import argparse
from pathlib import Path

from annotator.cli.exits import DONE
from annotator.cli.opening import open_existing
from annotator.cli.passphrase import add_passphrase_argument
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId
from annotator.workspace.changes import Changes
from annotator.workspace.claims import Claims
from annotator.workspace.session import Session

EPILOG = """\
CLAIM is the id that `annotator library list --claims` shows. The decision is journalled with
the name given; it can be undone in the app.

example:
  annotator decide 3f2a9c41d07b sourced --library desk.db --by "Ada Weaver"
"""

_UNDECIDED = "undecided"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id")
    parser.add_argument("tag", choices=[*(tag.value for tag in Tag), _UNDECIDED])
    parser.add_argument("--note", help="a note to the claim, in place of the old one")
    parser.add_argument("--library", type=Path, required=True, metavar="DB")
    add_passphrase_argument(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help="who decides")


def run(given: argparse.Namespace) -> int:
    """Decides; the claim must be in the library, which must exist."""
    claim = ClaimId(given.claim)
    tag = None if given.tag == _UNDECIDED else Tag(given.tag)
    with open_existing(given, given.library) as library:
        claims = Claims(Session(library, given.by, Changes()))
        claims.decide([claim], tag)
        if given.note is not None:
            claims.annotate(claim, note=given.note)
    return DONE
