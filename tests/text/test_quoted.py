"""How much of a stretch stands between quotation marks."""

import pytest

from annotator.text.quoted import quoted_share
from annotator.text.spans import Span

TEXT = "She said “the dam holds” today.\nHe said \"no\" and ''never'', \nbut „so be it\nhe left."


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("the dam holds", 1.0),
        ("She said", 0.0),
        ("today", 0.0),
        ("no", 1.0),
        ("never", 1.0),
        ("so be it", 1.0),
        ("he left", 0.0),
        (", ", 0.0),
    ],
)
def test_words_between_marks_are_quoted(words: str, share: float) -> None:
    start = TEXT.index(words)
    assert quoted_share(TEXT, [Span(start, start + len(words))]) == share


def test_a_mixed_stretch_has_a_share_between() -> None:
    start = TEXT.index("said")
    share = quoted_share(TEXT, [Span(start, TEXT.index("today"))])
    assert 0.7 < share < 0.8
