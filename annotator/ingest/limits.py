"""How much time, memory and disk a file may take before it is refused."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Everything above is refused in one sentence."""

    file_bytes: int = 100 * MEBIBYTE
    """Size of the file, and of what is pasted."""
    seconds: float = 60.0
    """Time to read it, from the moment the child has it."""
    memory_bytes: int = 2048 * MEBIBYTE
    """What the child may allocate on top of what it starts with (where the system allows
    such a limit: Linux, and macOS in part)."""
    unpacked_bytes: int = 400 * MEBIBYTE
    """What an archive (.docx, .odt) may hold when unpacked, all parts together."""


DEFAULT = Limits()
