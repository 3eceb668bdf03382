"""How soon the window's thread has Python's interpreter back from another."""

import sys

_AT_MOST_SECONDS = 0.0005
"""Python's own are 0.005: a painting that asks for the interpreter ten times, while an article is
put on the disk, would wait for 50 ms."""


def take_turns_soon() -> None:
    """Have threads hand the interpreter over sooner. Qt lets go of it in many of its calls, and the
    window's thread must then wait until whoever took it has had his time."""
    sys.setswitchinterval(_AT_MOST_SECONDS)
