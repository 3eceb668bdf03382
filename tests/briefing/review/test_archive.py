"""Files that are no reviewed briefing, or mean harm: one clear sentence each."""

import errno
import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.briefing.review import find_changes, read_review
from annotator.briefing.review.archive import MAX_PART
from annotator.errors import UserFacingError


def refused(path: Path) -> str:
    """The message of the refusal; a sentence that names the file and says what to do."""
    with pytest.raises(UserFacingError) as caught:
        read_review(path)
    assert path.name in str(caught.value.message)
    assert str(caught.value.message).endswith(".")
    assert caught.value.hint
    return str(caught.value.message)


def comes_home_or_is_refused(path: Path) -> None:
    error: UserFacingError | None = None
    try:
        find_changes(read_review(path))
    except UserFacingError as caught:
        error = caught
    assert error is None or path.name in str(error.message)


def replaced(source: Path, target: Path, **parts: bytes) -> Path:
    """The archive with some parts replaced; in a name "__" stands for "/", "_xml" for ".xml"."""
    wanted = {name.replace("__", "/").replace("_xml", ".xml"): d for name, d in parts.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, None) or old.read(name))
        for name, data in wanted.items():
            new.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 something", "is not a Word document"),
        (b"{\\rtf1 something}", "is not a Word document"),
        (b"<html></html>", "is not a Word document"),
        (b"PK\x03\x04 and then nothing of the kind", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", "old .doc format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
    ],
)
def test_other_formats_are_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "review.docx"
    path.write_bytes(content)
    assert says in refused(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "gone.docx")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder.docx"
    folder.mkdir()
    assert "folder" in refused(folder)


def test_a_file_that_may_not_be_read(dam_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "cannot be read: Permission denied" in refused(dam_file)


def test_another_office_file(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "is not a Word document" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file(dam_file: Path, tmp_path: Path, share: float) -> None:
    data = dam_file.read_bytes()
    path = tmp_path / "cut.docx"
    path.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in refused(path)


def test_a_part_that_the_list_names_and_the_file_lacks(dam_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "lost.docx"
    with zipfile.ZipFile(dam_file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    assert "damaged" in refused(path)


def test_xml_that_breaks_off(dam_file: Path, tmp_path: Path) -> None:
    path = replaced(dam_file, tmp_path / "broken.docx", word__document_xml=b"<w:document><w:body>")
    assert "document.xml" in refused(path)


def test_a_bomb_is_refused_before_it_is_unpacked(dam_file: Path, tmp_path: Path) -> None:
    path = replaced(dam_file, tmp_path / "bomb.docx", word__media__a_xml=b"0" * (90 << 20))
    began = time.perf_counter()
    assert "unpack" in refused(path)
    assert time.perf_counter() - began < 2


def test_many_parts_are_refused(dam_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    path.write_bytes(dam_file.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for i in range(10_001):
            archive.writestr(f"word/{i}.xml", "")
    assert "unpack" in refused(path)


def test_a_part_larger_than_any_briefing_has(
    dam_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_PART >= 50 << 20
    monkeypatch.setattr("annotator.briefing.review.archive.MAX_PART", 1000)
    assert "unpack" in refused(dam_file)


def test_a_file_larger_than_the_limit(dam_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.briefing.review.archive.MAX_FILE", 1000)
    assert "large" in refused(dam_file)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice(dam_file: Path) -> None:
    with zipfile.ZipFile(dam_file, "a") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert "twice" in refused(dam_file)


def test_a_directory_that_lies_about_sizes(dam_file: Path, tmp_path: Path) -> None:
    data = bytearray(dam_file.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path = tmp_path / "lies.docx"
    path.write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        last = archive.namelist()[-1]
    assert last == "customXml/item7.xml"
    assert "damaged" in refused(path)


ENTITY = b"""<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body></w:document>"""
LAUGHS = b"""<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<lol>&b;</lol>"""


@pytest.mark.parametrize(
    "part", ["word__document_xml", "word__comments_xml", "customXml__item7_xml"]
)
@pytest.mark.parametrize("content", [ENTITY, LAUGHS])
def test_declared_entities_are_refused(
    dam_file: Path, tmp_path: Path, part: str, content: bytes
) -> None:
    path = replaced(dam_file, tmp_path / "entities.docx", **{part: content})
    assert "declarations" in refused(path)


def test_entities_in_another_encoding_are_refused(dam_file: Path, tmp_path: Path) -> None:
    wide = ENTITY.decode().encode("utf-16")
    path = replaced(dam_file, tmp_path / "wide.docx", word__document_xml=wide)
    assert "declarations" in refused(path)


def test_nesting_without_end_is_refused(dam_file: Path, tmp_path: Path) -> None:
    w = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = b"<w:p " + w + b">" + b"<w:ins>" * 5000 + b"</w:ins>" * 5000 + b"</w:p>"
    path = replaced(dam_file, tmp_path / "deep.docx", word__document_xml=deep)
    assert "damaged" in refused(path)


def test_a_damaged_manifest_is_as_good_as_none(dam_file: Path, tmp_path: Path) -> None:
    broken = b'<manifest xmlns="urn:annotator:briefing:1" version="one"/>'
    path = replaced(dam_file, tmp_path / "manifest.docx", customXml__item7_xml=broken)
    file = read_review(path)
    assert file.manifest is None
    assert file.briefing == "b1"


def test_strict_documents_are_read_alike(dam_file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(dam_file) as archive:
        document = archive.read("word/document.xml")
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert strict != document
    path = replaced(dam_file, tmp_path / "strict.docx", word__document_xml=strict)
    assert read_review(path).body.text == read_review(dam_file).body.text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_flipped_bytes_never_end_in_anything_but_a_sentence(
    dam_file: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(dam_file.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "flipped.docx"
    path.write_bytes(bytes(content))
    comes_home_or_is_refused(path)


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
PIECES = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", "<w:tr>", "</w:tr>"),
        *("<w:r><w:t>word</w:t></w:r>", "<w:moveTo/>", "<w:sdt/>", "<w:bookmarkEnd/>"),
        *(FIELD.format(kind) for kind in ("begin", "separate", "end")),
        *("<mc:AlternateContent/>", "<!-- nothing -->", "<?any thing?>"),
        '<w:bookmarkStart w:id="1" w:name="clm_c0ffee000001"/>',
        '<w:bookmarkEnd w:id="1"/>',
        '<w:commentRangeStart w:id="1"/>',
        '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="2"/></w:r>',
        "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr></w:sdt>",
        '<w:sdt><w:sdtPr><w:tag w:val="claim:c0ffee000001"/></w:sdtPr><w:sdtContent/></w:sdt>',
    ]
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, max_size=25))
def test_any_heap_of_elements_is_read_or_refused(
    dam_file: Path, tmp_path: Path, pieces: list[str]
) -> None:
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    document = f"<w:document {names}><w:body>{''.join(pieces)}</w:body></w:document>"
    path = replaced(dam_file, tmp_path / "heap.docx", word__document_xml=document.encode())
    comes_home_or_is_refused(path)
