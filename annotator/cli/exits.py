"""The exit codes of every subcommand."""

DONE = 0
SOME_FAILED = 1
NOTHING_DONE = 2
CANCELLED = 130
