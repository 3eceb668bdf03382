"""A few words of something longer, enough to know it again."""

_ENOUGH = 48
"""Code points."""


def shortened(words: str, most: int = _ENOUGH) -> str:
    """`words` in one line, cut between two of them where they are too long."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[:most]) + "…"
