"""The formats by name and the extensions that files of each carry."""

from enum import StrEnum


class FormatName(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    EML = "eml"
    MSG = "msg"


SUFFIXES: dict[str, FormatName] = {
    ".txt": FormatName.TEXT,
    ".text": FormatName.TEXT,
    ".md": FormatName.MARKDOWN,
    ".markdown": FormatName.MARKDOWN,
    ".html": FormatName.HTML,
    ".htm": FormatName.HTML,
    ".xhtml": FormatName.HTML,
    ".mhtml": FormatName.MHTML,
    ".mht": FormatName.MHTML,
    ".docx": FormatName.DOCX,
    ".docm": FormatName.DOCX,
    ".dotx": FormatName.DOCX,
    ".odt": FormatName.ODT,
    ".ott": FormatName.ODT,
    ".rtf": FormatName.RTF,
    ".pdf": FormatName.PDF,
    ".eml": FormatName.EML,
    ".msg": FormatName.MSG,
}
"""Lower case, with the dot. What a walk through folders takes up."""
