"""The command `annotator`: a subcommand goes to the command line, anything else opens the window.

Nothing heavy is imported before that is known: Qt costs the command line half a second, and
every process that multiprocessing spawns starts here in a frozen app.
"""

import gc
import os
import sys
from pathlib import Path


def main() -> int:
    """Run the command; returns its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 - elsewhere its children do not start here

        multiprocessing.freeze_support()
    from annotator import cli  # noqa: PLC0415 - not before freeze_support

    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first in cli.SUBCOMMANDS or (first.startswith("-") and first != "--library"):
        return cli.main(arguments)
    if why := _no_window(arguments):
        print(f"annotator: {why}", file=sys.stderr)
        return 2
    # Until `ui.jobs.garbage` takes over: while modules load there is nothing to collect, and the
    # looking for it takes a sixth of the time to a window.
    gc.disable()
    from ui.start import run  # noqa: PLC0415 - the command line must not load Qt

    return run(arguments)


def _no_window(arguments: list[str]) -> str:
    """Why no window can open, in a sentence; empty when one can."""
    files = [each for each in arguments if not each.startswith("-")]
    if files and "--library" not in arguments and not any(Path(each).exists() for each in files):
        return f"“{files[0]}” is neither a command nor a file. See: annotator --help"
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        return "There is no screen to open the window on. The commands work without one: --help"
    return ""


if __name__ == "__main__":
    sys.exit(main())
