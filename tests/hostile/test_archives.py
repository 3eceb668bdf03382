"""Archives made to do harm: bombs, doubles, and parts that point outside."""

import struct
import zipfile
import zlib

import pytest

WORDS = "The talks ended on Tuesday without an agreement, two officials said."
MEBIBYTE = 1024 * 1024


def test_a_bomb_in_the_part_that_is_read_is_refused(packed, refusal):
    bomb = packed({"word/document.xml": b"<w>" + b" " * (60 * MEBIBYTE)})
    assert len(bomb) < MEBIBYTE
    assert "unpacks to far more than its size" in refusal("bomb.docx", bomb).message


def test_a_bomb_in_a_part_that_is_not_read_is_refused_too(word, refusal):
    bomb = word({"word/media/image1.png": bytes(60 * MEBIBYTE)})
    assert "unpacks to far more" in refusal("bomb.docx", bomb).message


def test_many_small_bombs_are_refused_by_their_sum(packed, refusal):
    part = bytes(MEBIBYTE)  # each below what is looked at alone
    bomb = packed({"word/document.xml": "<w/>", **{f"word/{i}.xml": part for i in range(420)}})
    assert "unpacks to more than 400 MB" in refusal("bombs.docx", bomb).message


def test_too_many_parts_are_refused(packed, refusal):
    parts = {"word/document.xml": b"<w/>", **{f"x/{i}": b"" for i in range(10_001)}}
    assert "parts inside" in refusal("parts.docx", packed(parts)).message


def test_a_part_that_lies_about_its_size_is_not_unpacked_further(word, refusal):
    content = word(inside="a" * (2 * MEBIBYTE))
    lie = _with_declared_size(content, b"word/document.xml", 1000)
    assert "damaged" in refusal("lie.docx", lie).message


def _with_declared_size(content, name, size):
    """The archive with another unpacked size in its directory for one part."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def test_parts_that_overlap_are_refused(refusal):
    """Many names for one compressed kernel (Fifield 2019): small, and unpacks without end."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = kernel.compress(bytes(900_000)) + kernel.flush()
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(raw), 900_000, 17, 0)
    body = local + b"word/document.xml" + raw
    directory = b""
    for i in range(300):
        name = b"word/document.xml" if i == 0 else b"word/x%03d.xml" % i
        directory += (
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(raw), 900_000,
                        len(name), 0, 0, 0, 0, 0, 0)
            + name
        )  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 300, 300, len(directory), len(body), 0)
    assert "holds parts that overlap" in refusal("kernel.docx", body + directory + end).message


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.XML"])
def test_two_parts_of_one_name_are_refused(name, word, refusal):
    double = word(extra=[(zipfile.ZipInfo(name), b"<other/>")])
    assert "two parts of the same name" in refusal("double.docx", double).message


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil", "a/../../evil", "..\\evil", "C:\\evil", "C:/evil"]
)
def test_a_path_out_of_the_archive_is_refused_and_writes_nothing(name, word, refusal, tmp_path):
    before = {path.name for path in tmp_path.parent.iterdir()}
    assert "points outside" in refusal("path.docx", word({name: "evil"})).message
    assert {path.name for path in tmp_path.parent.iterdir()} == before


def test_a_link_in_an_archive_is_refused(word, refusal):
    link = zipfile.ZipInfo("word/media/link")
    link.external_attr = 0o120777 << 16
    assert "points outside" in refusal("link.docx", word(extra=[(link, b"/etc/passwd")])).message


def test_an_archive_in_an_archive_is_not_gone_into(packed, refusal):
    inner = packed({"a.txt": WORDS})
    assert "packed archive" in refusal("archive.docx", packed({"inner.zip": inner})).message


def test_a_locked_archive_says_that_it_has_a_password(word, refusal):
    content = bytearray(word())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags] |= 1
    assert "protected with a password" in refusal("locked.docx", bytes(content)).message


@pytest.mark.parametrize("kind", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_other_office_files_are_named_for_what_they_are(kind, packed, refusal):
    message = refusal("table.docx", packed({"[Content_Types].xml": "<T/>", kind: "<x/>"})).message
    assert "Excel" in message or "PowerPoint" in message


def test_packed_as_tightly_as_long_honest_documents_are_is_no_bomb(word, attack):
    text = "The talks went on. " * 100_000
    assert len(attack("long.docx", word(inside=text)).article.text) == len(text) - 1
