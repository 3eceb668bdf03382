"""Code points and UTF-16 units convert into each other without losing a letter."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.utf16 import Utf16Map

letters = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from(
        ["😀", "👩‍👩‍👧", "🇱🇾", "𝔘", "e\u0301", "\r\n", "\u2028", "\u2029", "طرابلس", "a"]
    ),
)
texts = st.lists(letters, max_size=30).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
@example("a😀b")
def test_each_position_counts_the_units_before_it(text: str) -> None:
    border = Utf16Map(text)
    for offset in range(len(text) + 1):
        position = border.to_utf16(offset)
        assert position == units(text[:offset])
        assert border.from_utf16(position) == offset
    assert border.length_utf16 == units(text)


def test_inside_a_surrogate_pair_means_the_letter() -> None:
    border = Utf16Map("a😀b")
    assert [border.from_utf16(i) for i in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("offset", [-1, 4])
def test_positions_outside_the_text_are_refused(offset: int) -> None:
    with pytest.raises(IndexError, match="outside"):
        Utf16Map("a😀b").to_utf16(offset)
    with pytest.raises(IndexError, match="outside"):
        Utf16Map("ab").from_utf16(offset)
