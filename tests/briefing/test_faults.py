"""Planted faults are caught: by our invariants, by the SDK's validator, or by both.

A check that has never failed proves nothing; each fault here is one that some program makes.
"""

import re
import zipfile
from pathlib import Path

import pytest

from annotator.briefing import export

DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"


def sub(pattern: str, new: str, part: str = DOCUMENT, count: int = 1):
    def change(parts: dict[str, bytes]) -> None:
        before = parts[part].decode()
        after = re.sub(pattern, new, before, count=count, flags=re.DOTALL)
        assert after != before, f"{pattern} is not in {part}"
        parts[part] = after.encode()

    return change


def add(part: str, data: str):
    return lambda parts: parts.update({part: data.encode()})


def drop(part: str):
    return lambda parts: parts.pop(part)


COMMENTS_EX = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000007" w15:done="0"/></w15:commentsEx>'
)
FIRST_P = r"<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>"
W14 = "w14:paraId"
BINDING = '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/><w:lock '
DELETION = '<w:del w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:del>'
NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr>'
SWAPPED = r'(footnote w:id=")1(".*?footnote w:id=")2'

OURS = {
    "malformed part": sub("</w:body>", ""),
    "part without a type": add("word/stray.bin", "x"),
    "missing part": drop("word/footer1.xml"),
    "relationship twice": sub('Id="rIdSettings"', 'Id="rIdStyles"', "word/_rels/document.xml.rels"),
    "control id twice": sub(r'<w:id w:val="3"/>', '<w:id w:val="2"/>'),
    "control tag twice": sub(r'claimtext:\w+', "claim:x", count=2),
    "control tag too long": sub(r"claimtext:\w+", "claimtext:" + "x" * 60),
    "two kinds of control": sub("<w:dropDownList", "<w:text/><w:dropDownList"),
    "list item twice": sub('w:value="Sourced"', 'w:value="Unsourced"'),
    "list item shown twice": sub('w:displayText="Sourced"', 'w:displayText="Unsourced"'),
    "drop-down shows no item": sub(r"(<w:rStyle w:val=\"Choice\"/></w:rPr><w:t>)\w+", r"\1Yes"),
    "binding to no store": sub("<w:lock ", BINDING),
    "bookmark twice": sub(r'w:name="clm_\w+"', 'w:name="clm_x"', count=2),
    "bookmark id twice": sub(r'bookmarkStart w:id="5"', 'bookmarkStart w:id="4"'),
    "bookmark not closed": sub(r'<w:bookmarkEnd w:id="3"/>', ""),
    "bookmark name too long": sub(r'w:name="clm_\w+"', f'w:name="clm_{"x" * 40}"'),
    "link to nowhere": sub(r'w:anchor="clm_\w+"', 'w:anchor="clm_nowhere"'),
    "field without end": sub('<w:fldChar w:fldCharType="end"/>', ""),
    "field without begin": sub('<w:fldChar w:fldCharType="begin"/>', ""),
    "page of nowhere": sub(r"PAGEREF clm_\w+", "PAGEREF clm_nowhere"),
    "cell without paragraph": sub(r"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p>(?=</w:tc>)", r"\1"),
    "row too short": sub("<w:tc>.*?</w:tc>", ""),
    "text in a deletion": sub(FIRST_P, rf"\g<0>{DELETION}"),
    "paragraph id out of range": sub("<w:p>", f'<w:p {W14}="80000001">'),
    "paragraph id twice": sub("<w:p>", f'<w:p {W14}="00000001">', count=2),
    "comment id twice": sub('<w:comment w:id="1"', '<w:comment w:id="0"', COMMENTS),
    "comment without range end": sub(r'<w:commentRangeEnd w:id="0"/>', ""),
    "comment without range start": sub(r'<w:commentRangeStart w:id="0"/>', ""),
    "comment without reference": sub(r'<w:commentReference w:id="0"/>', ""),
    "reference to no comment": sub('<w:comment w:id="0".*?</w:comment>', "", COMMENTS),
    "state of no comment": add("word/commentsExtended.xml", COMMENTS_EX),
    "footnote without reference": sub(r"<w:footnoteReference[^>]*>", ""),
    "footnotes out of order": sub(SWAPPED, r"\g<1>2\g<2>1", "word/footnotes.xml"),
    "style not defined": sub('w:val="KeyClaim"', 'w:val="Nowhere"'),
    "numbering not defined": sub(FIRST_P, NUMBERED),
    "picture without alternative text": sub(r' descr="[^"]*"', ""),
    "table without header row": sub("<w:tblHeader/>", "", count=99),
    "document without title": sub("<dc:title>.*?</dc:title>", "", "docProps/core.xml"),
    "heading skips a level": sub('w:val="Heading2"', 'w:val="Heading3"'),
}  # fmt: skip
SDK = {
    "order of run properties": sub(
        r"<w:rStyle w:val=\"ClaimLabel\"/>", r'<w:b/><w:rStyle w:val="ClaimLabel"/>'
    ),
    "order of control properties": sub(r"(<w:alias [^>]*>)(.*?)(</w:sdtPr>)", r"\2\1<w:x/>\3"),
    "unknown element": sub("<w:body>", "<w:body><w:claims/>"),
    "date that is none": sub(r'w:date="[^"]*"', 'w:date="yesterday"', COMMENTS),
    "order of settings": sub(r"(<w:zoom [^>]*>)(.*?)(</w:se)", r"\2\1\3", "word/settings.xml"),
    "footnote id too large": sub(r'footnoteReference w:id="1"', 'footnoteReference w:id="x"'),
    "colour that is none": sub('color w:val="FFC000"', 'color w:val="amber"', "word/header1.xml"),
    "chart axis missing": sub("<c:catAx>.*?</c:catAx>", "<c:what/>", "word/charts/chart1.xml"),
}  # fmt: skip


def planted(source: Path, target: Path, change) -> Path:
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize("fault", OURS)
def test_our_invariants_catch(fault, harbour, out, tmp_path: Path, faults):
    export(harbour, out)
    assert faults(planted(out, tmp_path / "broken.docx", OURS[fault])) != []


@pytest.mark.npm
@pytest.mark.parametrize("fault", SDK)
def test_the_sdk_catches(fault, harbour, out, tmp_path: Path, sdk_errors):
    export(harbour, out)
    assert sdk_errors(planted(out, tmp_path / "broken.docx", SDK[fault])) != []
