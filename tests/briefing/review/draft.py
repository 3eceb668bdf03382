"""A small briefing written by hand in the shape of the export, for reviews to be done on.

Loaded by the conftest.
"""

import hashlib
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from annotator.briefing import anchors
from annotator.briefing.manifest import (
    ClaimEntry,
    CommentEntry,
    Manifest,
    ParagraphEntry,
    to_xml,
)
from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = f"{OFFICE}/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'mc:Ignorable="w14 w15"'
)
AUTHOR = "Desk Analyst"
COMMENTED = "2026-03-01T09:00:00Z"


@dataclass(frozen=True)
class Said:
    """A claim's words inside a paragraph of a draft."""

    claim: str
    words: str
    tag: Tag | None = None


@dataclass
class Draft:
    """What goes into a hand-built briefing: paragraphs of plain words and claims."""

    paragraphs: list[list[str | Said]]
    briefing: str = "b1"
    export: str = "x1"
    title: str = "Briefing on the dam"
    summary: str = "The dam is the pressing matter of the week."
    with_table: bool = True
    claims: list[Said] = field(init=False)

    def __post_init__(self) -> None:
        self.claims = [p for paragraph in self.paragraphs for p in paragraph if isinstance(p, Said)]

    def number(self, claim: str) -> int:
        return [said.claim for said in self.claims].index(claim) + 1

    def comment_text(self, said: Said) -> str:
        return f"[C{self.number(said.claim)}] Source: the ministry\nTag: undecided"

    def manifest(self) -> Manifest:
        texts = [("title", self.title), ("summary", self.summary)]
        if self.with_table:
            for said in self.claims:
                texts += [
                    ("claims", anchors.visible_id(self.number(said.claim))),
                    ("claims", said.words),
                ]
        places: dict[str, tuple[int, int]] = {}
        for paragraph in self.paragraphs:
            words = ""
            for piece in paragraph:
                if isinstance(piece, Said):
                    places[piece.claim] = len(texts), len(words)
                words += piece if isinstance(piece, str) else piece.words
            texts.append(("articles", words))
        return Manifest(
            briefing=BriefingId(self.briefing),
            export=ExportId(self.export),
            version=1,
            title=self.title,
            exported=datetime(2026, 3, 1, 9, tzinfo=UTC),
            claims=tuple(
                ClaimEntry(
                    id=ClaimId(said.claim),
                    key=anchors.key_of(ClaimId(said.claim)),
                    number=self.number(said.claim),
                    article=ArticleId("a1"),
                    tag=said.tag.value if said.tag else anchors.UNDECIDED,
                    spans=(said.words,),
                    wording=said.words,
                    sha256=hashlib.sha256(said.words.encode()).hexdigest(),
                    places=(places[said.claim],),
                )
                for said in self.claims
            ),
            comments=tuple(
                CommentEntry(ClaimId(said.claim), AUTHOR, COMMENTED, self.comment_text(said))
                for said in self.claims
            ),
            paragraphs=tuple(ParagraphEntry(section, text) for section, text in texts),
        )

    def write(self, path: Path) -> Path:
        """The draft as a .docx at `path`, in the shape that the export gives it."""
        parts = {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                ("officeDocument", "word/document.xml"),
                ("custom-properties", "docProps/custom.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": _core(),
            "docProps/custom.xml": _custom(self.briefing, self.export),
            "word/_rels/document.xml.rels": _relations(
                ("comments", "comments.xml"), ("customXml", "../customXml/item7.xml")
            ),
            "word/document.xml": self._document(),
            "word/comments.xml": self._comments(),
            "customXml/item7.xml": to_xml(self.manifest()).decode(),
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return path

    def _document(self) -> str:
        body = [_paragraph(_run(self.title)), _paragraph(_run(self.summary))]
        if self.with_table:
            rows = "".join(self._row(said) for said in self.claims)
            columns = '<w:gridCol w:w="3000"/>' * 3
            body.append(
                '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
                f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
            )
        for paragraph in self.paragraphs:
            pieces = [_run(p) if isinstance(p, str) else self._said(p) for p in paragraph]
            body.append(_paragraph("".join(pieces)))
        return f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"

    def _said(self, said: Said) -> str:
        key, number = anchors.key_of(ClaimId(said.claim)), self.number(said.claim)
        return (
            f'<w:bookmarkStart w:id="{number * 10}" w:name="{anchors.content_bookmark(key)}"/>'
            f'<w:commentRangeStart w:id="{number}"/>'
            f'<w:sdt><w:sdtPr><w:alias w:val="C{number}"/>'
            f'<w:tag w:val="{anchors.content_tag(key)}"/><w:id w:val="{number + 1000}"/></w:sdtPr>'
            f"<w:sdtContent>{_run(said.words)}</w:sdtContent></w:sdt>"
            f'<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{number * 10}"/>{_label(number, said.tag)}'
        )

    def _row(self, said: Said) -> str:
        key, number = anchors.key_of(ClaimId(said.claim)), self.number(said.claim)
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(shown)} w:value={quoteattr(shown)}/>"
            for shown in anchors.CHOICES.values()
        )
        choice = (
            f'<w:bookmarkStart w:id="{number * 10 + 2}" w:name="{anchors.choice_bookmark(key)}"/>'
            f'<w:sdt><w:sdtPr><w:tag w:val="{anchors.choice_tag(key)}"/>'
            f'<w:id w:val="{number + 5000}"/><w:lock w:val="sdtLocked"/>'
            f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
            f"<w:sdtContent>{_run(anchors.CHOICES[said.tag])}</w:sdtContent></w:sdt>"
            f'<w:bookmarkEnd w:id="{number * 10 + 2}"/>'
        )
        visible = (
            f'<w:bookmarkStart w:id="{number * 10 + 1}" w:name="{anchors.row_bookmark(key)}"/>'
            f"{_run(anchors.visible_id(number))}"
            f'<w:bookmarkEnd w:id="{number * 10 + 1}"/>'
        )
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_paragraph(inner)}</w:tc>'
            for inner in (visible, _run(said.words), choice)
        )
        return f"<w:tr>{cells}</w:tr>"

    def _comments(self) -> str:
        comments = ""
        for said in self.claims:
            number = self.number(said.claim)
            lines = "".join(
                _paragraph(_run(line), f"{number * 16 + i:08X}")
                for i, line in enumerate(self.comment_text(said).split("\n"))
            )
            comments += (
                f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{COMMENTED}" '
                f'w:initials="DA">{lines}</w:comment>'
            )
        return f"<w:comments {NAMESPACES}>{comments}</w:comments>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _label(number: int, tag: Tag | None) -> str:
    style = f'<w:rPr><w:rStyle w:val="{anchors.LABEL_STYLE}"/></w:rPr>'
    return f"<w:r>{style}<w:t>{anchors.label(number, tag)}</w:t></w:r>"


def _paragraph(inner: str, paragraph_id: str = "") -> str:
    name = f' w14:paraId="{paragraph_id}"' if paragraph_id else ""
    return f"<w:p{name}>{inner}</w:p>"


def _content_types() -> str:
    overrides = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/comments.xml": f"{WORD}.comments+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": (
            "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        ),
    }
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = ""
    for i, (kind, target) in enumerate(targets, start=1):
        base = package if kind.startswith("metadata/") else RELATIONS
        rows += f'<Relationship Id="rId{i}" Type="{base}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{package}">{rows}</Relationships>'


def _core() -> str:
    return (
        '<cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<cp:lastModifiedBy>The Supervisor</cp:lastModifiedBy>"
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-03-02T12:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _custom(briefing: str, export: str) -> str:
    names = {anchors.BRIEFING_PROPERTY: briefing, anchors.EXPORT_PROPERTY: export}
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(names.items(), start=2)
    )
    return (
        f'<Properties xmlns:vt="{OFFICE}/docPropsVTypes" xmlns="{OFFICE}/custom-properties">'
        f"{rows}</Properties>"
    )
