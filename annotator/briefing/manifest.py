"""The manifest: what a document said when it was exported, kept inside it for the import."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from annotator.briefing.anchors import NAMESPACE
from annotator.briefing.cleaning import clean
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId

_N = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One exported claim; everything in it is what the document showed."""

    id: ClaimId
    key: str
    """Names the claim in tags and bookmarks (`anchors.key_of`)."""
    number: int
    """Shown as `[C12]`."""
    article: ArticleId
    tag: str
    """A Tag's value, or "undecided"."""
    spans: tuple[str, ...]
    """The words of each span of the content, as the document's text has them (a paragraph's
    end is "\\n"); one bookmark and one comment each, in this order."""
    wording: str
    """The words in the table of claims."""
    sha256: str
    """Over `spans` joined by "\\n", UTF-8, hex."""
    places: tuple[tuple[int, int], ...]
    """For each span the index into `Manifest.paragraphs` of the one in which it begins, and the
    code point there; empty when the text of the articles is not in the document."""


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """A comment we wrote; what is not among these is new."""

    claim: ClaimId
    author: str
    time: str
    """As `w:date` has it."""
    text: str
    """Its paragraphs joined by "\\n"."""


@dataclass(frozen=True, slots=True)
class ParagraphEntry:
    """A paragraph whose words a reviewer may correct: text of runs in order, a tab as "\\t", a
    break as "\\n", labels such as `[C12 S]` left out.

    Every paragraph of the body has one, table cells included, for the review lists each that
    has none as added. Left out of the text, as nobody's words: results of fields (but those
    of HYPERLINK), what drop-downs show, text boxes. A paragraph that is blank then has none.
    """

    section: str
    """A Section's value, or "title"."""
    text: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one exported document said."""

    briefing: BriefingId
    export: ExportId
    version: int
    title: str
    exported: datetime
    """Aware."""
    claims: tuple[ClaimEntry, ...]
    comments: tuple[CommentEntry, ...]
    paragraphs: tuple[ParagraphEntry, ...]
    """In document order."""


def to_xml(manifest: Manifest) -> bytes:
    """The manifest as the custom XML part's bytes."""
    root = etree.Element(
        f"{_N}manifest",
        {
            "briefing": manifest.briefing,
            "export": manifest.export,
            "version": str(manifest.version),
            "exported": manifest.exported.isoformat(),
        },
        nsmap={"b": NAMESPACE},
    )
    _text(root, "title", manifest.title)
    for claim in manifest.claims:
        element = _text(
            root,
            "claim",
            "",
            {
                "id": claim.id,
                "key": claim.key,
                "number": str(claim.number),
                "article": claim.article,
                "tag": claim.tag,
                "sha256": claim.sha256,
            },
        )
        for span in claim.spans:
            _text(element, "span", span)
        for index, offset in claim.places:
            _text(element, "place", "", {"paragraph": str(index), "offset": str(offset)})
        _text(element, "wording", claim.wording)
    for comment in manifest.comments:
        attributes = {"claim": comment.claim, "author": comment.author, "time": comment.time}
        _text(root, "comment", comment.text, attributes)
    for paragraph in manifest.paragraphs:
        _text(root, "paragraph", paragraph.text, {"section": paragraph.section})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def from_xml(data: bytes) -> Manifest:
    """The manifest in the bytes of a custom XML part.

    Raises ValueError when it is no manifest or a damaged one.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not XML: {error}") from error
    if root.tag != f"{_N}manifest":
        raise ValueError(f"not a manifest: {root.tag}")
    return Manifest(
        briefing=BriefingId(_attribute(root, "briefing")),
        export=ExportId(_attribute(root, "export")),
        version=int(_attribute(root, "version")),
        title=root.findtext(f"{_N}title") or "",
        exported=datetime.fromisoformat(_attribute(root, "exported")),
        claims=tuple(_claim(e) for e in root.iterfind(f"{_N}claim")),
        comments=tuple(_comment(e) for e in root.iterfind(f"{_N}comment")),
        paragraphs=tuple(
            ParagraphEntry(_attribute(e, "section"), e.text or "")
            for e in root.iterfind(f"{_N}paragraph")
        ),
    )


def _claim(element: etree._Element) -> ClaimEntry:
    return ClaimEntry(
        id=ClaimId(_attribute(element, "id")),
        key=_attribute(element, "key"),
        number=int(_attribute(element, "number")),
        article=ArticleId(_attribute(element, "article")),
        tag=_attribute(element, "tag"),
        spans=tuple(e.text or "" for e in element.iterfind(f"{_N}span")),
        wording=element.findtext(f"{_N}wording") or "",
        sha256=_attribute(element, "sha256"),
        places=tuple(
            (int(_attribute(e, "paragraph")), int(_attribute(e, "offset")))
            for e in element.iterfind(f"{_N}place")
        ),
    )


def _comment(element: etree._Element) -> CommentEntry:
    return CommentEntry(
        claim=ClaimId(_attribute(element, "claim")),
        author=_attribute(element, "author"),
        time=_attribute(element, "time"),
        text=element.text or "",
    )


def _attribute(element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise ValueError(f"the manifest lacks “{name}”")
    return value


def _text(
    parent: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> etree._Element:
    cleaned = {key: clean(value) for key, value in (attributes or {}).items()}
    element = etree.SubElement(parent, f"{_N}{name}", cleaned)
    element.text = clean(text)
    return element
