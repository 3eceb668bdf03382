"""Where the command line takes a passphrase from: never from its arguments, which every program
on the computer can read."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from annotator.errors import UserFacingError
from annotator.storage import Library

VARIABLE = "ANNOTATOR_PASSPHRASE"


def add_passphrase_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=f"its first line opens an encrypted library (or set {VARIABLE}, or be asked)",
    )


def passphrase_for(given: argparse.Namespace, *libraries: Path) -> str:
    """The passphrase that was told in a file or the environment; asked for when one of
    `libraries` is encrypted. Empty when none is needed.

    Raises UserFacingError when there is nobody to ask.
    """
    file: Path | None = getattr(given, "passphrase_file", None)
    if file is not None:
        return first_line(file)
    if told := os.environ.get(VARIABLE, ""):
        return told
    for library in libraries:
        if library.is_file() and Library.is_encrypted(library):
            return _asked(f"Passphrase of {library.name}: ")
    return ""


def new_passphrase(given: argparse.Namespace) -> str:
    """The passphrase to be given to a library: from a file, or typed twice."""
    file: Path | None = given.new_passphrase_file
    if file is not None:
        return first_line(file)
    typed = _asked("New passphrase: ")
    if not typed:
        raise UserFacingError("No passphrase was given.", "Type one, or name it in a file.")
    if _asked("Once more: ") != typed:
        raise UserFacingError("The two are not the same; nothing was changed.", "Try again.")
    return typed


def first_line(file: Path) -> str:
    """The first line of `file`. Raises UserFacingError when there is none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserFacingError(
            f"The passphrase file “{file}” cannot be read.", "Name a text file that you may read."
        ) from error
    if not lines or not lines[0]:
        raise UserFacingError(
            f"The passphrase file “{file}” is empty.", "Put the passphrase on its first line."
        )
    return lines[0]


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise UserFacingError(
            "A passphrase is needed and nobody is there to type it.",
            f"Name a file with --passphrase-file, or set {VARIABLE}.",
        )
    return getpass.getpass(question)
