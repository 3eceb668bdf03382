"""Text files: paragraphs by line, and lines broken at a width made whole again."""

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.ingest.wrapping import paragraphs_of

PARAGRAPHS = [
    (
        "The harbour of Port Alba has been closed since the storm of last week, and the people who "
        "live by it say that nobody has told them when the work on the pier will begin."
    ),
    (
        "“We have asked three times,” said Ada Brandt, who sells nets. “The answer is always that "
        "the answer will come.” Officials of the port declined to comment on the delay, which "
        "some see as a sign that the money has run out."
    ),
    "It appears that the dredging may start in spring.",
]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_lines_broken_at_a_width_become_paragraphs_again(width):
    lines = "\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS).split("\n")
    assert paragraphs_of(lines) == PARAGRAPHS


def test_paragraphs_without_blank_lines_between_are_told_apart_by_their_short_last_lines():
    lines = "\n".join(textwrap.fill(p, 72) for p in PARAGRAPHS).split("\n")
    assert paragraphs_of(lines) == PARAGRAPHS


def test_long_lines_are_paragraphs_already():
    assert paragraphs_of(PARAGRAPHS) == PARAGRAPHS


def test_a_list_of_short_lines_stays_a_list():
    lines = ["Nets and ropes", "Two anchors", "Lamp oil, four cans", "Tar", "A spare sail", "Salt"]
    assert paragraphs_of(lines) == lines


def test_verses_stay_lines():
    lines = [
        "The tide came in across the sand,",
        "the gulls were loud and high;",
        "a boat without a captain’s hand",
        "went slowly drifting by.",
        "And no one stood upon the pier,",
        "and no one heard it go;",
    ]
    assert paragraphs_of(lines) == lines


def test_an_indented_line_opens_a_paragraph():
    wrapped = [textwrap.fill(p, 70, initial_indent="    ") for p in PARAGRAPHS]
    assert paragraphs_of("\n".join(wrapped).split("\n")) == PARAGRAPHS


def test_items_of_a_list_in_a_wrapped_text_stay_items():
    text = textwrap.fill(PARAGRAPHS[1], 60) + "\n- one thing\n- another thing\n"
    assert paragraphs_of(text.split("\n"))[1:] == ["- one thing", "- another thing"]


def test_scripts_without_spaces_are_joined_without_one():
    line = "港口谈判没有达成协议双方都没有说什么时候可以继续谈判"
    assert paragraphs_of([line] * 4 + ["完。"]) == [line * 4 + "完。"]


WORDS = st.lists(
    st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=9),
    min_size=60,
    max_size=120,
)


@given(WORDS, st.integers(50, 100))
def test_unwrapping_undoes_wrapping(words, width):
    paragraph = " ".join(words)
    lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    assume(len(lines) >= 5)
    assert " ".join(paragraphs_of(lines)) == paragraph


@given(st.lists(st.text(st.characters(exclude_characters="\r\n")), max_size=30))
def test_no_word_is_lost_or_joined_to_another(lines):
    before = " ".join(lines).split()
    after = " ".join(paragraphs_of(lines)).split()
    assert "".join(after) == "".join(before)


def test_blank_lines_and_line_ends_of_every_kind_part_paragraphs(interpret):
    assert interpret("a.txt", "one\r\ntwo\rthree\u2028four\n\n\nfive").text == (
        "one\ntwo\nthree\nfour\nfive"
    )


def test_words_behind_an_angle_are_quoted(interpret, pieces):
    answer = interpret("a.txt", "He wrote\n> we will see\n> then\nand left")
    assert [piece for piece in pieces(answer) if piece[0] == "quote"] == [
        ("quote", "we will see"),
        ("quote", "then"),
    ]
