"""Which reader reads what: the one list of formats."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.formats import docx, eml, html, markdown, msg, odt, pdf, plain, rtf
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.raw import RawDocument
from annotator.ingest.sniffing import sniff
from annotator.ingest.suffixes import FormatName


@dataclass(frozen=True, slots=True)
class Format:
    """A format, what people call it, and its reader."""

    noun: Phrase
    """With its article, as in “was read as a PDF”."""
    read: Callable[[SourceBytes], RawDocument]


FORMATS: dict[FormatName, Format] = {
    FormatName.TEXT: Format(phrase("plain text"), plain.read),
    FormatName.MARKDOWN: Format(phrase("Markdown"), markdown.read),
    FormatName.HTML: Format(phrase("a web page"), html.read),
    FormatName.MHTML: Format(phrase("a saved web page"), eml.read_web_archive),
    FormatName.DOCX: Format(phrase("a Word document"), docx.read),
    FormatName.ODT: Format(phrase("an OpenDocument text"), odt.read),
    FormatName.RTF: Format(phrase("rich text"), rtf.read),
    FormatName.PDF: Format(phrase("a PDF"), pdf.read),
    FormatName.EML: Format(phrase("a mail"), eml.read_mail),
    FormatName.MSG: Format(phrase("an Outlook mail"), msg.read),
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
            phrase(
                "The extension “{extension}” does not fit the content; it was read as {format}.",
                extension=source.extension,
                format=chosen.noun,
            )
        )
    return raw
