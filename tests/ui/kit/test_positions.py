"""Code points to Qt's positions and back, for every text that can come."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.normalise import normalise
from annotator.text.spans import Span
from ui.kit.positions import PIECE, DisplayText, parts, piece_breaks

PIECES = ["word", " ", "\n", ". ", "😀", "👩\u200d👩\u200d👧\u200d👦", "𝔘", "e\u0301"]
PIECES += ["שלום", "قال الوزير", "لا", "漢字", "🇳🇴", "👍🏽", "\u200f"]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)
normal = texts.map(normalise)


def units(text: str) -> list[bytes]:
    """UTF-16 units, as Qt counts them."""
    raw = text.encode("utf-16-le")
    return [raw[i : i + 2] for i in range(0, len(raw), 2)]


def long_ones(text: str) -> str:
    """A paragraph long enough to be shown in pieces."""
    return (text.replace("\n", " ") or "x") * (2 * PIECE // max(1, len(text)) + 1)


@given(normal, st.data())
def test_a_span_covers_the_same_letters_in_qts_counting(text: str, data: st.DataObject) -> None:
    shown = DisplayText(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = shown.span_u16(Span(start, end))
    covered = b"".join(units(shown.shown)[first:last]).decode("utf-16-le")
    assert covered == text[start:end]


@given(normal)
def test_every_position_of_qts_comes_back_to_its_letter(text: str) -> None:
    shown = DisplayText(text)
    for offset in range(len(text) + 1):
        assert shown.offset(shown.start_u16(offset)) == offset
        assert shown.offset(shown.end_u16(offset)) == offset
    assert shown.length_u16 == len(units(shown.shown))


@given(normal)
def test_inside_a_surrogate_pair_stands_the_letters_start(text: str) -> None:
    shown = DisplayText(text)
    for offset, letter in enumerate(text):
        if letter > "\uffff":
            assert shown.offset(shown.start_u16(offset) + 1) == offset


@given(normal)
def test_long_paragraphs_are_shown_in_pieces_and_keep_their_positions(seed: str) -> None:
    text = long_ones(seed)
    shown = DisplayText(text)
    assert shown.breaks
    assert max(len(line) for line in shown.shown.split("\n")) <= PIECE
    assert shown.shown.replace("\n", "") == text
    for at in shown.breaks:
        # What ends here ends before the break; what starts here starts after it.
        assert shown.start_u16(at) == shown.end_u16(at) + 1
        assert shown.is_piece_end(shown.end_u16(at))
        assert shown.offset(shown.end_u16(at)) == shown.offset(shown.start_u16(at)) == at


@given(normal)
def test_a_piece_never_ends_inside_what_is_seen_as_one_letter(seed: str) -> None:
    text = long_ones(seed)
    for at in piece_breaks(text):
        cuttable = any(parts(text, i) for i in range(at - PIECE // 2 + 1, at))
        assert parts(text, at) or not cuttable
        assert not (cuttable and unicodedata.combining(text[at]))


def test_a_piece_ends_after_a_sentence_when_it_can() -> None:
    text = "One sentence stands here. " * 400
    shown = DisplayText(text)
    assert all(text[:at].endswith(". ") for at in shown.breaks)


def test_an_unbreakable_run_is_cut_all_the_same() -> None:
    text = "👩" + "\u200d👩" * PIECE
    assert max(len(line) for line in DisplayText(text).shown.split("\n")) <= PIECE


def test_short_paragraphs_are_left_alone() -> None:
    text = "\n".join(["a b" * 1000] * 3)
    assert DisplayText(text).shown is text
