"""The command `annotator`: a subcommand goes to the command line, anything else opens the window.

Nothing heavy is imported before that is known: Qt costs the command line half a second, and
every process that multiprocessing spawns starts here in a frozen app.
"""

import multiprocessing
import sys


def main() -> int:
    """Run the command; returns its exit code."""
    multiprocessing.freeze_support()
    from annotator import cli  # noqa: PLC0415 - not before freeze_support

    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first in cli.SUBCOMMANDS or (first.startswith("-") and first != "--library"):
        return cli.main(arguments)
    from ui.application import run  # noqa: PLC0415 - the command line must not load Qt

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
