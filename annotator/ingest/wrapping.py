"""Lines back to paragraphs: text files whose long lines were broken at a fixed width."""

import itertools
import re
import unicodedata
from collections.abc import Sequence

_NARROWEST, _WIDEST = 45, 160
_FEWEST_BREAKS = 3
_TELLING_LINES = 5000
"""How many lines are looked at to find the width."""
_SENTENCE_END = re.compile(r"[.!?…:;؟。！？][\"'”’»)\]]*$")
_NEW_ITEM = re.compile(r"\s{2,}\S|\t|[•·▪‣◦●*–—-]\s|\(?\d{1,3}[.)]\s|>")


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """The paragraphs of `lines`: blank lines part them, and so does each line's end unless
    the whole text was broken at a fixed width.

    A text counts as broken at a width when the breaks are where a program would put them:
    the next line's first word would not have fitted.
    """
    lines = [line.rstrip() for line in lines]
    width = wrap_width(lines)
    out: list[str] = []
    open_line = ""
    for line in lines:
        if open_line and line and width and is_wrap(open_line, line, width):
            out[-1] += _glue(open_line, line) + line.strip()
        elif line:
            out.append(line.strip())
        open_line = line
    return out


def wrap_width(lines: Sequence[str]) -> int:
    """The width that `lines` were broken at; 0 when they were not."""
    pairs = [
        (line, after)
        for line, after in itertools.pairwise(lines[:_TELLING_LINES])
        if line and after and not _NEW_ITEM.match(after)
    ]
    if len(pairs) < _FEWEST_BREAKS:
        return 0
    lengths = sorted(_columns(line) for line, _ in pairs)
    width = lengths[-1 - len(lengths) // 50]  # a rare line may stick out: an address, a table
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    kept = broken = ends = 0
    for line, after in pairs:
        if is_wrap(line, after, width):
            broken += 1
            ends += bool(_SENTENCE_END.search(line))
        elif not _SENTENCE_END.search(line):
            kept += 1
    enough = broken >= _FEWEST_BREAKS and 2 * broken >= len(pairs)
    return width if enough and 4 * kept <= broken and 2 * ends < broken else 0


def is_wrap(line: str, after: str, width: int) -> bool:
    """Whether the break between two lines is one that breaking at `width` would make."""
    if _NEW_ITEM.match(after):
        return False
    return _columns(line) + 1 + _columns(after.split(maxsplit=1)[0]) > width


def _columns(line: str) -> int:
    """How wide a line is, letters of Chinese and its neighbours counted twice."""
    if line.isascii() or len(line) > _WIDEST:
        return len(line)
    return len(line) + sum(map(_is_wide, line))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _glue(line: str, after: str) -> str:
    """What stood at the break: a space, but nothing in scripts that write without spaces."""
    return "" if _is_wide(line[-1]) and _is_wide(after[0]) else " "
