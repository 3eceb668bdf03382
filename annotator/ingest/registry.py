"""Which reader reads what: the one list of formats."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.ingest.formats import docx, eml, html, markdown, msg, odt, pdf, plain, rtf
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.raw import RawDocument
from annotator.ingest.sniffing import sniff
from annotator.ingest.suffixes import FormatName


@dataclass(frozen=True, slots=True)
class Format:
    """A format, what people call it, and its reader."""

    noun: str
    """With its article, as in “was read as a PDF”."""
    read: Callable[[SourceBytes], RawDocument]


FORMATS: dict[FormatName, Format] = {
    FormatName.TEXT: Format("plain text", plain.read),
    FormatName.MARKDOWN: Format("Markdown", markdown.read),
    FormatName.HTML: Format("a web page", html.read),
    FormatName.MHTML: Format("a saved web page", eml.read_web_archive),
    FormatName.DOCX: Format("a Word document", docx.read),
    FormatName.ODT: Format("an OpenDocument text", odt.read),
    FormatName.RTF: Format("rich text", rtf.read),
    FormatName.PDF: Format("a PDF", pdf.read),
    FormatName.EML: Format("a mail", eml.read_mail),
    FormatName.MSG: Format("an Outlook mail", msg.read),
}


def read(source: SourceBytes) -> RawDocument:
    """The document in `source`, by its content first and its extension second.

    Raises UnreadableError. A wrong extension is read all the same, with a warning.
    """
    found = sniff(source)
    chosen = FORMATS[found.format]
    raw = chosen.read(source)
    if found.misnamed:
        raw.warnings.append(
            f"The extension “{source.extension}” does not fit the content; "
            f"it was read as {chosen.noun}."
        )
    return raw
