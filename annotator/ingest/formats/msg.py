"""Mails as Outlook saves them (.msg)."""

import struct

from oxmsg import Message

from annotator.domain.phrase import phrase
from annotator.ingest.compressed_rtf import unpacked
from annotator.ingest.formats import mail, rtf
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError, damaged, shown
from annotator.ingest.raw import RawDocument

_COMPRESSED_RTF = 0x1009
_BROKEN = (
    OSError, ValueError, KeyError, IndexError, TypeError, LookupError, struct.error,
    AssertionError, AttributeError,
)  # fmt: skip


def read(source: SourceBytes) -> RawDocument:
    """An Outlook mail: its HTML or plain body; subject, sender and date from its properties."""
    try:
        message = Message.load(source.content)
        page, text = message.html_body, message.body
        packed = message.properties.binary_prop_value(_COMPRESSED_RTF)
        subject, sender, sent = message.subject, message.sender, message.sent_date
        attachments = [shown(item.file_name or "unnamed") for item in message.attachments]
    except _BROKEN:
        raise damaged(phrase("Outlook mail")) from None
    if page and page.strip():
        raw = mail.from_html(page)
    elif text and text.strip():
        raw = mail.from_plain(text)
    elif packed:
        raw = _from_rtf(packed)
    else:
        raise UnreadableError(
            phrase("has no text of its own"), phrase("Save its attachments as files and add those.")
        )
    raw.media_type = "application/vnd.ms-outlook"
    raw.title = subject or raw.title
    raw.author = mail.name_of(sender or "") or raw.author
    raw.published = sent.isoformat() if sent else raw.published
    raw.warnings = mail.unread_attachments(attachments)
    return raw


def _from_rtf(packed: bytes) -> RawDocument:
    """The body of a mail that has it in RTF alone."""
    try:
        return rtf.of_code(unpacked(packed))
    except ValueError:
        raise damaged(phrase("Outlook mail")) from None
