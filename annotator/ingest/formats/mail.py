"""What mails in every format have in common: whom they are from, when, and their attachments."""

from annotator.domain.phrase import Phrase, Value, phrase
from annotator.ingest.formats import html, plain
from annotator.ingest.raw import RawDocument

_SHARE_OF_STORY = 0.8
"""A mail's own words matter: less than this share of them and the whole body is taken."""
_MOST_NAMED = 5
"""Attachments that a warning names."""


def from_html(page: str) -> RawDocument:
    """A mail's HTML body, without the frame of a newsletter where there is one."""
    return html.story(html.parse(page), enough=_SHARE_OF_STORY)


def from_plain(text: str) -> RawDocument:
    """A mail's plain body, its broken lines made whole."""
    return RawDocument(plain.paragraphs_of_text(text), "message/rfc822")


def name_of(sender: str) -> str:
    """The person in a From header: the display name, else the address."""
    name, _, address = sender.rpartition("<")
    return name.strip().strip('"') or address.strip("<> ")


def unread_attachments(names: list[str]) -> list[Phrase]:
    """A warning that names the attachments, which are not read; none without any."""
    if not names:
        return []
    told: Value = tuple(names)
    if len(names) > _MOST_NAMED:
        some = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED])
        told = phrase("{some} and {n} more", some=some, n=str(len(names) - _MOST_NAMED))
    return [
        phrase(
            "Attachments were not read: {attachments}. Save them and add them as files.",
            attachments=told,
        )
    ]
