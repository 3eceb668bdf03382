"""Bytes to letters, whatever encoding they are in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.decoding import LOSSY, decode
from annotator.ingest.problems import UnreadableError

NORWEGIAN = "Sjøfolk på brygga så båten gå. Været ble dårligere, og ærlig talt økte frykten. " * 3
RUSSIAN = "Переговоры о гавани закончились во вторник без соглашения, сообщили чиновники. " * 3
ARABIC = "انتهت المحادثات حول الميناء يوم الثلاثاء دون اتفاق، وفق ما قاله مسؤولان. " * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NORWEGIAN, "utf-8"),
        (NORWEGIAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        (NORWEGIAN, "utf-16-le"),
        (NORWEGIAN, "utf-16-be"),
    ],
)
def test_an_encoding_is_found_without_being_named(text, encoding):
    assert decode(text.encode(encoding)) == (text, [])


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark, encoding):
    assert decode(mark + ARABIC.encode(encoding)) == (ARABIC, [])


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_is_read_as_it_was_written(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, [])


def test_the_encoding_a_page_declares_is_believed_when_it_fits():
    assert decode("Çeşme’de görüşmeler".encode("cp1254"), "windows-1254")[0] == (
        "Çeşme’de görüşmeler"
    )


@pytest.mark.parametrize(
    "declared", ["utf-8", "base64", "no-such-code", "x\x00y", "rot13", "utf-16"]
)
def test_a_declared_encoding_that_does_not_fit_is_not_believed(declared):
    assert decode(NORWEGIAN.encode("cp1252"), declared)[0] == NORWEGIAN


def test_a_few_broken_bytes_in_utf8_are_shown_and_told():
    half = ARABIC[:20].encode()
    text, warnings = decode(half + b"\xff" + ARABIC[20:].encode())
    assert text == f"{ARABIC[:20]}\N{REPLACEMENT CHARACTER}{ARABIC[20:]}"
    assert warnings == [LOSSY]


def test_a_text_cut_inside_a_letter_loses_that_letter_alone():
    text, warnings = decode(RUSSIAN.rstrip(" .").encode()[:-1])
    assert text == RUSSIAN.rstrip(" .")[:-1] + "\N{REPLACEMENT CHARACTER}"
    assert warnings == [LOSSY]


@pytest.mark.parametrize(
    "content", [bytes(range(32)) * 40, b"\x00" * 500, b"text\x00\x01\x02" * 100]
)
def test_binary_data_is_refused(content):
    with pytest.raises(UnreadableError, match="binary data"):
        decode(content)


def test_a_stray_control_letter_does_not_make_a_text_binary():
    assert decode(b"page one\x0c" + NORWEGIAN.encode() + b"\x00")[0].startswith("page one")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_problem(content):
    try:
        text, _ = decode(content)
    except UnreadableError:
        return
    text.encode()
