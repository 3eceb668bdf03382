"""A template of the user's gives the look; what it lacks is filled in."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from annotator.briefing import export
from annotator.domain.marking import TLP
from annotator.errors import UserFacingError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A .docx as an office would make it: own headings, paper, letterhead on the first page."""
    made = docx.Document()
    made.add_paragraph("Text that must not come along.")
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x00, 0x40)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(200), Mm(260)
    section.left_margin, section.right_margin = Mm(30), Mm(25)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "THE FISHERIES DESK"
    section.header.paragraphs[0].text = "Fisheries"
    path = tmp_path / "letterhead.docx"
    made.save(str(path))
    return path


def rewrite(path: Path, change) -> Path:
    """The same archive with every part passed through `change(name, data)`."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))
    return path


def styles(document):
    return {s.get(W + "styleId"): s for s in document.root("word/styles.xml").iter(W + "style")}


def test_the_template_s_own_styles_stay_and_ours_are_added(
    harbour, letterhead, out, read_docx, faults
):
    export(harbour, out, template=letterhead)
    found = styles(read_docx(out))
    assert found["Heading1"].find(f"{W}rPr/{W}color").get(W + "val") == "800040"
    assert {"ClaimSourced", "ArticleQuote", "BriefingTable", "CommentText"} <= found.keys()
    assert faults(out) == []


def test_paper_and_margins_are_the_template_s(harbour, letterhead, out, read_docx):
    export(harbour, out, template=letterhead)
    size = next(read_docx(out).body.iter(W + "pgSz"))
    assert abs(int(size.get(W + "w")) - 11339) < 3
    table = next(read_docx(out).body.iter(W + "tblW"))
    assert abs(int(table.get(W + "w")) - (11339 - 1701 - 1417)) < 4


def test_its_text_is_left_out(harbour, letterhead, out, read_docx):
    export(harbour, out, template=letterhead)
    assert not any("must not come along" in text for text in read_docx(out).paragraphs())


def test_the_marking_is_on_every_kind_of_page_beside_the_letterhead(
    harbour, letterhead, out, read_docx
):
    export(harbour, out, template=letterhead)
    document = read_docx(out)
    edges = {name: "".join(document.root(name).itertext()) for name in document.parts
             if name.startswith(("word/header", "word/footer"))}  # fmt: skip
    assert len(edges) == 4
    assert all("TLP:AMBER" in text for text in edges.values())
    assert any("THE FISHERIES DESK" in text for text in edges.values())
    assert all("NUMPAGES" in text for name, text in edges.items() if "footer" in name)


def test_a_footer_that_numbers_its_pages_gets_no_second_number(harbour, letterhead, out, read_docx):
    made = docx.Document(str(letterhead))
    paragraph = made.sections[0].footer.paragraphs[0]
    code = paragraph.add_run("Seite ")._r.makeelement(qn("w:instrText"))
    code.text = " PAGE / NUMPAGES "
    paragraph.add_run()._r.append(code)
    made.save(str(letterhead))
    export(harbour, out, template=letterhead)
    document = read_docx(out)
    assert sum(b"Seite" in document.parts[n] for n in document.parts if n.startswith("word/")) == 1
    footer = next(document.parts[n] for n in document.parts if b"Seite" in document.parts[n])
    assert footer.count(b"NUMPAGES") == 1
    assert footer.count(b"TLP:AMBER") == 1


def test_styles_of_another_language_are_found_by_name(harbour, letterhead, out, read_docx, faults):
    def german(name: str, data: bytes) -> bytes:
        if name.endswith((".xml",)):
            data = data.replace(b'"Heading1"', b'"berschrift1"').replace(b'"Title"', b'"Titel"')
        return data

    export(harbour, out, template=rewrite(letterhead, german))
    found = styles(read_docx(out))
    assert found["Heading1"].find(f"{W}rPr/{W}color").get(W + "val") == "800040"
    assert "berschrift1" not in found
    assert faults(out) == []


def test_an_id_of_ours_under_another_name_is_moved_aside(
    harbour, letterhead, out, read_docx, faults
):
    extra = (
        b'<w:style w:type="character" w:customStyle="1" w:styleId="ClaimSourced">'
        b'<w:name w:val="Reklamation"/></w:style></w:styles>'
    )

    def add(name: str, data: bytes) -> bytes:
        return data.replace(b"</w:styles>", extra) if name == "word/styles.xml" else data

    export(harbour, out, template=rewrite(letterhead, add))
    names = {i: s.find(W + "name").get(W + "val") for i, s in styles(read_docx(out)).items()}
    assert names["ClaimSourced"] == "Claim Sourced"
    assert names["ClaimSourced2"] == "Reklamation"
    assert faults(out) == []


def test_a_dotx(harbour, letterhead, out, faults):
    def dotx(name: str, data: bytes) -> bytes:
        before = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return data.replace(before, TEMPLATE_TYPE.encode()) if name.startswith("[Content") else data

    export(harbour, out, template=rewrite(letterhead, dotx).rename(letterhead.with_suffix(".dotx")))
    assert faults(out) == []
    with zipfile.ZipFile(out) as archive:
        assert TEMPLATE_TYPE.encode() not in archive.read("[Content_Types].xml")


def test_a_picture_in_the_header_comes_along(harbour, letterhead, out, read_docx, faults):
    made = docx.Document(str(letterhead))
    run = made.sections[0].header.paragraphs[0].add_run()
    run.add_picture(io.BytesIO(_PNG), width=Mm(10))
    made.save(str(letterhead))
    export(harbour, out, template=letterhead)
    assert _PNG in read_docx(out).parts.values()
    assert faults(out) == []


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def test_what_would_be_loaded_from_elsewhere_is_refused(harbour, letterhead, out):
    made = docx.Document(str(letterhead))
    part = made.sections[0].header.part
    part.relate_to(
        "http://tracker.example/pixel.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    made.save(str(letterhead))
    with pytest.raises(UserFacingError, match="shows something that lies elsewhere"):
        export(harbour, out, template=letterhead)
    assert not out.exists()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_what_is_no_template_is_told(content, harbour, tmp_path: Path, out):
    path = tmp_path / "t.dotx"
    path.write_bytes(content)
    with pytest.raises(UserFacingError, match="The template cannot be used"):
        export(harbour, out, template=path)
    with pytest.raises(UserFacingError, match="does not exist"):
        export(harbour, out, template=tmp_path / "none.dotx")


def test_a_briefing_of_ours_as_template_brings_its_look_and_not_its_marking(
    harbour, tmp_path: Path, out, read_docx, faults
):
    earlier = tmp_path / "earlier.docx"
    export(replace(harbour, title="An older one", marking=TLP["TLP:RED"]), earlier)
    export(harbour, out, template=earlier)
    document = read_docx(out)
    for name in ("word/header1.xml", "word/footer1.xml"):
        assert b"TLP:RED" not in document.parts[name]
        assert b"An older one" not in document.parts[name]
        assert document.parts[name].count(b"TLP:AMBER") == 1
    assert faults(out) == []
