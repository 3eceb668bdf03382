"""Parts of names as SQL asks for them (pure)."""

import re

# What JSON writes otherwise than it is, or puts between names.
_NOT_OF_NAMES = re.compile(r'[\x00-\x1f"\\,\[\]]')


def containing(words: str) -> str:
    """A pattern of LIKE for what contains `words`."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def trigrams(part: str) -> str:
    """An FTS5 query for all names that hold `part`, and some that do not: any three letters
    that stand together in it. Empty where that cannot be asked: `part` is too short, or may
    stand across names."""
    if _NOT_OF_NAMES.search(part):
        return ""
    threes = dict.fromkeys(part[place : place + 3] for place in range(len(part) - 2))
    return " AND ".join(f'"{three}"' for three in threes)
