"""Formats are told apart by content; the extension only chooses among kinds of text."""

import pytest

from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.limits import Limits
from annotator.ingest.sniffing import Sniffed, sniff
from annotator.ingest.suffixes import SUFFIXES, FormatName

HEAD = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"


def found(content, name="file"):
    return sniff(SourceBytes(name, content, Limits()))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", FormatName.PDF),
        (b"\xef\xbb\xbf%PDF-1.7\n"[3:], FormatName.PDF),
        (b"{\\rtf1 x}", FormatName.RTF),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><p>x", FormatName.HTML),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html>", FormatName.HTML),
        ("\ufeff<html><p>x".encode("utf-16-le"), FormatName.HTML),
        (HEAD + b"\nwords", FormatName.EML),
        (b"Received: by x\r\n\tfor y\r\nSubject: z\r\n\r\nwords", FormatName.EML),
        (HEAD + b"Snapshot-Content-Location: http://x.example\n\nwords", FormatName.MHTML),
        (HEAD + b"Content-Type: multipart/related; boundary=b\n\n--b", FormatName.MHTML),
        (HEAD + b"To: c@d\nContent-Type: multipart/related; boundary=b\n\n--b", FormatName.EML),
        (b"Just words.", FormatName.TEXT),
        (b"# A head\n\nand words", FormatName.TEXT),
        (b"a < b and <p> is an element of HTML", FormatName.TEXT),
        (b"words about %PDF-1.7", FormatName.TEXT),
    ],
)
def test_the_first_bytes_tell_the_format(content, kind):
    assert found(content).format is kind


@pytest.mark.parametrize("extension", [".md", ".html", ".txt", ".eml", ".pdf", ".jpg", ""])
def test_words_are_read_by_their_extension_where_it_fits_words(extension):
    sniffed = found(b"Just words.", f"file{extension}")
    expected = {".md": FormatName.MARKDOWN, ".html": FormatName.HTML}
    assert sniffed.format is expected.get(extension, FormatName.TEXT)
    assert sniffed.misnamed is (extension in (".eml", ".pdf"))


def test_a_pdf_with_a_line_before_its_start_is_a_pdf_by_its_name_alone():
    content = b"junk from a server\n%PDF-1.4\n"
    assert found(content, "a.pdf") == Sniffed(FormatName.PDF, misnamed=False)
    assert found(content, "a.txt").format is FormatName.TEXT


def test_every_format_has_a_reader_and_an_extension():
    from annotator.ingest.registry import FORMATS

    assert set(FORMATS) == set(FormatName) == set(SUFFIXES.values())
