"""How much of a stretch of text stands between quotation marks."""

from collections.abc import Iterable, Iterator

from annotator.text.spans import Span

_OPENING, _CLOSING, _EITHER = "“„«", "”»", '"'


def quoted_share(text: str, spans: Iterable[Span]) -> float:
    """The share of letters and digits in `spans` that lie between double quotation marks.

    Marks pair inside a line and an unclosed one ends with it; 0.0 when `spans` hold no letter.
    """
    letters = quoted = 0
    for span in spans:
        first = text.rfind("\n", 0, span.start) + 1
        for offset, inside in _marked(text, first, span.end):
            if offset >= span.start and text[offset].isalnum():
                letters += 1
                quoted += inside
    return quoted / letters if letters else 0.0


def _marked(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Each offset from `start` to `end` and whether it lies inside quotation marks."""
    inside = False
    for offset in range(start, end):
        letter = text[offset]
        if letter == "\n" or letter in _CLOSING:
            inside = False
        elif letter in _OPENING:
            inside = True
        elif letter == _EITHER or text[offset : offset + 2] in ("''", "``"):
            inside = not inside
        yield offset, inside
