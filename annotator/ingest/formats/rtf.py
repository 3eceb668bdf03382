"""Rich Text Format."""

import re
from collections.abc import Callable

from striprtf.striprtf import rtf_to_text

from annotator.domain.article import BlockKind
from annotator.domain.phrase import phrase
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import damaged
from annotator.ingest.raw import Paragraph, RawDocument

_INFO = re.compile(r"\{\\info\b(?P<fields>.{0,20000}?)\}\s*\}", re.DOTALL)
_FIELD = re.compile(r"\{\\(?P<name>title|author|company)\b ?(?P<value>[^{}]{0,1000})\}?")
_MEANINGS = {"title": "title", "author": "author", "company": "publisher"}


def read(source: SourceBytes) -> RawDocument:
    """An RTF file's text; table rows come out with tabs between their cells."""
    return of_code(source.content)


def of_code(content: bytes) -> RawDocument:
    """The text of RTF from any file. Raises UnreadableError when it is damaged."""
    # RTF is ASCII with escapes; Latin-1 keeps any other byte for the escapes' code page.
    code = content.decode("latin-1").lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    try:
        text = _plain(code)
    except (ValueError, LookupError, TypeError):
        raise damaged(phrase("rich text document")) from None
    raw = RawDocument([_paragraph(line) for line in text.split("\n")], "application/rtf")
    _take_info(code, raw)
    return raw


def _paragraph(line: str) -> Paragraph:
    cells = line.split("|")
    if len(cells) >= 3 and not cells[-1].strip():
        return Paragraph("\t".join(cell.strip() for cell in cells[:-1]), BlockKind.TABLE)
    return Paragraph(line)


def _take_info(code: str, raw: RawDocument) -> None:
    info = _INFO.match(code, code.find("{\\info"))  # one place alone, or it takes quadratic time
    for match in _FIELD.finditer(info["fields"] + "}") if info else ():
        value = _plain(f"{{\\rtf1 {match['value']}}}").strip()
        setattr(raw, _MEANINGS[match["name"]], value)


def _plain(code: str) -> str:
    """What striprtf makes of RTF code. Raises what it raises at broken code."""
    convert: Callable[..., str] = rtf_to_text
    text = convert(code, errors="replace")
    # RTF writes letters beyond the first plane as two halves, which become one again.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
