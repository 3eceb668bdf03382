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
    """The paragraphs of plain text; those behind "> " are quoted, as in mails."""
    return [
        Paragraph(line.lstrip("> "), BlockKind.QUOTE) if line.startswith(">") else Paragraph(line)
        for line in paragraphs_of(normalise(text).split("\n"))
    ]
