"""The command line: the same use cases as the window, without one."""

from annotator.cli.main import SUBCOMMANDS, main

__all__ = ["SUBCOMMANDS", "main"]
