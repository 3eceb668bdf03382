"""Right-to-left text: which stretches of it, and which way a paragraph runs."""

import re
import unicodedata
from collections.abc import Iterator

# The blocks of Unicode that hold letters of bidi class R or AL.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG = {"L": False, "R": True, "AL": True}


def has_right_to_left(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """The direction of a paragraph: that of its first strong letter (Unicode TR 9, P2 and P3)."""
    if not has_right_to_left(text):
        return False
    for letter in text:
        strong = _STRONG.get(unicodedata.bidirectional(letter))
        if strong is not None:
            return strong
    return False


def parts_by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """`text` cut into stretches of one direction; True is right to left.

    Letters without a direction of their own go with the stretch before them; those at the
    start with what follows.
    """
    start, current = 0, runs_right_to_left(text)
    for i, letter in enumerate(text):
        strong = _STRONG.get(unicodedata.bidirectional(letter))
        if strong is not None and strong != current:
            if i > start:
                yield text[start:i], current
            start, current = i, strong
    yield text[start:], current
