"""Mails (.eml) and saved web archives (.mhtml), which are mails in form."""

import email
import email.policy
from email.message import EmailMessage
from typing import cast

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.decoding import decode
from annotator.ingest.formats import html, mail
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.problems import UnreadableError, damaged, shown
from annotator.ingest.raw import RawDocument

_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_DEEPEST = 30


def read_mail(source: SourceBytes) -> RawDocument:
    """A mail: its HTML or plain body; subject, sender and date from its head."""
    message = _parse(source.content)
    parts = list(_parts(message))
    if any(part.get_content_type() in _ENCRYPTED for part in parts):
        raise UnreadableError(
            phrase("is an encrypted mail"), phrase("Open it in the mail program and save its text.")
        )
    attachments = [shown(_file_name(part)) for part in parts if _is_attachment(part)]
    bodies = [part for part in parts if not _is_attachment(part)]
    page = _first(bodies, "text/html")
    plain = _first(bodies, "text/plain")
    if page:
        text, warnings = _text(page)
        raw = mail.from_html(text)
    elif plain:
        text, warnings = _text(plain)
        raw = mail.from_plain(text)
    else:
        raise UnreadableError(
            phrase("has no text of its own"), phrase("Save its attachments as files and add those.")
        )
    raw.media_type = "message/rfc822"
    raw.title = _header(message, "Subject") or raw.title
    raw.author = mail.name_of(_header(message, "From")) or raw.author
    raw.published = _header(message, "Date") or raw.published
    raw.warnings = warnings + mail.unread_attachments(attachments)
    return raw


def read_web_archive(source: SourceBytes) -> RawDocument:
    """A saved web page with its pictures in one file (.mhtml): the page alone."""
    message = _parse(source.content)
    page = _first(list(_parts(message)), "text/html")
    if page is None:
        raise damaged(phrase("saved web page"))
    text, warnings = _text(page)
    raw = html.story(html.parse(text))
    raw.media_type = "multipart/related"
    raw.title = raw.title or _header(message, "Subject")
    location = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    raw.address = raw.address or (location if location.startswith("http") else "")
    raw.warnings = warnings
    return raw


def _parse(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def _parts(message: EmailMessage, depth: int = 0) -> list[EmailMessage]:
    """The parts that are not themselves made of parts, those of attached mails left out."""
    if depth > _DEEPEST:
        raise damaged(phrase("mail"))
    if message.get_content_type() == "multipart/encrypted":
        return [message]
    if not message.is_multipart() or message.get_content_maintype() == "message":
        return [message]
    return [
        inner
        for part in cast("list[EmailMessage]", message.get_payload())
        for inner in _parts(part, depth + 1)
    ]


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "message" or (
        part.get_content_disposition() == "attachment"
        or (part.get_content_maintype() != "text" and part.get_filename() is not None)
    )


def _file_name(part: EmailMessage) -> str:
    return part.get_filename() or part.get_content_type()


def _first(parts: list[EmailMessage], content_type: str) -> EmailMessage | None:
    return next((part for part in parts if part.get_content_type() == content_type), None)


def _text(part: EmailMessage) -> tuple[str, list[Phrase]]:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if not content:
        return "", []
    declared = part.get_content_charset() or ""
    if not declared and part.get_content_type() == "text/html":
        declared = html.declared_encoding(content)
    return decode(content, declared)


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; empty without it or when it is too broken to parse."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        return ""
