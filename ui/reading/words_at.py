"""The word under the mouse."""

from annotator.text.spans import Span


def word_at(text: str, offset: int) -> Span | None:
    """The word that holds the code point at `offset`; None between words."""
    if not 0 <= offset < len(text) or not text[offset].isalnum():
        return None
    start, end = offset, offset + 1
    while start > 0 and _in_word(text, start - 1):
        start -= 1
    while end < len(text) and _in_word(text, end):
        end += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return Span(start, end)


def _in_word(text: str, at: int) -> bool:
    return text[at].isalnum() or text[at] in "'’-"
