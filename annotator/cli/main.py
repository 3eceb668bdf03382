"""The command `annotator` and its subcommands."""

import argparse
import logging
import sys
from collections.abc import Sequence
from types import ModuleType

from annotator import __version__
from annotator.cli import analyse, brief, decide, doctor, evaluate, library, review, train
from annotator.cli.exits import CANCELLED, NOTHING_DONE
from annotator.errors import UserFacingError

_COMMANDS: dict[str, ModuleType] = {
    "analyse": analyse,
    "brief": brief,
    "decide": decide,
    "review": review,
    "library": library,
    "doctor": doctor,
    "evaluate": evaluate,
    "train": train,
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


def parser() -> argparse.ArgumentParser:
    """The whole command line; also what the tests of its help read."""
    root = argparse.ArgumentParser(
        prog="annotator",
        description="Find who is said to have claimed what, decide, and brief it in Word.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"annotator {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, module in _COMMANDS.items():
        summary = (module.__doc__ or "").strip().splitlines()[0]
        sub = commands.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=getattr(module, "EPILOG", None),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a subcommand and returns its exit code; never raises for what a person can mend."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        given = parser().parse_args(argv)
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
        # The reader of our output has gone; keep Python from complaining at exit.
        sys.stderr.close()
        return NOTHING_DONE
    return code
