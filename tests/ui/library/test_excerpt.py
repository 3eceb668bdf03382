"""The word asked for is in sight, and the marks stay on it."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.spans import Span
from ui.library.excerpt import centred


def test_a_late_word_is_brought_forward() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    start = text.index("eleven")
    shown, (mark,) = centred(text, [Span(start, start + 6)], 20)
    assert shown == "…ten eleven twelve"
    assert shown[mark.start : mark.end] == "eleven"


def test_what_is_in_sight_stays_as_it_is() -> None:
    marks = (Span(4, 7), Span(8, 13))
    assert centred("one two three", marks, 7) == ("one two three", marks)
    assert centred("one two three", (), 1) == ("one two three", ())


@given(
    st.text("ab cå🚢", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9))),
    st.integers(1, 60),
)
def test_marks_stay_on_their_words(text: str, places: list[tuple[int, int]], room: int) -> None:
    marks = sorted(Span(s, min(len(text), s + n)) for s, n in places if s < len(text))
    shown, moved = centred(text, marks, room)
    assert [shown[m.start : m.end] for m in moved] == [
        text[m.start : m.end] for m in marks[len(marks) - len(moved) :]
    ]
    if marks:
        assert moved, "the first word found is always there"
        assert moved[0].start <= room
