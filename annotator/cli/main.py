"""The command `annotator` and its subcommands."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from annotator import __version__
from annotator.cli.exits import CANCELLED, DONE, NOTHING_DONE
from annotator.errors import UserFacingError

log = logging.getLogger(__name__)

# Each is a module of this package, imported only when it is asked for: they are heavy, and
# the window looks here to see whether it is wanted.
_COMMANDS = {
    "analyse": "Find entities and claims in files and print them as JSON.",
    "brief": "Write a Word briefing of files, with the decisions of a library if one is named.",
    "review": "List what a supervisor did to an exported briefing, and accept it.",
    "decide": "Tag a claim in a library, as a person does in the window.",
    "library": "List, search, fill, check, back up and move a library.",
    "doctor": "Say whether everything is in place, and what mends what is not.",
    "evaluate": "Score the analysis against annotated articles.",
    "train": "Train the analysis' own models from annotated articles.",
}

SUBCOMMANDS = frozenset(_COMMANDS)

_EPILOG = """\
examples:
  annotator                           open the app
  annotator report.html notes/        open the app with these files
  annotator analyse report.html       print who claims what, as JSON
  annotator brief *.txt -o brief.docx write a Word briefing
  annotator doctor                    say whether everything is in place

exit codes: 0 all done, 1 some inputs failed, 2 usage or nothing done, 130 cancelled.
Nothing ever opens a network connection.
"""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The command line, with the arguments of `command` filled in."""
    root = argparse.ArgumentParser(
        prog="annotator",
        usage="%(prog)s [FILE…] | COMMAND …",
        description="Find who is said to have claimed what, decide, and brief it in Word.\n"
        "Without a command the app opens, with the files named.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"annotator {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in _COMMANDS.items():
        sub = commands.add_parser(
            name,
            prog=f"annotator {name}",
            help=summary,
            description=summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == command:
            module = import_module(f"annotator.cli.{name}")
            sub.epilog = getattr(module, "EPILOG", None)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a subcommand and returns its exit code; never raises for what a person can mend."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    logging.basicConfig(level=logging.CRITICAL, format="%(levelname)s: %(message)s")
    _write_every_letter()
    try:
        given = parser(arguments[0] if arguments else "").parse_args(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else NOTHING_DONE
    try:
        code: int = given.run(given)
    except UserFacingError as error:
        print(f"annotator: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("annotator: cancelled; nothing half-written is left.", file=sys.stderr)
        return CANCELLED
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - a bug: told in a sentence, kept in the log
        print(f"annotator: {_kept(error)}", file=sys.stderr)
        return NOTHING_DONE
    return code


def _write_every_letter() -> None:
    """Makes a pipe or file on stdout UTF-8, as the JSON is, whatever the system's own encoding
    (Windows has another for them); a terminal shows "?" for letters that it does not have."""
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _kept(error: Exception) -> str:
    """Writes a bug to the log, without its message, which could quote a document; returns
    what to tell the person."""
    from annotator.workspace import logs  # noqa: PLC0415 - only when something went wrong

    told = f"Something went wrong that should not have ({type(error).__name__}). Nothing was lost"
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        path = logs.start()
    except UserFacingError as no_log:
        return f"{told}. {no_log}"
    log.error("%s in a command at\n%s", type(error).__name__, frames)
    return f"{told}; please send the file {path} to whoever looks after the app."
