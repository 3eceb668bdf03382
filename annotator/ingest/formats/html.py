"""Saved web pages: the story without what surrounds it, and the page's own metadata."""

import re

from lxml import etree

from annotator.domain.phrase import phrase
from annotator.ingest.decoding import decode
from annotator.ingest.formats import markup, surroundings
from annotator.ingest.formats.elements import UNSEEN
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import damaged
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.ingest.xml_parts import is_out_of_memory

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:\-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:\-]{2,40})")
_SURROUNDINGS = frozenset(("nav", "footer", "aside", "header", "form", "button", "dialog"))
_MOST_LETTERS = 2_000_000
_EMBEDDED = sorted(UNSEEN - {"base", "head", "link", "meta", "noscript", "script", "title"})
_LONGEST_ATTRIBUTE = 4000
_FEW = 0.05
"""Pages are mostly frame; but a story with a smaller share of the letters is none."""


def read(source: SourceBytes) -> RawDocument:
    """A web page: the story that trafilatura finds, or all of the page where it finds none."""
    text, warnings = decode(source.content, declared_encoding(source.content))
    page = parse(text)
    raw = fragment(page) if source.pasted else story(page)
    raw.warnings[:0] = warnings
    return raw


def declared_encoding(content: bytes) -> str:
    """The encoding that the page names for itself; empty when it names none."""
    head = content[:4096]
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else ""


def parse(text: str) -> etree._Element:
    """The tree of a page, nothing loaded from anywhere. Raises UnreadableError."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True
    )
    content = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if is_out_of_memory(error):
            raise MemoryError from None
        raise damaged(phrase("web page")) from None
    if root is None:
        raise damaged(phrase("web page"))
    return root


def fragment(root: etree._Element) -> RawDocument:
    """Everything that can be seen below `root`: what somebody copied, or a mail's body."""
    return RawDocument(
        markup.paragraphs_of(root), "text/html", structured=True, language=_language(root)
    )


def story(page: etree._Element, enough: float = _FEW) -> RawDocument:
    """The story of a page with title, author, publisher, date and address where it has them.

    All of the page is taken when the story found has less than `enough` of its letters.
    """
    # Half a second to load, and most files are no web pages.
    import trafilatura  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    everything = markup.paragraphs_of(page, leave_out=_SURROUNDINGS)
    raw = RawDocument(everything, "text/html", structured=True, language=_language(page))
    if _letters(everything) > _MOST_LETTERS:
        raw.warnings.append(phrase("The page is too long to find its story; all of it was read."))
        return raw
    _lighten(page)
    # The page is parsed again, since trafilatura takes its tree apart.
    found = trafilatura.bare_extraction(
        etree.tostring(page, encoding="unicode", method="html"),
        include_comments=False,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(found, Document):
        return raw
    raw.title = found.title or ""
    raw.author = found.author or ""
    raw.publisher = found.sitename or ""
    raw.published = found.date or ""
    raw.address = found.url or ""
    paragraphs = markup.paragraphs_of(found.body, tei=True)
    if _letters(paragraphs) >= enough * _letters(everything):
        raw.paragraphs = surroundings.restored(paragraphs, everything, raw.title)
    return raw


def _lighten(page: etree._Element) -> None:
    """Takes out what is no part of a story and costs time: what is embedded, pictures written
    into attributes."""
    etree.strip_elements(page, *_EMBEDDED, with_tail=False)
    for element in page.iter():
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                del element.attrib[name]


def _letters(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _language(root: etree._Element) -> str:
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
