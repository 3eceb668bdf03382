"""The manifest: what a document said when it was exported, kept inside it for the import."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from annotator.briefing.anchors import NAMESPACE
from annotator.briefing.cleaning import escape
from annotator.domain.ids import ArticleId, BriefingId, ClaimId, ExportId

_N = f"{{{NAMESPACE}}}"
_CLAIM, _COMMENT, _PARAGRAPH = f"{_N}claim", f"{_N}comment", f"{_N}paragraph"
_SIDES = f"{_N}sides"
_SPAN, _PLACE, _WORDING = f"{_N}span", f"{_N}place", f"{_N}wording"


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
    sides: tuple[ParagraphEntry, ...] | None = None
    """Those of notes, headers and footers; `section` is "note", "header" or "footer". None in a
    document that was exported before they were kept."""


def to_xml(manifest: Manifest) -> bytes:
    """The manifest as the custom XML part's bytes."""
    pieces = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        _open(
            "manifest",
            **{"xmlns:b": NAMESPACE},
            briefing=manifest.briefing,
            export=manifest.export,
            version=manifest.version,
            exported=manifest.exported.isoformat(),
        ),
        _element("title", manifest.title),
    ]
    pieces += map(_claim_xml, manifest.claims)
    pieces += (
        _element("comment", entry.text, claim=entry.claim, author=entry.author, time=entry.time)
        for entry in manifest.comments
    )
    pieces += (
        _element("paragraph", entry.text, section=entry.section) for entry in manifest.paragraphs
    )
    if manifest.sides is not None:
        sides = (_element("side", side.text, section=side.section) for side in manifest.sides)
        pieces.append("".join(("<b:sides>", *sides, "</b:sides>")))
    return "".join((*pieces, "</b:manifest>")).encode()


def _claim_xml(claim: ClaimEntry) -> str:
    head = _open(
        "claim",
        id=claim.id,
        key=claim.key,
        number=claim.number,
        article=claim.article,
        tag=claim.tag,
        sha256=claim.sha256,
    )
    spans = "".join(_element("span", span) for span in claim.spans)
    places = "".join(
        _element("place", "", paragraph=index, offset=offset) for index, offset in claim.places
    )
    return f"{head}{spans}{places}{_element('wording', claim.wording)}</b:claim>"


def _open(name: str, **attributes: str | int) -> str:
    given = "".join(f' {key}="{_attribute_xml(value)}"' for key, value in attributes.items())
    return f"<b:{name}{given}>"


def _element(name: str, text: str, **attributes: str | int) -> str:
    return f"{_open(name, **attributes)}{escape(text)}</b:{name}>"


def _attribute_xml(value: str | int) -> str:
    return escape(str(value)).replace("\n", "&#10;").replace("\t", "&#9;")


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
    claims: list[ClaimEntry] = []
    comments: list[CommentEntry] = []
    paragraphs: list[ParagraphEntry] = []
    sides: tuple[ParagraphEntry, ...] | None = None
    for element in root:
        tag = element.tag
        if tag == _PARAGRAPH:
            paragraphs.append(ParagraphEntry(_attribute(element, "section"), element.text or ""))
        elif tag == _COMMENT:
            comments.append(_comment(element))
        elif tag == _CLAIM:
            claims.append(_claim(element))
        elif tag == _SIDES:
            sides = tuple(ParagraphEntry(_attribute(e, "section"), e.text or "") for e in element)
    return Manifest(
        briefing=BriefingId(_attribute(root, "briefing")),
        export=ExportId(_attribute(root, "export")),
        version=int(_attribute(root, "version")),
        title=root.findtext(f"{_N}title") or "",
        exported=datetime.fromisoformat(_attribute(root, "exported")),
        claims=tuple(claims),
        comments=tuple(comments),
        paragraphs=tuple(paragraphs),
        sides=sides,
    )


def _claim(element: etree._Element) -> ClaimEntry:
    spans: list[str] = []
    places: list[tuple[int, int]] = []
    wording = ""
    for child in element:
        tag = child.tag
        if tag == _SPAN:
            spans.append(child.text or "")
        elif tag == _PLACE:
            places.append((int(_attribute(child, "paragraph")), int(_attribute(child, "offset"))))
        elif tag == _WORDING:
            wording = child.text or ""
    return ClaimEntry(
        id=ClaimId(_attribute(element, "id")),
        key=_attribute(element, "key"),
        number=int(_attribute(element, "number")),
        article=ArticleId(_attribute(element, "article")),
        tag=_attribute(element, "tag"),
        spans=tuple(spans),
        wording=wording,
        sha256=_attribute(element, "sha256"),
        places=tuple(places),
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
