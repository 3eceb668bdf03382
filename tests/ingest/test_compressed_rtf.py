"""Outlook's packed RTF: the specification's own examples, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.compressed_rtf import unpacked


def test_the_first_example_of_the_specification():
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3"
        "2068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_the_second_example_which_repeats_what_it_is_writing():
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(packed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_what_is_only_wrapped_is_unwrapped():
    packed = b"\x10\x00\x00\x00\x08\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 }"
    assert unpacked(packed) == b"{\\rtf1 }"


@pytest.mark.parametrize("content", [b"", b"short", bytes(16), b"\x00" * 8 + b"XXXX" + bytes(40)])
def test_anything_else_is_refused(content):
    with pytest.raises(ValueError, match=r"header|not compressed"):
        unpacked(content)


@given(st.binary(max_size=200), st.integers(0, 2**32 - 1))
def test_damaged_bodies_end(content, size):
    packed = b"\x00" * 4 + size.to_bytes(4, "little") + b"LZFu\x00\x00\x00\x00" + content
    try:
        assert len(unpacked(packed)) <= size
    except ValueError:
        assert size > 0
