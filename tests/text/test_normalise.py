"""Normalised text reads the same and holds no letter that a widget would change."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.normalise import normalise


@given(st.text(st.characters(), max_size=60))
def test_normalising_twice_changes_nothing_more(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(st.text(st.characters(), max_size=60))
def test_the_result_can_be_encoded_and_has_one_kind_of_line_end(raw: str) -> None:
    text = normalise(raw)
    text.encode("utf-8")
    assert not set(text) & set("\r\u2028\u2029\u0085\x0b\x0c\u00a0\ufeff\ufffe\x00\u00ad")


def test_line_ends_and_spaces_become_plain() -> None:
    assert normalise("a\r\nb\rc\u2028d\u2029e\u00a0f\u202fg") == "a\nb\nc\nd\ne f g"


def test_ligatures_and_soft_hyphens_read_as_words() -> None:
    assert normalise("o\ufb03cial state\u00adment") == "official statement"


def test_joiners_and_bidi_marks_stay() -> None:
    family, persian = "👩\u200d👧", "می\u200cرود\u200f"
    assert normalise(family + persian) == family + persian


def test_lone_surrogates_become_replacement_letters() -> None:
    assert normalise("a\ud800b") == "a\ufffdb"
