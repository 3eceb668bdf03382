"""Plain text: lines to paragraphs."""

from annotator.domain.article import BlockKind
from annotator.ingest.decoding import decode
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.raw import Paragraph, RawDocument
from annotator.ingest.wrapping import paragraphs_of
from annotator.text.normalise import normalise


def read(source: SourceBytes) -> RawDocument:
    """A text file, one paragraph a line or a stretch between blank lines."""
    text, warnings = decode(source.content)
    return RawDocument(paragraphs_of_text(text), "text/plain", warnings=warnings)


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """The paragraphs of plain text; tabbed lines are rows of a table, "> " quotes a mail."""
    return [
        Paragraph(line.lstrip("> ") if quoted else line, _kind(line, quoted=quoted))
        for line in paragraphs_of(normalise(text).split("\n"))
        for quoted in (line.startswith(">"),)
    ]


def _kind(line: str, *, quoted: bool) -> BlockKind:
    if quoted:
        return BlockKind.QUOTE
    return BlockKind.TABLE if line.count("\t") >= 2 else BlockKind.BODY
