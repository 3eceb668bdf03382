"""Which format a file has: by its first bytes, and by its extension only among kinds of text."""

import re
from dataclasses import dataclass

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError
from annotator.ingest.suffixes import SUFFIXES, FormatName

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|article)\b",
    re.IGNORECASE | re.DOTALL,
)
# A mail's head: several header lines at the very start, one of them a header only mails have.
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_HEADER = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|From|Subject|Date):",
    re.IGNORECASE | re.MULTILINE,
)
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:To|Received|Message-ID|Return-Path):", re.IGNORECASE | re.MULTILINE)
_OTHER_KINDS: tuple[tuple[bytes, Phrase], ...] = (
    (b"\x89PNG", phrase("a picture")),
    (b"\xff\xd8\xff", phrase("a picture")),
    (b"GIF8", phrase("a picture")),
    (b"II*\x00", phrase("a picture")),
    (b"MM\x00*", phrase("a picture")),
    (b"RIFF", phrase("a picture or a recording")),
    (b"ID3", phrase("a recording")),
    (b"OggS", phrase("a recording")),
    (b"\x7fELF", phrase("a program")),
    (b"MZ", phrase("a program")),
    (b"\xca\xfe\xba\xbe", phrase("a program")),
    (b"SQLite format 3\x00", phrase("a database")),
    (b"\x1f\x8b", phrase("a packed archive")),
    (b"7z\xbc\xaf", phrase("a packed archive")),
    (b"Rar!", phrase("a packed archive")),
    (b"BZh", phrase("a packed archive")),
    (b"\xfd7zXZ", phrase("a packed archive")),
)
_OFFICE_ZIP: tuple[tuple[bytes, Phrase], ...] = (
    (b"xl/workbook", phrase("an Excel workbook")),
    (b"ppt/presentation", phrase("a PowerPoint presentation")),
    (b"application/vnd.oasis.opendocument.spreadsheet", phrase("a spreadsheet")),
    (b"application/vnd.oasis.opendocument.presentation", phrase("a presentation")),
    (b"application/epub+zip", phrase("an e-book")),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format found, and whether the extension speaks of another."""

    format: FormatName
    misnamed: bool


def sniff(source: SourceBytes) -> Sniffed:
    """The format of `source`. Raises UnreadableError for what is known to be no text document."""
    by_name = SUFFIXES.get(source.extension)
    found = _by_content(source, by_name)
    return Sniffed(found, misnamed=by_name is not None and by_name is not found)


def _by_content(source: SourceBytes, by_name: FormatName | None) -> FormatName:
    content = source.content
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(content)
    if content.startswith(_OLE):
        return _in_ole(content)
    if content.lstrip().startswith(b"%PDF-"):
        return FormatName.PDF
    if by_name is FormatName.PDF and b"%PDF-" in content[:1024]:  # some have a line before it
        return FormatName.PDF
    start = content[3:] if content.startswith(b"\xef\xbb\xbf") else content
    if start.lstrip().startswith(b"{\\rtf"):
        return FormatName.RTF
    for magic, kind in _OTHER_KINDS:
        if content.startswith(magic) and (len(magic) > 3 or b"\x00" in content[:4096]):
            raise UnreadableError(
                phrase("is {kind}, not a text", kind=kind),
                phrase("Choose the article as a document."),
            )
    return _kind_of_text(start[:65536], by_name)


def _kind_of_text(start: bytes, by_name: FormatName | None) -> FormatName:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "ignore").encode()
    if _HTML.match(start):
        return FormatName.HTML
    head = _HEADERS.match(start.replace(b"\r\n", b"\n"))
    if head and len(_MAIL_HEADER.findall(head[0])) >= 2:
        return FormatName.MHTML if _is_web_archive(head[0]) else FormatName.EML
    if by_name in (FormatName.MARKDOWN, FormatName.HTML):
        return by_name
    return FormatName.TEXT


def _is_web_archive(head: bytes) -> bool:
    """Whether a mail's head is that of a saved page: it names one, or nobody ever sent it."""
    if _SNAPSHOT.search(head):
        return True
    return bool(_RELATED.search(head)) and not _SENT.search(head)


def _in_zip(content: bytes) -> FormatName:
    if b"word/document" in content or b"wordprocessingml" in content:
        return FormatName.DOCX
    if b"application/vnd.oasis.opendocument.text" in content[:1024]:
        return FormatName.ODT
    for mark, kind in _OFFICE_ZIP:
        if mark in content:
            raise UnreadableError(
                phrase("is {kind}, not a text", kind=kind),
                phrase("Save its text as .docx or .pdf."),
            )
    if b"mimetype" in content and b"content.xml" in content:
        return FormatName.ODT
    raise UnreadableError(
        phrase("is a packed archive, not a text"), phrase("Unpack it and choose the files inside.")
    )


def _in_ole(content: bytes) -> FormatName:
    if _named(content, "EncryptedPackage"):
        raise UnreadableError(
            phrase("is protected with a password"),
            phrase("Open it in Word and save a copy without password."),
        )
    if _named(content, "__properties_version1.0"):
        return FormatName.MSG
    if _named(content, "WordDocument"):
        raise UnreadableError(
            phrase("has the old Word format .doc"), phrase("Open it and save it as .docx.")
        )
    raise UnreadableError(
        phrase("is an old Office file without text"),
        phrase("Open it and save its text as .docx or .pdf."),
    )


def _named(content: bytes, stream: str) -> bool:
    """Whether an OLE file's directory names `stream` (it holds names as UTF-16)."""
    return stream.encode("utf-16-le") in content
