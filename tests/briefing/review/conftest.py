"""A small briefing written by hand in the shape of the export, for reviews to be done on."""

import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape, quoteattr

import pytest

from annotator.briefing import anchors, export
from annotator.briefing.manifest import (
    ClaimEntry,
    CommentEntry,
    Manifest,
    ParagraphEntry,
    to_xml,
)
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import Briefing, BriefingArticle
from annotator.domain.claim import Attribution, Claim, Form, Source, SourceKind, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId, claim_id
from annotator.text.spans import Span

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


@pytest.fixture
def dam() -> Draft:
    """Four claims in three paragraphs, one of them alone in its own."""
    return Draft(
        [
            ["Floods.", " On Monday ", Said("c0ffee000001", "the dam was closed", Tag.SOURCED),
             ", the ministry said."],
            ["Officials warned that ",
             Said("c0ffee000002", "a second wave of strikes may follow", Tag.SPECULATIVE),
             " and that ", Said("c0ffee000003", "exports had fallen by 40 per cent"), "."],
            ["Nothing else was said that day."],
            [Said("c0ffee000004", "Bread will be dearer in spring.", Tag.UNSOURCED)],
        ]
    )  # fmt: skip


@pytest.fixture
def dam_file(dam: Draft, tmp_path: Path) -> Path:
    return dam.write(tmp_path / "dam.docx")


@pytest.fixture(scope="session")
def drafted() -> Callable[[list[list[tuple[str, ...]]]], Draft]:
    """Makes a draft of paragraphs of pieces: (words,) or, for a claim, (id, words)."""

    def make(paragraphs: list[list[tuple[str, ...]]]) -> Draft:
        return Draft([[Said(*p) if len(p) == 2 else p[0] for p in each] for each in paragraphs])

    return make


DAM_ROAD = """Floods close the dam road
Floods came late. On Monday the dam was closed, the ministry of works said.
Officials warned that a second wave of strikes may follow and that exports had fallen by 40 per cent.
Nothing else was said that day.
Bread will be dearer in spring.
The mayor 🙂 said the bridge was safe — “for now” — although nobody, she added, had tested it since March.
Local traders disagreed with all of this."""  # noqa: E501
DAM_CLAIMS: tuple[tuple[tuple[str, ...], Tag | None, str], ...] = (
    (("the dam was closed",), Tag.SOURCED, "the ministry of works"),
    (("a second wave of strikes may follow",), Tag.SPECULATIVE, "Officials"),
    (("exports had fallen by 40 per cent",), None, "Officials"),
    (("Bread will be dearer in spring.",), Tag.UNSOURCED, ""),
    (("the bridge was safe — “for now”",), Tag.SOURCED, "The mayor"),
    (("nobody", "had tested it since March"), None, "The mayor"),
)


@pytest.fixture(scope="session")
def dam_road() -> Briefing:
    """Six claims, one of them in two pieces, in seven paragraphs."""
    digest = hashlib.sha256(DAM_ROAD.encode()).hexdigest()
    blocks, at = [], 0
    for line in DAM_ROAD.split("\n"):
        kind = BlockKind.BODY if at else BlockKind.HEADLINE
        blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    article = Article(
        ArticleId(digest[:16]), DAM_ROAD, tuple(blocks), "Floods close the dam road",
        digest, digest, "1", publisher="The Weekly Post", language="en",
    )  # fmt: skip
    records = tuple(_record(article, *claim) for claim in DAM_CLAIMS)
    return Briefing(
        BriefingId("briefing-dam"), ExportId("export-1"), "Floods and strikes", "Desk Analyst",
        datetime(2026, 3, 1, 9, tzinfo=UTC), (BriefingArticle(article, (), records),),
        summary="The dam is the pressing matter of the week.\n\nStrikes are likely.",
        key_claims=(records[0].claim.id,),
    )  # fmt: skip


def _record(article: Article, words: tuple[str, ...], tag: Tag | None, by: str) -> ClaimRecord:
    starts = [article.text.index(w) for w in words]
    content = tuple(Span(s, s + len(w)) for s, w in zip(starts, words, strict=True))
    source = Source(None, None, by, SourceKind.NAMED)
    claim = Claim(
        claim_id(article.id, content), content,
        Attribution(source, None, None, Form.INDIRECT) if by else None, (),
        Suggestion(Tag.SOURCED if by else Tag.UNSOURCED, "Somebody is named.", 0.8),
    )  # fmt: skip
    when = datetime(2026, 3, 1, 8, tzinfo=UTC)
    decision = Decision(claim.id, tag, "", None, None, "Desk Analyst", when) if tag else None
    return ClaimRecord(claim, article.id, Origin.MACHINE, decision)


@pytest.fixture(scope="session")
def dam_road_file(dam_road: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "dam road.docx"
    export(dam_road, path)
    return path


@pytest.fixture(scope="session")
def xml_reviewer() -> ModuleType:
    """The module whose XmlReviewer writes what Word and LibreOffice 25.2 would write."""
    place = Path(__file__).with_name("xml_reviewer.py")
    spec = importlib.util.spec_from_file_location("xml_reviewer", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["xml_reviewer"] = module
    spec.loader.exec_module(module)
    return module


class LibreOffice:
    """The installed LibreOffice with a reviewer at it, without a window or a socket."""

    def __init__(self, soffice: str, profile: Path) -> None:
        pipe = f"annotator-review-{os.getpid()}"
        self._office = subprocess.Popen(
            [
                soffice, "--headless", "--norestore", "--nologo", "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        script = Path(__file__).with_name("uno_reviewer.py")
        self._reviewer = subprocess.Popen(
            ["/usr/bin/python3", str(script), pipe],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._hear()

    def __call__(self, verb: str, *arguments: object) -> None:
        assert self._reviewer.stdin
        self._reviewer.stdin.write(json.dumps([verb, arguments]) + "\n")
        self._reviewer.stdin.flush()
        heard = self._hear()
        assert heard["ok"], f"{verb}{arguments}: {heard}"

    def close(self) -> None:
        self._reviewer.communicate(json.dumps(["quit", []]) + "\n", timeout=30)
        try:
            self._office.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._office.pid, signal.SIGKILL)
            self._office.wait()

    def _hear(self) -> dict[str, object]:
        assert self._reviewer.stdout
        line = self._reviewer.stdout.readline()
        assert line, "the reviewer gave up; is python3-uno installed?"
        heard: dict[str, object] = json.loads(line)
        return heard


@pytest.fixture(scope="session")
def libreoffice(
    require: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LibreOffice]:
    """One LibreOffice for all tests; skips where there is none that can be driven."""
    soffice = require("soffice", "LibreOffice")
    has_uno = subprocess.run(
        ["/usr/bin/python3", "-c", "import uno"], check=False, capture_output=True
    )
    if has_uno.returncode:
        require("python3-uno, which is no program", "python3-uno")
    office = LibreOffice(soffice, tmp_path_factory.mktemp("profile"))
    yield office
    office.close()
