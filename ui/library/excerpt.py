"""The part of a finding's words that holds the word asked for (pure)."""

from collections.abc import Sequence

from annotator.text.spans import Span

_GAP = "…"


def centred(text: str, marks: Sequence[Span], room: int) -> tuple[str, tuple[Span, ...]]:
    """`text` from a word shortly before its first mark on, where that would else be out of
    sight in `room` code points; the marks move with it."""
    first = marks[0] if marks else None
    if first is None or first.end <= room:
        return text, tuple(marks)
    start = max(0, min(first.start, len(text)) - room // 3)
    space = text.find(" ", start, first.start)
    start = space + 1 if space >= 0 else start
    moved = len(_GAP) - start
    kept = tuple(Span(m.start + moved, m.end + moved) for m in marks if m.start >= start)
    return _GAP + text[start:], kept
