"""PDF files: the text layer, with its lines made paragraphs again."""

import itertools
import re
from collections.abc import Iterator

import pypdfium2 as pdfium

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.formats import pdf_page, pdf_story
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError, damaged
from annotator.ingest.raw import RawDocument

_MOST_FAILURES = 50
"""So many unreadable pages in a row are a page count that lies."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NO_TITLE = re.compile(
    r"untitled.*|document\d*|.*\.(?:docx?|indd|pdf|rtf|odt|pages|qxd|tex)|microsoft word - .*",
    re.IGNORECASE,
)


def read(source: SourceBytes) -> RawDocument:
    """A PDF's text without repeated headers, footers and page numbers."""
    try:
        document = pdfium.PdfDocument(source.content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                phrase("is protected with a password"),
                phrase("Open it and print it to a PDF without password."),
            ) from None
        raise damaged(phrase("PDF")) from None
    with document:
        count = len(document)
        pages = [page for page in _pages(document) if page is not None]
        about = document.get_metadata_dict()
    if not pages:
        raise damaged(phrase("PDF"))
    if not any(page.lines for page in pages):
        raise UnreadableError(
            phrase("has no text layer; its pages are pictures"),
            phrase("Run text recognition (OCR) on it first, then add the result."),
        )
    raw = RawDocument(pdf_story.paragraphs_of(pages), "application/pdf")
    raw.title = "" if _NO_TITLE.fullmatch(about.get("Title", "")) else about.get("Title", "")
    raw.author = about.get("Author", "")
    raw.warnings = _warnings(pages, count)
    return raw


def _pages(document: pdfium.PdfDocument) -> Iterator[pdf_page.Page | None]:
    """Each page that can be read; None for one that cannot."""
    failures = 0
    for number in range(len(document)):
        try:
            page = document[number]
            try:
                yield pdf_page.read(page)
            finally:
                page.close()
            failures = 0
        except pdfium.PdfiumError:
            yield None
            failures += 1
            if failures == _MOST_FAILURES:
                return


def _warnings(pages: list[pdf_page.Page], count: int) -> list[Phrase]:
    warnings = []
    lines = (line for page in pages for line in page.lines)
    lost = count - len(pages)
    if lost:
        warnings.append(
            phrase(
                "{n} of {all} pages are damaged and were left out.", n=f"{lost:,}", all=f"{count:,}"
            )
        )
    empty = sum(not page.lines for page in pages)
    if empty:
        warnings.append(
            phrase(
                "{n} of {all} pages have no text; they may be pictures.",
                n=f"{empty:,}",
                all=f"{count:,}",
            )
        )
    if _is_garbled(pages):
        warnings.append(
            phrase("The fonts do not say which letters they show; much may be unreadable.")
        )
    if any(not line.text.isascii() and _RIGHT_TO_LEFT.search(line.text) for line in lines):
        warnings.append(
            phrase("Words written right to left may be out of order, as PDFs keep them.")
        )
    return warnings


def _is_garbled(pages: list[pdf_page.Page]) -> bool:
    """Whether many of the first letters are none: control letters, or of no known meaning."""
    lines = itertools.chain.from_iterable(page.lines for page in pages)
    sample = "".join(line.text for line in itertools.islice(lines, 200))
    strange = sum(letter < " " or letter == "\N{REPLACEMENT CHARACTER}" for letter in sample)
    return strange * 10 > len(sample)
